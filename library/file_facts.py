"""What editors are told of a file before readers meet it: kind, size, and what was found in it."""

from dataclasses import dataclass, field
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from justcities.assets.extraction import Outcome
from justcities.assets.models import DocumentReading, SiteDocument
from justcities.vocabulary.language_names import language_name

MEDIA = {"mp4": "video", "webm": "video", "mp3": "audio", "ogg": "audio"}

_FOUND: dict[str, str | Promise] = {
    Outcome.TEXT: _("Its text was found: readers can search in it."),
    Outcome.NO_TEXT: _(
        "No text was found, so nobody can search in it or have it read aloud. Perhaps its pages "
        "are pictures: a scan can be given its text by text recognition (OCR)."
    ),
    Outcome.ENCRYPTED: _(
        "It is locked with a password: readers can’t open it. Please upload it unlocked."
    ),
    Outcome.DAMAGED: _("It is damaged: please open it yourself, save it anew and replace it."),
    Outcome.TOO_LARGE: _("It is too large to be searched. Readers can still download it."),
    Outcome.TOO_SLOW: _("Reading its text takes too long. Readers can still download it."),
    Outcome.UNSUPPORTED: _("There is no text to be searched in files of this kind."),
}
_REMARKS: dict[str, str | Promise] = {
    "cut": _("It is so long that only its beginning can be searched."),
    "broken_pages": _("Some of its pages can’t be read."),
    "unchecked": _("It could not be looked through for programs in it."),
    "javascript": _("It holds a small program (JavaScript)."),
    "launch": _("It tries to start other programs."),
    "submits": _("It sends what is filled in to somewhere."),
    "acts_on_opening": _("It does something by itself when it is opened."),
    "embedded_files": _("Other files are hidden in it."),
    "media": _("Sound or film is hidden in it."),
}
# What keeps readers from the text; the rest is only told.
_BAD = {Outcome.NO_TEXT, Outcome.ENCRYPTED, Outcome.DAMAGED}


@dataclass(frozen=True)
class FileFacts:
    """What is told of one file. ``is_read`` is False while its reading is on its way."""

    document: SiteDocument
    outline: str
    found: str
    is_good: bool
    is_read: bool
    remarks: list[str] = field(default_factory=list)


def reading_of(document: SiteDocument) -> DocumentReading | None:
    """Return the reading of the file a document has now, or None while there is none yet."""
    reading: DocumentReading | None = getattr(document, "reading", None)
    return reading if reading is not None and reading.is_of(document) else None


def facts_of(document: SiteDocument) -> FileFacts:
    """Return what is told of a file; no query where it was loaded with its reading."""
    reading = reading_of(document)
    outline = [document.file_extension.upper()]
    size = document.get_file_size()
    if size is not None:  # a file that is gone from its storage has none
        outline.append(filesizeformat(size))
    if reading is None:
        found = _t("It is being read. What was found stands here in a minute.")
        return FileFacts(document, " · ".join(outline), found, is_good=True, is_read=False)
    if reading.page_count:
        outline.append(
            ngettext("%(count)d page", "%(count)d pages", reading.page_count)
            % {"count": reading.page_count}
        )
    if reading.language:
        outline.append(language_name(reading.language))
    return FileFacts(
        document,
        " · ".join(outline),
        str(_FOUND[reading.outcome]),
        is_good=reading.outcome not in _BAD,
        is_read=True,
        remarks=[str(_REMARKS[flag]) for flag in reading.flags if flag in _REMARKS],
    )


def is_media(document: SiteDocument | None) -> bool:
    """Tell whether a file is film or sound, which needs words beside it."""
    return document is not None and document.file_extension.lower() in MEDIA


def pages_and_languages(rows: Any) -> tuple[int | None, list[str]]:
    """Return what files tell of a resource: the pages of the first, the languages of all.

    Args:
        rows: the files of a record, with their documents and readings loaded.
    """
    pages: int | None = None
    languages: dict[str, None] = {}
    for row in rows:
        reading = reading_of(row.document) if row.document else None
        if reading is not None and pages is None and reading.page_count:
            pages = reading.page_count
        language = row.language or (reading.language if reading else "")
        if language:
            languages[language] = None
    return pages, list(languages)
