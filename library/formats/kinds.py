"""What each kind of resource is called in the formats of the field.

The exact kind stands beside it everywhere, as ``genre``, ``type`` or ``M3``: our list is finer than
theirs. The readers' tables the other way round are in ``library.importing.terms.kinds``.
"""

from typing import NamedTuple

from library.record import Record


class Names(NamedTuple):
    """A kind's names: RIS type, BibTeX entry, CSL type, DCMI type, schema.org type."""

    ris: str
    bibtex: str
    csl: str
    dcmi: str
    schema: str


_REPORT = Names("RPRT", "techreport", "report", "Text", "Report")
_LEARNING = Names("RPRT", "manual", "report", "Text", "LearningResource")
_OTHER = Names("GEN", "misc", "document", "Text", "CreativeWork")
_ARTICLE = Names("JOUR", "article", "article-journal", "Text", "ScholarlyArticle")
_PAPER = Names("UNPB", "unpublished", "article", "Text", "ScholarlyArticle")

KINDS = {
    "guide": _LEARNING,
    "toolkit": _LEARNING,
    "training": _LEARNING,
    "case-collection": _REPORT,
    "report": _REPORT,
    "research-paper": _ARTICLE,
    "policy-brief": _REPORT,
    "law-model-text": Names("STAT", "legislation", "legislation", "Text", "Legislation"),
    "dataset": Names("DATA", "dataset", "dataset", "Dataset", "Dataset"),
    "map": Names("MAP", "misc", "map", "StillImage", "Map"),
    "video": Names("VIDEO", "video", "motion_picture", "MovingImage", "VideoObject"),
    "audio": Names("SOUND", "audio", "song", "Sound", "AudioObject"),
    "presentation": Names("SLIDE", "misc", "speech", "Text", "PresentationDigitalDocument"),
    "evaluation": _REPORT,
    "poster": Names("PAMP", "booklet", "pamphlet", "Text", "Poster"),
    "website": Names("ELEC", "online", "webpage", "InteractiveResource", "WebSite"),
    "software": Names("COMP", "software", "software", "Software", "SoftwareApplication"),
    "case-study": Names("ELEC", "online", "webpage", "Text", "Article"),
}


def names_of(record: Record) -> Names:
    """Return what a record's kind is called elsewhere.

    A report or guide with an ISBN is a book; a research paper is an article where it stands in
    something, else a paper by itself.
    """
    found = KINDS.get(record.kind, _OTHER)
    if record.kind == "research-paper" and not record.container:
        return _PAPER
    if record.isbn and found in {_REPORT, _LEARNING} and not record.container:
        return found._replace(ris="BOOK", bibtex="book", csl="book")
    return found
