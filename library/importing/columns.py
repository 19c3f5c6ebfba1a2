"""What the columns of a table can mean, told by their headings or by the editor."""

import hashlib
import json
import re
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from justcities.vocabulary.text import fold
from library.formats import extras
from library.formats.csv import EXTRAS
from library.forms import MANY
from library.importing.headings import field_of
from library.importing.terms import kinds
from library.importing.terms.dates import parse_date
from library.importing.terms.names import inverted, typed
from library.models import ColumnMapping
from library.record import FileRef, Record

FIELDS: dict[str, str | Promise] = {
    "title": _("Title"),
    "summary": _("In one sentence (abstract)"),
    "why": _("Why it matters here"),
    "kind": _("Kind of resource"),
    "authors": _("Authors"),
    "editors": _("Editors"),
    "translators": _("Translators"),
    "date": _("Date or year"),
    "publisher": _("Publisher"),
    "container": _("Stands in (journal, book, series)"),
    "volume": _("Volume"),
    "issue": _("Issue"),
    "page_range": _("Pages in it"),
    "page_count": _("Number of pages"),
    "minutes": _("Length in minutes"),
    "languages": _("Languages of the resource"),
    "language": _("Language of title and summary"),
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "urls": _("Web address"),
    "licence": _("Licence"),
    "rights_holder": _("Rights held by"),
    "access": _("Who may see it"),
    **{scheme.value: scheme.label for scheme in MANY},
    "places": _("Places covered"),
    "tags": _("Keywords"),
    "collections": _("Collections"),
    "files": _("Files"),
    "key": _("Key of the record in its source"),
    EXTRAS: _("What this site’s own tables tell exactly"),
}
# What can stand in several columns of one table.
REPEATED = frozenset({"tags", "authors", "places", "files", "collections", "urls", "date"})
PERSONS = {"authors": "author", "editors": "editor", "translators": "translator"}
_MOST_HEADING_ROWS = 30
_PARTS = re.compile(r"[;؛|\n]+")
_COMMAS = re.compile(r"[,،]+")
_COUNT = re.compile(r"(\d{1,6})(?:\s*\D{0,12})?")
_SPLIT = re.compile(r"[^,;؛|\n]*\w[^,;؛|\n]*")


def find_headings(rows: list[list[str]]) -> int:
    """Return the place of the row that holds the headings, among the first rows of a table.

    Tables begin with titles, notes and empty rows. The row with the most known headings is it;
    where none has two, the first one with several cells.
    """
    scores = [len({field_of(cell) for cell in row} - {""}) for row in rows[:_MOST_HEADING_ROWS]]
    best = max(scores, default=0)
    if best >= 2:
        return scores.index(best)
    filled = [sum(1 for cell in row if cell) for row in rows[:_MOST_HEADING_ROWS]]
    return next((at for at, count in enumerate(filled) if count >= 2), 0)


def fingerprint(headings: list[str]) -> str:
    """Return what a table is recognised by the next time: a hash of its headings."""
    return hashlib.sha256(json.dumps([fold(each) for each in headings]).encode()).hexdigest()


def guess(headings: list[str]) -> dict[str, str]:
    """Return what each column means, by its number: as remembered, else as the headings tell.

    A field is taken once, but for those that can stand in several columns.
    """
    remembered = ColumnMapping.objects.filter(headings=fingerprint(headings)).first()
    if remembered is not None:
        return {at: field for at, field in remembered.columns.items() if field in FIELDS}
    return told_by(headings)


def told_by(headings: list[str]) -> dict[str, str]:
    """Return what the headings alone tell of each column."""
    found: dict[str, str] = {}
    for at, heading in enumerate(headings):
        field = field_of(heading)
        if field and (field not in found.values() or field in REPEATED):
            found[str(at)] = field
    return found


def remember(headings: list[str], columns: dict[str, str]) -> None:
    """Keep what the columns of a table mean for the next time."""
    ColumnMapping.objects.update_or_create(
        headings=fingerprint(headings), defaults={"columns": columns}
    )


def put(record: Record, field: str, cell: str) -> None:
    """Put a cell into the record it belongs to."""
    if field in PERSONS:
        names = _parts(cell)
        # Where one name is written “Family, Given”, one without a comma is an organisation's.
        read = inverted if any("," in name for name in names) else typed
        record.agents += [read(name, PERSONS[field]) for name in names]
    elif field == "kind":
        record.kind = kinds.ZOTERO.get(cell, cell)
    elif field == "date":
        record.date = max(record.date, cell, key=lambda text: len(parse_date(text)))
    elif field in {scheme.value for scheme in MANY}:
        record.concepts.setdefault(field, []).extend(_parts(cell))
    elif field in {"tags", "languages"}:
        several = _parts(cell)
        values = several if len(several) > 1 else [part.strip() for part in _COMMAS.split(cell)]
        getattr(record, field).extend(value for value in values if value)
    elif field in {"isbn", "issn"}:
        getattr(record, field).extend(number.strip() for number in _SPLIT.findall(cell))
    elif field in {"urls", "places", "collections"}:
        getattr(record, field).extend(_parts(cell))
    elif field == "files":
        record.files += [_file(part) for part in _parts(cell)]
    elif field == EXTRAS:
        _put_extras(record, cell)
    elif field in {"page_count", "minutes"}:
        _put_count(record, field, cell)
    else:
        setattr(record, field, cell)


def _put_count(record: Record, field: str, cell: str) -> None:
    """A column called “Pages” holds how many there are, or where in a journal they stand."""
    number = _COUNT.fullmatch(cell)
    if number:
        setattr(record, field, int(number[1]))
    elif field == "page_count" and not record.page_range:
        record.page_range = cell


def _put_extras(record: Record, cell: str) -> None:
    """Put back what a table of our own tells exactly; its column is the last one."""
    try:
        extras.take_all(record, json.loads(cell))
    except (ValueError, RecursionError):
        return  # somebody has changed it: the other cells still tell


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(cell) if part.strip()]


def _file(text: str) -> FileRef:
    if text.lower().startswith(("http://", "https://")):
        return FileRef(link=text)
    return FileRef(path=text)


def example_rows(rows: list[list[str]], at: int) -> list[dict[str, Any]]:
    """Return, for each column, its heading and the first values below it."""
    headings = rows[at] if rows else []
    return [
        {
            "number": number,
            "heading": heading,
            "examples": [
                row[number][:120] for row in rows[at + 1 :] if number < len(row) and row[number]
            ][:3],
        }
        for number, heading in enumerate(headings)
    ]
