"""The contact form: nothing is lost, no header can be made, nobody can flood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from home.models import ContactMessage, SiteSettings
from home.tasks import send_contact_message
from justcities.accounts.open_forms import SALT, may_send
from tests.factories import ContactMessageFactory, ContactPageFactory

pytestmark = pytest.mark.django_db

TEXT = "May we print the checklist?\n\nWe are a school in Kenema."


@pytest.fixture
def page(site_tree: Any) -> Any:
    SiteSettings.objects.create(site=site_tree.site, contact_email="team@example.org")
    return ContactPageFactory(parent=site_tree.home)


def opened(seconds_ago: float = 60) -> str:
    return signing.dumps(timezone.now().timestamp() - seconds_ago, salt=SALT)


def filled(**changes: str) -> dict[str, str]:
    return {
        "name": "Amina",
        "email": "amina@example.org",
        "organisation": "Kenema School",
        "interest": "reuse",
        "message": TEXT,
        "website": "",
        "opened": opened(),
        **changes,
    }


@pytest.fixture
def send(page: Any, client: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    def sending(to: str | None = None, **changes: str) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(to or page.url, filled(**changes))

    return sending


def test_a_message_is_stored_sent_on_and_thanked_for(send: Any, client: Client) -> None:
    response = send()
    assert (response.status_code, response["Location"]) == (302, "/en/contact/?sent")
    stored = ContactMessage.objects.values(
        "name", "email", "organisation", "interest", "message", "language", "handled_at"
    ).get()
    assert stored == {
        "name": "Amina",
        "email": "amina@example.org",
        "organisation": "Kenema School",
        "interest": "reuse",
        "message": TEXT.replace("\n", "\r\n") if "\r" in stored["message"] else TEXT,
        "language": "en",
        "handled_at": None,
    }
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to, letter.subject) == (
        ["team@example.org"],
        ["amina@example.org"],
        "A message from the site’s contact form",
    )
    assert "We are a school in Kenema." in letter.body
    thanks = client.get(response["Location"])
    assert "Your message has arrived" in thanks.content.decode()
    assert "<form" not in thanks.content.decode().split("<main")[1].split("</main")[0]


def test_the_language_of_the_page_is_kept(site_tree: Any, page: Any, send: Any) -> None:
    arabic = site_tree.translated(page, "ar", title="اتصال", slug="اتصال")
    response = send(to=arabic.url)
    assert response["Location"] == f"{arabic.url}?sent"
    assert ContactMessage.objects.get().language == "ar"


WRONG = {
    "no name": ({"name": "  "}, ["name"]),
    "no address": ({"email": ""}, ["email"]),
    "no such address": ({"email": "amina"}, ["email"]),
    "two addresses": ({"email": "a@example.org, b@example.org"}, ["email"]),
    "no message": ({"message": ""}, ["message"]),
    "long message": ({"message": "x" * 5001}, ["message"]),
    "long name": ({"name": "x" * 151}, ["name"]),
    "unknown interest": ({"interest": "spam"}, ["interest"]),
    "trap": ({"website": "https://spam.example"}, ["__all__"]),
    "too quick": ({"opened": "now"}, ["__all__"]),
    "never opened": ({"opened": ""}, ["__all__"]),
    "forged": ({"opened": "1.2.3"}, ["__all__"]),
    "signed for something else": ({"opened": signing.dumps(1.0, salt="x")}, ["__all__"]),
    "signed, no number": ({"opened": signing.dumps("soon", salt=SALT)}, ["__all__"]),
}


def at_once(changes: dict[str, str]) -> dict[str, str]:
    """Return the changes, with “now” as the time it is when the form is sent."""
    return {**changes, "opened": opened(0)} if changes.get("opened") == "now" else changes


@pytest.mark.parametrize("case", WRONG)
def test_an_error_is_told_beside_its_field_and_nothing_typed_is_lost(send: Any, case: str) -> None:
    changes, fields = WRONG[case]
    response = send(**at_once(changes))
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == fields
    assert (ContactMessage.objects.count(), mail.outbox) == (0, [])
    kept = {**filled(), **changes}
    for name in ("name", "email", "organisation", "message", "interest"):
        assert form[name].value() == kept[name]
    page = response.content.decode()
    assert "What you typed is kept." in page
    assert "<title>Please check the form" in page.replace("\n", "").replace("  ", "")
    for name in fields:
        if name != "__all__":
            assert f'href="#id_{name}"' in page
            assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("case", ["trap", "too quick", "never opened", "forged"])
def test_a_person_taken_for_a_program_only_sends_once_more(
    send: Any, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = send(**at_once(WRONG[case][0])).context["form"]
    again = {bound.name: bound.value() for bound in form}
    assert again["website"] == ""
    later = timezone.now() + timedelta(seconds=5)
    monkeypatch.setattr("justcities.accounts.open_forms.timezone.now", lambda: later)
    assert send(**again).status_code == 302


def test_a_form_open_for_days_is_still_taken(send: Any) -> None:
    assert send(opened=opened(5 * 24 * 3600)).status_code == 302


def test_no_browser_cuts_a_text_and_the_trap_is_out_of_the_way(page: Any, client: Client) -> None:
    shown = client.get(page.url).content.decode()
    assert "maxlength" not in shown.split("<form")[-1]
    trap = shown.split('<div class="visually-hidden" aria-hidden="true">')[1].split("</div>")[0]
    assert ('name="website"' in trap, 'tabindex="-1"' in trap) == (True, True)
    assert shown.count('name="website"') == 1


HEADERS = "\r\nBcc: everybody@example.org"


@pytest.mark.parametrize("field", ["name", "email", "organisation", "message", "interest"])
def test_nothing_typed_becomes_a_header(send: Any, field: str) -> None:
    send(**{field: filled()[field] + HEADERS})
    for letter in mail.outbox:
        assert letter.recipients() == ["team@example.org"]
        head = str(letter.message()).split("\n\n")[0]
        assert "Bcc" not in head
        assert "everybody" not in head


def test_markup_in_a_message_stays_text(
    send: Any, client_of: Callable[[Any], Client], administrator: Any
) -> None:
    send(message="<script>alert(1)</script>", name="<b>Amina</b>")
    assert "<script>alert(1)</script>" in mail.outbox[0].body
    client = client_of(administrator)
    pk = ContactMessage.objects.get().pk
    for address in ("/admin/messages/", f"/admin/messages/edit/{pk}/"):
        page = client.get(address).content.decode()
        assert ("<script>alert(1)" in page, "<b>Amina</b>" in page) == (False, False)


def test_one_connection_sends_five_an_hour_and_the_sixth_keeps_its_text(
    send: Any, client: Client, page: Any
) -> None:
    assert [send().status_code for _number in range(6)] == [302] * 5 + [429]
    assert ContactMessage.objects.count() == 5
    sixth = client.post(page.url, filled(message="The sixth"))
    assert sixth.context["form"]["message"].value() == "The sixth"
    elsewhere = client.post(page.url, filled(), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def test_the_limit_holds_an_hour_in_the_cache_that_production_starts_with(
    settings: Any, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": {"BACKEND": name, "LOCATION": "site_cache"}}
    call_command("createcachetable")
    request = rf.post("/en/contact/")
    assert [may_send(request, "contact") for _number in range(6)] == [True] * 5 + [False]
    for minutes, sendable in ((10, False), (59, False), (61, True)):
        then = timezone.now() + timedelta(minutes=minutes)
        monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda then=then: then)
        assert may_send(request, "contact") == sendable


def test_the_address_of_a_connection_is_kept_nowhere(send: Any) -> None:
    send()
    keys = [str(key) for key in cache._cache]
    assert [key for key in keys if "127.0.0.1" in key] == []
    assert len([key for key in keys if "contact:" in key]) == 1


def test_a_letter_is_sent_once_however_often_the_task_runs(send: Any) -> None:
    send()
    send_contact_message.call(ContactMessage.objects.get().pk)
    assert len(mail.outbox) == 1


def test_a_letter_that_could_not_be_sent_can_be_sent_again(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = ContactMessageFactory()

    def broken(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
        with pytest.raises(ConnectionRefusedError):
            send_contact_message.call(message.pk)
    send_contact_message.call(message.pk)
    assert len(mail.outbox) == 1


def test_without_an_address_in_the_settings_messages_wait_in_the_admin(send: Any) -> None:
    SiteSettings.objects.update(contact_email="")
    assert send().status_code == 302
    assert (ContactMessage.objects.count(), mail.outbox) == (1, [])


def test_a_message_needs_the_sites_own_form(page: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page.url, filled()).status_code == 403
    assert ContactMessage.objects.count() == 0


def test_the_form_is_kept_by_no_cache(page: Any, client: Client) -> None:
    assert "no-store" in client.get(page.url)["Cache-Control"]


def test_a_message_is_taken_where_no_address_can_be_told(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3

    assert [may_send(RequestFactory().post("/"), "contact") for _time in range(6)] == [True] * 5 + [
        False
    ]
