"""What a dry run or an import says, row by row, as a table to download."""

import csv
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from justcities.core.cells import harmless_cell
from justcities.core.models import SUMMARY_LENGTH
from library.models import Import, ImportRow


class _Line:
    """A file that gives back what is written to it, so that a report is never held whole."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def lines(of: Import) -> Iterator[str]:
    """Give the lines of the report; spreadsheets run nothing of what a source has said."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield _write(
        writer,
        [
            _("Row"),
            _("Key"),
            _("Title"),
            _("Outcome"),
            _("Taken"),
            _("Brought in"),
            _("Record"),
            _("Why"),
            _("Changes"),
            _("Abstract, where it is longer than what is taken"),
        ],
    )
    for row in of.rows.select_related("resource", "matches").iterator(chunk_size=500):
        yield _write(writer, _cells(row))


def _write(writer: Any, cells: list[Any]) -> str:
    return str(writer.writerow([harmless_cell(cell) for cell in cells]))


def _cells(row: ImportRow) -> list[Any]:
    record = row.resource or row.matches
    abstract = row.record.get("summary", "")
    return [
        row.number,
        row.key,
        row.title,
        row.get_outcome_display(),
        _("yes") if row.take else _("no"),
        _("yes") if row.written else _("no"),
        record.pk if record else "",
        " ".join(row.reasons),
        "; ".join(f"{name}: {_said(old)} → {_said(new)}" for name, old, new in row.differences),
        abstract if len(abstract) > SUMMARY_LENGTH else "",
    ]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
