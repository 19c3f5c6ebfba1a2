"""RIS, as reference managers and catalogues read it.

=================  =====================================================================
``TY``             the kind, in the format's own list; ``M3``: the kind as we call it
``TI``             title
``AU ED A4``       authors, editors, translators, as ``Family, Given``
``PY DA``          year; the date as precise as known, as ``2019/05/31``
``PB T2 VL IS``    publisher, what it stands in, volume, issue
``SP EP``          pages in it, or the number of pages of a whole work
``LA``             languages of the resource, one a line
``AB``             summary
``DO UR``          DOI; web addresses, one a line
``SN``             ISBN and ISSN, one a line
``KW``             keywords, one a line
``C8``             licence, by its SPDX identifier
``L1``             addresses of files of the resource itself
``ID``             key
``N1``             ``justcities-…``: all else, and what isn't told exactly (``extras``)
=================  =====================================================================
"""

import re
from collections.abc import Iterable, Iterator

from library.formats.extras import extras
from library.formats.kinds import names_of
from library.formats.text import by_role, in_order, inverted, one_line
from library.record import Record

_TAGS = {"author": "AU", "editor": "ED", "translator": "A4"}
_PAGES = re.compile(r"(?P<first>[^\s-]+)-(?P<last>[^\s-]+)")
_WHOLE = {"BOOK", "RPRT"}
_NATIVE = frozenset(
    {
        "title",
        "kind",
        "date",
        "publisher",
        "container",
        "volume",
        "languages",
        "summary",
        "doi",
        "urls",
        "isbn",
        "issn",
        "tags",
        "key",
    }
)


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """Give records as RIS, in UTF-8."""
    for record in records:
        lines = (f"{tag}  - {text}".rstrip() for tag, text in _lines(record))
        yield ("\r\n".join(lines) + "\r\nER  - \r\n\r\n").encode()


def _lines(record: Record) -> Iterator[tuple[str, str]]:
    kind = names_of(record).ris
    yield "TY", kind
    for tag, value in _fields(record, kind):
        text = one_line(value)
        if text:
            yield tag, text
    for name, value in extras(record, _told(record, kind)):
        yield "N1", f"{name}: {value}"


def _fields(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    yield "TI", record.title
    for role, agents in by_role(record).items():
        yield from ((_TAGS[role], inverted(agent)) for agent in agents)
    yield "PY", record.date[:4]
    if len(record.date) > 4:
        yield "DA", "/".join([*record.date.split("-"), ""])
    yield "PB", record.publisher
    yield "T2", record.container
    yield "VL", record.volume
    yield "IS", record.issue
    yield from _pages(record, kind)
    yield from (("LA", language) for language in record.languages)
    yield "AB", record.summary
    yield "DO", record.doi
    yield from (("UR", url) for url in record.urls)
    yield from (("SN", number) for number in [*record.isbn, *record.issn])
    yield from (("KW", tag) for tag in record.tags)
    yield "C8", record.licence
    yield from (("L1", ref.link) for ref in record.files if ref.link and ref.role == "work")
    yield "M3", record.kind
    yield "ID", record.key


def _pages(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Give the pages in a journal, or how many a whole work has: one tag holds either."""
    whole = kind in _WHOLE
    if record.page_range and not (whole and record.page_range.isdecimal()):
        both = _PAGES.fullmatch(record.page_range)
        yield "SP", both["first"] if both else record.page_range
        if both:
            yield "EP", both["last"]
    elif record.page_count and whole and not record.page_range:
        yield "SP", str(record.page_count)


def _told(record: Record, kind: str) -> set[str]:
    """Return the fields that are read back as they are."""
    told = {
        name
        for name in _NATIVE
        if all(value == one_line(value) for value in _values(getattr(record, name)))
    }
    if in_order(record) and all("," not in agent.name for agent in record.agents):
        told.add("agents")
    if kind != "RPRT":
        told.add("issue")
    if record.licence.startswith("CC"):
        told.add("licence")
    if kind in _WHOLE and not record.page_range:
        told.add("page_count")
    if record.page_range and _PAGES.fullmatch(record.page_range):
        told.add("page_range")
    return told


def _values(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
