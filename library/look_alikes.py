"""Records that may be the same as the one being edited, shown before it is kept twice."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from library.choices import AgentRole, FileRole, IdentifierKind
from library.duplicates import find
from library.models import ResourcePage
from library.permissions import can_see_resource
from library.record import Agent, Record
from library.recording import record_of


@dataclass(frozen=True)
class LookAlike:
    """A record that looks the same, why, and where this editor can open it."""

    page: ResourcePage
    reason: str
    url: str

    @property
    def key(self) -> str:
        """What it is remembered by, whatever its language."""
        return str(self.page.translation_key)


@dataclass(frozen=True)
class Known:
    """What is known of the record being edited: its facts, and the hashes of its files."""

    record: Record
    hashes: list[str] = field(default_factory=list)


def look_alikes(known: Known, page: ResourcePage, user: Any) -> list[LookAlike]:
    """Return the records that may be the same and were not declared to be others.

    Records this person can neither edit nor read are left out: their titles are not theirs to see.

    Args:
        known: what is typed, or what the page holds.
        page: the page being edited, saved or not; what it was declared different from is on it.
        user: the editor.
    """
    found = []
    declared = set(page.different_from)
    for match in find(known.record, page if page.pk else None, known.hashes):
        other = match.page
        if (
            other is None
            or str(other.translation_key) in declared
            or str(page.translation_key) in other.different_from
        ):
            continue
        if other.permissions_for_user(user).can_edit():
            url = reverse("wagtailadmin_pages:edit", args=[other.pk])
        elif can_see_resource(user, other):
            url = other.url
        else:
            continue
        found.append(LookAlike(other, str(match.reason.label), url))
    return found


def stored(page: ResourcePage) -> Known:
    """Return what is known of a record as it is stored."""
    documents = [row.document for row in page.files.all() if row.document]
    return Known(record_of(page), [each.file_hash for each in documents])


def typed(form: Any) -> Known:
    """Return what is known of a record as it is typed in a form; what is wrong is left out."""
    cleaned = getattr(form, "cleaned_data", {})
    texts = ("title", "date", "publisher", "container", "volume", "issue", "page_range")
    said: dict[str, Any] = {name: cleaned.get(name) or "" for name in texts}
    record = Record(**said)
    record.agents = [
        Agent(row["name"], row.get("given") or "", row.get("role") or AgentRole.AUTHOR)
        for row, _instance in _rows(form, "agents")
        if row.get("name")
    ]
    for row, instance in _rows(form, "identifiers"):
        # In its normal form, which cleaning the row has put on its instance.
        kind, value = row.get("kind"), instance.value if row.get("value") else ""
        if not value:
            continue
        if kind == IdentifierKind.DOI:
            record.doi = record.doi or value
        elif kind == IdentifierKind.ISBN:
            record.isbn.append(value)
        elif kind == IdentifierKind.ISSN:
            record.issn.append(value)
        elif kind == IdentifierKind.URL:
            record.urls.append(value)
    hashes = []
    for row, _instance in _rows(form, "files"):
        if row.get("document"):
            hashes.append(row["document"].file_hash)
        elif row.get("link") and row.get("role") == FileRole.WORK:
            record.urls.append(row["link"])
    return Known(record, hashes)


def _rows(form: Any, name: str) -> list[tuple[dict[str, Any], Any]]:
    """Return the rows of a formset that stay: what was cleaned of each, and its instance."""
    formset = form.formsets.get(name)
    if formset is None:
        return []
    # Formsets are cleaned after their form; asking them whether they are valid does it now.
    formset.is_valid()
    return [
        (row.cleaned_data, row.instance)
        for row in formset.forms
        if getattr(row, "cleaned_data", None) and not row.cleaned_data.get("DELETE")
    ]
