"""EndNote's tagged export (``.enw``): a percent sign and one mark begin each line."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from library.importing.rows import Row, UnreadableError
from library.importing.sources import Source
from library.importing.terms import kinds
from library.importing.terms.names import inverted
from library.record import Record

_LINE = re.compile(r"^%(\S) ?(.*)$")


def read(source: Source) -> Iterator[Row]:
    """Give one row for each ``%0`` line."""
    number = 0
    found: dict[str, list[str]] = {}
    mark = ""
    for line in source.text().split("\n"):
        tagged = _LINE.match(line)
        if tagged is None:
            if found and mark and line.strip():
                found[mark][-1] += "\n" + line.strip()
            continue
        mark, value = tagged[1], tagged[2].strip()
        if mark == "0":
            if found:
                number += 1
                yield _row(number, found)
            found = {}
        found.setdefault(mark, []).append(value)
    if "0" not in found:
        raise UnreadableError(_("There is no record in this file: none begins with “%0”."))
    yield _row(number + 1, found)


def _row(number: int, found: dict[str, list[str]]) -> Row:
    def first(*marks: str) -> str:
        return next((value for mark in marks for value in found.get(mark, []) if value), "")

    kind = kinds.ENDNOTE.get(first("0").lower(), "")
    record = Record(
        title=first("T").replace("\n", " "),
        kind=kind,
        agents=[
            inverted(name, role)
            for role, mark in (("author", "A"), ("editor", "E"), ("translator", "H"))
            for name in found.get(mark, [])
            if name.strip(", ")
        ],
        date=first("8") if first("D") and first("D")[:4] in first("8") else first("D", "8"),
        publisher=first("I"),
        container=first("J", "B"),
        volume=first("V"),
        issue=first("N"),
        page_range=first("P"),
        languages=found.get("G", []),
        summary=first("X"),
        doi=first("R"),
        urls=[link for value in found.get("U", []) for link in value.split("\n") if link],
        tags=[
            word
            for value in found.get("K", [])
            for word in re.split(r"[\n;]", value)
            if word.strip()
        ],
        key=first("F", "M"),
    )
    if kind == "report" and record.page_range.isdecimal():
        record.page_count, record.page_range = int(record.page_range), ""
    for text in found.get("@", []):
        plain = re.sub(r"[^0-9Xx]", "", text)
        (record.issn if len(plain) == 8 else record.isbn).append(text)
    return Row(number, record, genre=first("9"), guessed={"kind"})
