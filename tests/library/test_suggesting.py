"""Anybody suggests a resource; editors accept it in one click, ask back, or say why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from justcities.accounts.open_forms import SALT
from justcities.accounts.roles import EDITOR, sync_roles
from library.models import (
    ResourceIdentifier,
    ResourcePage,
    Suggestion,
    SuggestionAnswer,
)
from library.starting_texts import scope
from library.suggesting import LOOKS_AN_HOUR
from library.tasks import send_answer
from tests.factories import LibraryIndexPageFactory, ResourcePageFactory, UserFactory

pytestmark = pytest.mark.django_db

LINK = "https://example.org/street-trade.pdf"


@pytest.fixture
def library(site_tree: Any) -> Any:
    return LibraryIndexPageFactory(parent=site_tree.home, slug="library")


def filled(**changes: str) -> dict[str, str]:
    return {
        "title": "Street trade in Freetown",
        "link": "example.org/street-trade.pdf",
        "who_made_it": "Doorway Freetown",
        "why": "It helped our market to be heard.",
        "name": "Amina",
        "email": "amina@example.org",
        "website": "",
        "opened": signing.dumps(timezone.now().timestamp() - 60, salt=SALT),
        **changes,
    }


@pytest.fixture
def suggest(library: Any, client: Client) -> Callable[..., Any]:
    def sending(**changes: str) -> Any:
        return client.post(f"{library.url}suggest/", filled(**changes))

    return sending


@pytest.fixture
def editing(client_of: Callable[[Any], Client], library: Any) -> Client:
    sync_roles()
    return client_of(UserFactory(groups=[EDITOR.group()], email="esther@example.org"))


@pytest.fixture
def answer(editing: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    def answering(suggestion: Suggestion, kind: str, text: str = "", client: Any = None) -> Any:
        address = reverse("library_admin:suggestion", args=[suggestion.pk])
        with django_capture_on_commit_callbacks(execute=True):
            return (client or editing).post(address, {"answer": kind, "text": text})

    return answering


def waiting(**changes: str) -> Suggestion:
    said = {
        "title": "Street trade in Freetown",
        "link": LINK,
        "who_made_it": "Doorway Freetown",
        "why": "It helped our market.",
        "name": "Amina",
        "email": "amina@example.org",
        "language": "en",
    }
    return Suggestion.objects.create(**{**said, **changes})


# The form


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_what_belongs_here_is_told_before_the_form(
    site_tree: Any, library: Any, client: Client, language: str
) -> None:
    page = library if language == "en" else site_tree.translated(library, language, scope="")
    html = client.get(f"{page.url}suggest/").content.decode()
    assert scope(language) in html
    assert html.index(scope(language)) < html.index("<form class")
    assert len({scope(code) for code in ("en", "fr", "es", "ar")}) == 4


def test_the_editors_own_text_takes_its_place(library: Any, client: Client) -> None:
    library.scope = "<p>Only what we like.</p>"
    library.save()
    html = client.get(f"{library.url}suggest/").content.decode()
    assert "<p>Only what we like.</p>" in html
    assert scope("en") not in html


def test_a_suggestion_is_stored_in_the_language_of_the_page(suggest: Any, client: Client) -> None:
    response = suggest()
    assert (response.status_code, response["Location"]) == (302, "/en/library/suggest/?sent")
    stored = Suggestion.objects.values(
        "title", "link", "who_made_it", "why", "name", "email", "language", "state"
    ).get()
    assert stored == {
        **{name: filled()[name] for name in ("title", "who_made_it", "why", "name", "email")},
        "link": LINK,
        "language": "en",
        "state": "waiting",
    }
    assert "Your suggestion has arrived" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": " "}, ["title"]),
        ({"why": ""}, ["why"]),
        ({"why": "x" * 1001}, ["why"]),
        ({"link": "no address"}, ["link"]),
        ({"link": "javascript:alert(1)"}, ["link"]),
        ({"email": "amina"}, ["email"]),
        ({"website": "https://spam.example"}, ["__all__"]),
        ({"opened": ""}, ["__all__"]),
    ],
)
def test_an_error_is_told_beside_its_field_and_nothing_typed_is_lost(
    suggest: Any, changes: dict[str, str], fields: list[str]
) -> None:
    response = suggest(**changes)
    form = response.context["form"]
    assert list(form.errors) == fields
    kept = {**filled(), **changes}
    for name in ("title", "link", "who_made_it", "why", "name", "email"):
        assert form[name].value() == kept[name]
    assert "maxlength" not in response.content.decode().split("<form class")[-1]
    assert not Suggestion.objects.exists()


def test_one_connection_suggests_five_an_hour_and_the_sixth_keeps_its_text(suggest: Any) -> None:
    answers = [suggest(title=f"Number {number}") for number in range(6)]
    assert [each.status_code for each in answers] == [302] * 5 + [429]
    assert answers[-1].context["form"]["title"].value() == "Number 5"


def test_what_is_there_is_looked_for_so_often_an_hour(
    suggest: Any, library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    monkeypatch.setattr("library.suggesting.find", lambda record: looks.append(record) or [])
    answers = [suggest() for _number in range(LOOKS_AN_HOUR + 3)]
    assert [each.status_code for each in answers] == [302] * 5 + [429] * (LOOKS_AN_HOUR - 2)
    assert len(looks) == LOOKS_AN_HOUR


def test_being_told_what_is_there_takes_no_place_from_sending(suggest: Any, library: Any) -> None:
    identifiers = [ResourceIdentifier(kind="url", value=LINK)]
    ResourcePageFactory(parent=library, identifiers=identifiers)
    assert [suggest().status_code for _number in range(6)] == [200] * 6
    sent = [suggest(another_one="on").status_code for _number in range(6)]
    assert sent == [302] * 5 + [429]


def test_what_is_there_is_named_kindly_and_can_be_sent_all_the_same(
    suggest: Any, library: Any
) -> None:
    there = ResourcePageFactory(
        parent=library,
        title="Trading in the street",
        identifiers=[ResourceIdentifier(kind="url", value=LINK)],
    )
    response = suggest()
    html = response.content.decode()
    assert "We have it, if it is this:" in html
    assert f'href="{there.url}"' in html
    assert response.context["form"]["why"].value() == filled()["why"]
    assert not Suggestion.objects.exists()
    assert suggest(another_one="on").status_code == 302


@pytest.mark.parametrize("closed", [{"access": "members"}, {"live": False}])
def test_what_is_not_the_readers_to_see_is_not_named(
    suggest: Any, library: Any, closed: dict[str, Any]
) -> None:
    identifiers = [ResourceIdentifier(kind="url", value=LINK)]
    ResourcePageFactory(parent=library, identifiers=identifiers, **closed)
    assert suggest().status_code == 302


# The queue


def test_accepting_makes_a_draft_and_opens_it(answer: Any, library: Any) -> None:
    suggestion = waiting()
    response = answer(suggestion, "accept")
    page = ResourcePage.objects.get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.live, page.get_parent().pk) == (suggestion.title, False, library.pk)
    assert [str(row) for row in page.agents.all()] == ["Doorway Freetown"]
    assert page.files.get().link == LINK
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.resource) == ("accepted", page)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        ["amina@example.org"],
        "What you suggested is being taken up",
    )
    again = answer(suggestion, "accept")
    assert again["Location"] == response["Location"]
    assert (ResourcePage.objects.count(), len(mail.outbox)) == (1, 1)


def test_asking_back_is_mailed_in_the_language_of_the_suggestion(answer: Any) -> None:
    suggestion = waiting(language="fr")
    assert answer(suggestion, "ask", "Who wrote it?").status_code == 302
    (letter,) = mail.outbox
    assert letter.reply_to == ["esther@example.org"]
    assert "Who wrote it?" in letter.body
    suggestion.refresh_from_db()
    assert suggestion.state == "asked"
    answer(suggestion, "ask", "And when?")
    answer(suggestion, "decline", "It is a newspaper.")
    kinds = [(each.kind, each.text) for each in suggestion.answers.all()]
    assert kinds == [
        ("asked", "Who wrote it?"),
        ("asked", "And when?"),
        ("declined", "It is a newspaper."),
    ]
    # An editor's own address is told to whom they ask only.
    asked, declined = ["esther@example.org"], []
    assert [letter.reply_to for letter in mail.outbox] == [asked, asked, declined]


@pytest.mark.parametrize(
    ("email", "kind", "text", "told"),
    [
        ("a@example.org", "decline", " ", "Say why. It is sent to whoever suggested it."),
        ("", "decline", "", "Say why. It is sent to whoever suggested it."),
        ("", "ask", "Who?", "No e-mail address was given: nobody can be asked."),
        ("a@example.org", "ask", "", "Write what you would like to know."),
        ("a@example.org", "", "", "Choose an answer."),
        ("a@example.org", "decline", "x" * 2001, "Use at most 2000; nothing was cut."),
    ],
)
def test_a_refused_answer_says_why_and_keeps_what_was_typed(
    answer: Any, email: str, kind: str, text: str, told: str
) -> None:
    suggestion = waiting(email=email)
    response = answer(suggestion, kind, text)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert response.context["typed"] == text
    assert (suggestion.answers.count(), mail.outbox) == (0, [])


def test_without_an_address_a_reason_is_kept_and_nothing_sent(answer: Any) -> None:
    suggestion = waiting(email="")
    answer(suggestion, "decline", "It is a newspaper.")
    assert suggestion.answers.get().text == "It is a newspaper."
    assert mail.outbox == []


def test_a_task_run_twice_sends_one_letter_and_nothing_typed_is_a_header(
    django_capture_on_commit_callbacks: Any,
) -> None:
    suggestion = waiting(title="A\r\nBcc: all@example.org", name="B\r\nBcc: all@example.org")
    answer = SuggestionAnswer.objects.create(suggestion=suggestion, kind="declined", text="No.")
    send_answer.call(answer.pk)
    send_answer.call(answer.pk)
    (letter,) = mail.outbox
    assert letter.recipients() == ["amina@example.org"]
    assert "Bcc" not in str(letter.message()).split("\n\n")[0]


def test_what_a_suggestion_says_stays_text_in_the_admin(editing: Client) -> None:
    suggestion = waiting(title="<script>alert(1)</script>", why="<b>why</b>")
    for address in (
        reverse("library_admin:suggestions"),
        reverse("library_admin:suggestion", args=[suggestion.pk]),
    ):
        html = editing.get(address).content.decode()
        assert ("<script>alert(1)" in html, "<b>why</b>" in html) == (False, False)


def test_the_queue_shows_what_may_be_there_already(editing: Client, library: Any) -> None:
    there = ResourcePageFactory(
        parent=library,
        title="Trading in the street",
        access="members",
        identifiers=[ResourceIdentifier(kind="url", value=LINK)],
    )
    address = reverse("library_admin:suggestion", args=[waiting().pk])
    assert there.title in editing.get(address).content.decode()


def test_the_queue_can_be_narrowed_and_searched(editing: Client) -> None:
    waiting(title="First")
    waiting(title="Second", state="declined")
    address = reverse("library_admin:suggestions")

    def titles(query: str) -> list[str]:
        return [each.title for each in editing.get(address + query).context["object_list"]]

    assert titles("") == ["Second", "First"]
    assert titles("?state=waiting") == ["First"]
    assert titles("?q=Seco") == ["Second"]


def test_answered_suggestions_are_deleted_after_a_year_and_waiting_ones_never(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = timezone.now()
    for title, state, days in (
        ("waiting", "waiting", None),
        ("new", "declined", 364),
        ("old", "declined", 366),
        ("taken up", "accepted", 366),
        ("never answered", "asked", 366),
    ):
        made = waiting(title=title, state=state)
        if days:
            Suggestion.objects.filter(pk=made.pk).update(answered_at=now - timedelta(days=days))
    call_command("prune_suggestions")
    assert capsys.readouterr().out == "Old suggestions deleted: 3.\n"
    assert {each.title for each in Suggestion.objects.all()} == {"waiting", "new"}
