"""CSV and XLSX: tables whose columns mean what the editor says (``library.importing.columns``)."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries

from justcities.assets.documents import check_document
from library.formats.csv import unguarded
from library.importing import columns
from library.importing.rows import Row, UnreadableError
from library.importing.sources import Source
from library.importing.terms.texts import plain
from library.record import Record

FIRST_ROWS = 60
MOST_ROWS = 200_000
MOST_COLUMNS = 120
CELL_CHARACTERS = 100_000
_DELIMITERS = ",;\t|"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"


def rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a table that have something in them, with their numbers as on screen."""
    reader = _csv_rows(source) if source.format == "csv" else _xlsx_rows(source)
    for number, cells in enumerate(reader, start=1):
        if number > MOST_ROWS:
            raise UnreadableError(
                _("This table has more than %(number)d rows. Bring it in parts.")
                % {"number": MOST_ROWS}
            )
        if any(cells):
            yield number, cells[:MOST_COLUMNS]


def first_rows(source: Source) -> list[list[str]]:
    """Return the first rows, for the editor to match the columns by."""
    return [cells for _number, cells in islice(rows(source), FIRST_ROWS)]


def read(source: Source) -> Iterator[Row]:
    """Give one row for each row below the headings.

    Where the mapping of the source is empty, headings and columns are guessed.

    Raises:
        UnreadableError: no column holds the titles, or the file is no table.
    """
    read_rows = rows(source)
    start = list(islice(read_rows, FIRST_ROWS))
    at = columns.find_headings([cells for _number, cells in start])
    headings = start[at][1] if start else []
    meant = source.mapping.get("columns") or columns.guess(headings)
    if "title" not in meant.values():
        raise UnreadableError(_("No column of this table is known to hold the titles."))
    wanted = [(int(number), field) for number, field in meant.items() if field in columns.FIELDS]
    for number, cells in (*start[at + 1 :], *read_rows):
        yield _row(number, cells, wanted)


def _row(number: int, cells: list[str], wanted: list[tuple[int, str]]) -> Row:
    record = Record()
    for at, field in wanted:
        if at < len(cells) and cells[at]:
            columns.put(record, field, cells[at])
    for agent in record.agents:
        if f"{agent.given} {agent.name}" == record.publisher:
            agent.name, agent.given = record.publisher, ""
    return Row(number, record, guessed={"agents"})


def _csv_rows(source: Source) -> Iterator[list[str]]:
    text = source.text()
    if text[:4].lower() == "sep=":
        first, _newline, text = text.partition("\n")
        delimiter = first[4:5]
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ",")
    try:
        for cells in reader:
            yield [unguarded(cell.strip()) for cell in cells]
    except csv.Error as error:
        raise UnreadableError(
            _(
                "Line %(line)d holds a cell of more than %(number)d characters. "
                "A quotation mark may be missing."
            )
            % {"line": reader.line_num, "number": CELL_CHARACTERS}
        ) from error


def _delimiter(text: str) -> str:
    """Return what parts the cells: what gives the most rows of the same number of cells.

    A text in a cell may hold each of them, so counting characters isn't enough.
    """
    sample = "\n".join(text[:100_000].split("\n")[:40])
    best, most = ",", 0
    csv.field_size_limit(CELL_CHARACTERS)
    for delimiter in _DELIMITERS:
        try:
            counts = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter)]
        except csv.Error:
            continue
        several = [count for count in counts if count > 1]
        if not several:
            continue
        common = max(set(several), key=several.count)
        score = several.count(common) * common
        if score > most:
            best, most = delimiter, score
    return best


def _xlsx_rows(source: Source) -> Iterator[list[str]]:
    _check_workbook(source)
    try:
        book = openpyxl.load_workbook(source.path, read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheet = next(iter(sheets or book.worksheets))
        sheet.reset_dimensions()
        merged = _merged(source, sheet._worksheet_path)
        above: dict[int, str] = {}
        for number, values in enumerate(
            sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1
        ):
            cells = [_cell(value) for value in values]
            for column, first, last in merged:
                if first <= number <= last and column <= len(cells):
                    if number == first:
                        above[column] = cells[column - 1]
                    else:
                        cells[column - 1] = above.get(column, "")
            yield cells
        book.close()
    except (
        DefusedXmlException,
        KeyError,
        OSError,
        SyntaxError,  # what the standard library's XML parser raises is one
        TypeError,
        ValueError,
        zipfile.BadZipFile,
    ) as error:
        raise UnreadableError(
            _("This spreadsheet can’t be read. Save it anew, or as CSV.")
        ) from error


def _check_workbook(source: Source) -> None:
    """Refuse what is no spreadsheet, what unpacks to gigabytes, and definitions of entities."""
    with source.path.open("rb") as file:
        try:
            check_document(File(file, name=source.path.name))
        except ValidationError as error:
            raise UnreadableError(" ".join(error.messages)) from error
    with zipfile.ZipFile(source.path) as archive:
        for entry in archive.infolist():
            if entry.filename.lower().endswith((".xml", ".rels")):
                with archive.open(entry) as part:
                    start = part.read(4_096).replace(b"\0", b"")
                if _DOCTYPE.search(start):
                    raise UnreadableError(
                        _("This spreadsheet can’t be read. Save it anew, or as CSV.")
                    )


def _merged(source: Source, path: str) -> list[tuple[int, int, int]]:
    """Return column, first and last row of cells merged downwards: all of them mean one value."""
    found = []
    with zipfile.ZipFile(source.path) as archive, archive.open(path.lstrip("/")) as sheet:
        for _event, element in iterparse(sheet, forbid_dtd=True):
            if element.tag == _MERGED:
                left, top, _right, bottom = range_boundaries(element.get("ref", "A1"))
                if bottom > top:
                    found.append((left, top, bottom))
            if element.tag.endswith("}row"):
                element.clear()
    return found


def _cell(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return plain(str(value)) if isinstance(value, str) and len(value) < 200 else str(value).strip()
