"""CSV for spreadsheets: one row a record, UTF-8 with a byte order mark, so that Excel reads it.

The headings are the names of a record's fields (``library.importing.columns``), those of people and
coded facts their own: ``authors``, ``editors``, ``translators``, ``theme``, ``population-group``,
``sdg-target``, ``organisation-kind``. Lists are joined by ``; ``. ``files`` are addresses. The last
column, ``justcities``, holds as JSON what a cell can't tell exactly (``extras``).

A cell that a spreadsheet would take for a formula begins with an apostrophe (CWE-1236); reading
takes it away again (:func:`unguarded`).
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator

from justcities.core.cells import FORMULA_STARTS
from library.formats.extras import PREFIX, extras
from library.formats.text import by_role, in_order, inverted, printable
from library.forms import MANY
from library.record import Record

EXTRAS = "justcities"
_BOM = b"\xef\xbb\xbf"
_ROLES = {"authors": "author", "editors": "editor", "translators": "translator"}
_SCHEMES = [scheme.value for scheme in MANY]
_TEXTS = (
    "title",
    "summary",
    "why",
    "kind",
    "date",
    "publisher",
    "container",
    "volume",
    "issue",
    "page_range",
    "doi",
    "licence",
    "rights_holder",
    "access",
    "language",
    "key",
)
_COUNTS = ("page_count", "minutes")
_LISTS = ("languages", "isbn", "issn", "urls", "places", "tags", "collections")
HEADINGS = [
    "key",
    "title",
    "kind",
    *_ROLES,
    "date",
    "publisher",
    "container",
    "volume",
    "issue",
    "page_range",
    "page_count",
    "minutes",
    "languages",
    "summary",
    "why",
    "doi",
    "isbn",
    "issn",
    "urls",
    "licence",
    "rights_holder",
    "access",
    *_SCHEMES,
    "places",
    "tags",
    "collections",
    "files",
    "language",
    EXTRAS,
]
_SHOWN = {"language": "language of the record"}  # “language” alone is read as the resource’s own
_STARTS = re.escape("".join(FORMULA_STARTS))
_FORMULA = re.compile(rf"'*[ ]*[{_STARTS}]")
_GUARDED = re.compile(rf"'+[ ]*[{_STARTS}]")
# What parts the items of a cell for the reader, also where a comma is the only one.
_PARTING = re.compile(r"[;؛|\n,،]")
_PARTING_PLACES = re.compile(r"[;؛|\n]")


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """Give records as CSV with a heading."""
    yield _BOM + _line([_SHOWN.get(name, name) for name in HEADINGS])
    for record in records:
        cells = _cells(record)
        yield _line([guarded(printable(cells.get(name, ""))) for name in HEADINGS])


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what :func:`guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _line(cells: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().encode()


def _cells(record: Record) -> dict[str, str]:
    cells = {name: getattr(record, name) for name in _TEXTS}
    cells |= {name: str(value) for name in _COUNTS if (value := getattr(record, name)) is not None}
    cells |= {name: "; ".join(getattr(record, name)) for name in _LISTS}
    grouped = by_role(record)
    for name, role in _ROLES.items():
        cells[name] = "; ".join(map(inverted, grouped[role]))
    for scheme in _SCHEMES:
        cells[scheme] = "; ".join(record.concepts.get(scheme, []))
    cells["files"] = "; ".join(ref.link for ref in record.files if ref.link)
    more = {
        name.removeprefix(PREFIX): json.loads(value)
        for name, value in extras(record, _told(record))
    }
    if more:
        cells[EXTRAS] = json.dumps(more, ensure_ascii=False)
    return cells


def _told(record: Record) -> set[str]:
    """Return the fields that are read back as they are."""
    told = {*_COUNTS, "access"}
    told |= {name for name in _TEXTS if _same(getattr(record, name))}
    for name in _LISTS:
        parting = _PARTING_PLACES if name in {"places", "collections", "urls"} else _PARTING
        if _apart(getattr(record, name), parting):
            told.add(name)
    if set(record.concepts) <= set(_SCHEMES) and all(
        _apart(keys, _PARTING_PLACES) for keys in record.concepts.values()
    ):
        told.add("concepts")
    if in_order(record) and all(
        agent.given and _apart([agent.name, agent.given], _PARTING) for agent in record.agents
    ):
        told.add("agents")
    return told


def _apart(values: list[str], parting: re.Pattern[str]) -> bool:
    """Tell whether a list that is joined into one cell comes apart as it was."""
    return all(_same(value) and not parting.search(value) for value in values)


def _same(text: str) -> bool:
    return text == printable(text).strip()
