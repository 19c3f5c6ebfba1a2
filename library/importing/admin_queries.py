"""Reads of the admin's screens of imports."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from justcities.core.languages import direction
from justcities.vocabulary.schemes import Scheme
from library.importing.columns import FIELDS
from library.importing.permissions import imports_of
from library.importing.services import choices_of
from library.models import Import, ImportRow

_NAMES = {"agents": _("Authors and others"), "tags": _("Keywords"), "files": _("Files")}


@dataclass
class ShownRow:
    """A row of a dry run as it is shown."""

    row: ImportRow
    language: str
    direction: str
    makers: str
    facts: list[str] = field(default_factory=list)
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


def imports(user: Any) -> QuerySet[Import]:
    """Return the imports a person may look at, the newest first."""
    return imports_of(user).select_related("made_by")


def counts(of: Import) -> list[tuple[str, str, int, int]]:
    """Return value, name, number and number to be taken of each outcome; 1 query."""
    found = {
        (outcome, take): number
        for outcome, take, number in of.rows.order_by()
        .values_list("outcome", "take")
        .annotate(number=Count("pk"))
    }
    return [
        (
            outcome.value,
            str(outcome.label),
            found.get((outcome.value, True), 0) + found.get((outcome.value, False), 0),
            found.get((outcome.value, True), 0),
        )
        for outcome in ImportRow.Outcome
    ]


def rows(of: Import, outcome: str = "") -> QuerySet[ImportRow]:
    """Return the rows of an import, of one outcome where one is given."""
    found = of.rows.select_related("matches", "resource", "of").order_by("number")
    return found.filter(outcome=outcome) if outcome in ImportRow.Outcome.values else found


def shown(found: list[ImportRow]) -> list[ShownRow]:
    """Return rows with what is shown of them, without a query."""
    return [_shown(row) for row in found]


def _shown(row: ImportRow) -> ShownRow:
    record = row.record
    language = record.get("language", "")
    agents = record.get("agents", [])
    facts = [record.get("date", ""), record.get("publisher", ""), record.get("doi", "")]
    return ShownRow(
        row=row,
        language=language,
        direction=direction(language),
        makers="; ".join(agent["name"] for agent in agents[:3]) + ("; …" if agents[3:] else ""),
        facts=[fact for fact in facts if fact],
        differences=[
            (name_of(name), as_text(old), as_text(new)) for name, old, new in row.differences
        ],
        choices=choices_of(row),
    )


def name_of(name: str) -> str:
    """Return what a field of a record is called on screen."""
    if name.startswith("concepts:"):
        return str(Scheme(name.partition(":")[2]).label)
    names: dict[str, Any] = {**FIELDS, **_NAMES}
    return str(names.get(name, name))


def as_text(value: Any) -> str:
    """Return a value of a record as text."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
