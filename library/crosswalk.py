"""Records of resources and case studies in the formats of the field.

One table: what can be taken out, and how. Each format's module says where each field goes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library.formats import bibtex, csl, csv, dublin_core, ris
from library.formats.kinds import KINDS
from library.record import Record


@dataclass(frozen=True)
class Format:
    """A format that records can be taken out in.

    Attributes:
        key: stands in addresses.
        label: its name.
        meant_for: in words, who needs it.
        media_type: as registered, or as in use.
        ending: of file names, without a dot.
        write: gives the bytes of records, piece by piece.
    """

    key: str
    label: str
    meant_for: Promise
    media_type: str
    ending: str
    write: Callable[[Iterable[Record]], Iterator[bytes]]


FORMATS: dict[str, Format] = {
    each.key: each
    for each in (
        Format(
            "ris",
            "RIS",
            _("for Zotero, EndNote and Mendeley"),
            "application/x-research-info-systems",
            "ris",
            ris.write,
        ),
        Format(
            "bibtex",
            "BibTeX",
            _("for LaTeX and JabRef"),
            "application/x-bibtex",
            "bib",
            bibtex.write,
        ),
        Format(
            "csl",
            "CSL-JSON",
            _("for Pandoc and citation styles"),
            "application/vnd.citationstyles.csl+json",
            "json",
            csl.write,
        ),
        Format("csv", "CSV", _("for spreadsheets"), "text/csv; charset=utf-8", "csv", csv.write),
        Format(
            "dc",
            "Dublin Core",
            _("for libraries and catalogues"),
            "application/xml; charset=utf-8",
            "xml",
            dublin_core.write,
        ),
    )
}


def write(records: Iterable[Record], key: str) -> Iterator[bytes]:
    """Give records in the format of that key.

    Raises:
        KeyError: there is no such format.
    """
    return FORMATS[key].write(records)


def schema_type(notation: str) -> str:
    """Return the schema.org type of a kind of resource."""
    return KINDS[notation].schema if notation in KINDS else "CreativeWork"
