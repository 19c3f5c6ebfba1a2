"""RIS, as Zotero, EndNote, Mendeley, PubMed's tools and many catalogues write it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from rispy import RisParser
from rispy.config import TAG_KEY_MAPPING

from library.formats import extras
from library.importing.rows import Row, UnreadableError
from library.importing.sources import Source
from library.importing.terms import kinds
from library.importing.terms.names import inverted
from library.record import Agent, FileRef, Record

_TAGS = {tag: tag for tag in TAG_KEY_MAPPING}
_START = re.compile(r"^TY {1,2}- ?", re.MULTILINE)
_LINE = re.compile(r"^([A-Z][A-Z0-9]) {1,2}-(?: |$)", re.MULTILINE)
_ROLES = (("author", ("AU", "A1")), ("editor", ("ED", "A2", "A3")), ("translator", ("A4",)))
_IN_A_SERIES = {"BOOK", "EBOOK", "EDBOOK", "RPRT", "THES"}
_CATALOGUE_LINK = re.compile(r"https?://(?:www\.)?mendeley\.com/", re.IGNORECASE)


def read(source: Source) -> Iterator[Row]:
    """Give one row for each ``TY`` line.

    Each record is parsed by itself, so that one without its end, or a broken one, takes no other
    along. Raises ``UnreadableError`` where there is none at all.
    """
    parser = RisParser(
        mapping=_TAGS | {"ED": "ED", "RI": "RI"},
        list_tags=[*_TAGS, "ED"],
        delimiter_tags_mapping={},
        skip_unknown_tags=True,
    )
    text = source.text()
    starts = [found.start() for found in _START.finditer(text)]
    if not starts:
        raise UnreadableError(_("There is no record in this file: none begins with “TY  -”."))
    for number, (start, end) in enumerate(
        zip(starts, [*starts[1:], len(text)], strict=True), start=1
    ):
        lines = _LINE.sub(r"\1  - ", text[start:end]).rstrip()
        found = parser.parse(lines + "\nER  - \n")
        yield _row(number, found[0])


def _row(number: int, found: dict[str, list[str]]) -> Row:
    def all_of(*tags: str) -> list[str]:
        return [value for tag in tags for value in found.get(tag, []) if value]

    def first(*tags: str) -> str:
        return next(iter(all_of(*tags)), "")

    kind = found["TY"].upper() if isinstance(found["TY"], str) else found["TY"][0].upper()
    whole = kind in _IN_A_SERIES
    record = Record(
        title=" ".join(found.get("TI", []) or found.get("T1", []) or found.get("CT", []) or [])
        or (first("BT") if whole else ""),
        kind=kinds.RIS.get(kind, ""),
        agents=_agents(found, kind),
        date=first("DA") or first("PY", "Y1"),
        publisher=first("PB"),
        container=first("T2", "JF", "JO", "BT", "JA", "J2") if not whole else first("T2", "T3"),
        volume=first("VL"),
        issue=first("IS") if kind not in {"RPRT"} else "",
        languages=all_of("LA"),
        summary=" ".join(all_of("AB") or all_of("N2")),
        doi=first("DO"),
        licence=first("C8") if first("C8").startswith(("CC", "http")) else "",
        urls=[link for link in all_of("UR") if not _CATALOGUE_LINK.match(link)],
        tags=all_of("KW"),
        files=[FileRef(path=path) for path in all_of("L1") if not path.startswith("http")],
        key=first("ID"),
    )
    years = first("PY", "Y1")
    if first("DA") and years[:4] != first("DA")[:4]:
        record.date = years or first("DA")
    _put_pages(record, first("SP"), first("EP"), kind)
    _put_numbers(record, all_of("SN"), kind)
    for note in all_of("N1"):
        extras.take_line(record, note)
    return Row(number, record, genre=first("M3"), guessed={"kind"})


def _agents(found: dict[str, list[str]], kind: str) -> list[Agent]:
    """Return people with their roles. The second kind of author of a book is its series' editor."""
    agents = []
    for role, tags in _ROLES:
        for tag in tags:
            agents += [inverted(name, role) for name in found.get(tag, []) if name.strip(", ")]
    return agents


def _put_pages(record: Record, first: str, last: str, kind: str) -> None:
    """Tell the pages in a journal from the number of pages of a whole work."""
    pages = f"{first}-{last}" if first and last and last != first else first
    whole = kind in {"BOOK", "EBOOK", "RPRT", "THES"}
    count = re.fullmatch(r"(\d{1,5})(?: ?pp?\.?| pages)?", pages)
    if whole and count:
        record.page_count = int(count[1])
    else:
        record.page_range = pages


def _put_numbers(record: Record, numbers: list[str], kind: str) -> None:
    """Tell ISBN and ISSN apart by their length: one tag holds either."""
    for text in numbers:
        for number in re.findall(r"[0-9][0-9Xx \-‐–]{6,}[0-9Xx]", text) or [text]:
            plain = re.sub(r"[^0-9Xx]", "", number)
            (record.issn if len(plain) == 8 else record.isbn).append(number.strip())
