"""Signing in: one door, by confirmed address, that doesn't tell who has an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from justcities.accounts.roles import EDITOR, sync_roles
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"
RESET = "/en/account/password/reset/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(more.pop("to", LOGIN), {"login": email, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_signs_in_by_address_whatever_its_case(client: Client, member: Any) -> None:
    response = sign_in(client, member.email.upper())
    assert (response.status_code, response["Location"]) == (302, "/en/")
    assert is_signed_in(client)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_way_after_signing_in_keeps_the_language(
    client: Client, member: Any, language: str
) -> None:
    response = sign_in(client, member.email, to=f"/{language}/account/login/")
    assert response["Location"] == f"/{language}/"


def test_an_editor_comes_back_to_the_admin(client: Client) -> None:
    sync_roles()
    editor = UserFactory(groups=[EDITOR.group()])
    asked = client.get("/admin/pages/", follow=True)
    assert asked.redirect_chain == [
        ("/admin/login/?next=/admin/pages/", 302),
        (f"{LOGIN}?next=%2Fadmin%2Fpages%2F", 302),
    ]
    response = sign_in(client, editor.email, next="/admin/pages/")
    assert response["Location"] == "/admin/pages/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(client: Client, member: Any, target: str) -> None:
    assert sign_in(client, member.email, next=target)["Location"] == "/en/"


def test_an_unconfirmed_address_has_to_be_confirmed_first(client: Client) -> None:
    person = UserFactory()
    EmailAddress.objects.update(verified=False)
    response = sign_in(client, person.email)
    assert response["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    address = re.search(r"http://testserver(\S+confirm-email\S+)", mail.outbox[0].body)
    assert address
    client.post(address[1])
    assert EmailAddress.objects.get().verified


def answer(response: Any) -> tuple[int, str, list[str]]:
    """Return what can be told apart in an answer: status, target, messages."""
    form = response.context["form"] if response.context and "form" in response.context else None
    return (
        response.status_code,
        response.headers.get("Location", ""),
        form.non_field_errors() if form is not None else [],
    )


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: Client, member: Any
) -> None:
    wrong = answer(sign_in(client, member.email, "wrong"))
    unknown = answer(sign_in(client, "nobody@example.org", "wrong"))
    inactive = answer(sign_in(client, UserFactory(is_active=False).email, "wrong"))
    assert wrong == unknown == inactive
    assert wrong[0] == 200
    assert len(wrong[2]) == 1


def test_a_known_address_takes_no_more_work_than_an_unknown_one(
    client: Client, member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode

    def counting(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hasher, "encode", counting)
    counts = []
    for email in (member.email, "nobody@example.org"):
        hashed.clear()
        sign_in(client, email, "wrong")
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_asking_for_a_new_password_gets_the_same_answer_and_a_letter_either_way(
    client: Client, member: Any
) -> None:
    known = answer(client.post(RESET, {"email": member.email}))
    unknown = answer(client.post(RESET, {"email": "nobody@example.org"}))
    assert known == unknown == (302, reverse("account_reset_password_done"), [])
    assert [letter.to for letter in mail.outbox] == [[member.email], ["nobody@example.org"]]
    assert ["/password/reset/key/" in letter.body for letter in mail.outbox] == [True, False]


def reset_link(body: str) -> str:
    found = re.search(r"https?://[^/]+(/\S+/password/reset/key/\S+)", body)
    assert found
    return found[1]


def set_password(client: Client, link: str, password: str) -> Any:
    form = client.get(link, follow=True)
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_a_new_password_ends_the_persons_other_sessions_and_tells_them(
    client: Client, client_of: Callable[[Any], Client], member: Any
) -> None:
    elsewhere = client_of(member)
    client.post(RESET, {"email": member.email})
    set_password(client, reset_link(mail.outbox[0].body), "quite another long one")
    assert elsewhere.get("/en/account/email/").status_code == 302
    assert mail.outbox[-1].subject == "Your password for Just Cities was set anew"
    assert not is_signed_in(client)
    sign_in(client, member.email, "quite another long one")
    assert is_signed_in(client)


def test_a_link_for_a_new_password_works_once(client: Client, member: Any) -> None:
    client.post(RESET, {"email": member.email})
    link = reset_link(mail.outbox[0].body)
    set_password(client, link, "quite another long one")
    assert Client().get(link).context["token_fail"] is True


def test_the_sessions_of_somebody_shut_out_end_at_once(
    client_of: Callable[[Any], Client], member: Any
) -> None:
    client = client_of(member)
    assert client.get("/en/account/email/").status_code != 403
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    response = client.get("/en/account/email/")
    assert response["Location"].startswith(LOGIN)


def test_somebody_shut_out_cannot_come_back_by_any_way(client: Client) -> None:
    person = UserFactory(is_active=False)
    assert sign_in(client, person.email)["Location"] == reverse("account_inactive")
    client.post(RESET, {"email": person.email})
    assert "/password/reset/key/" not in mail.outbox[0].body
    assert not is_signed_in(client)


def test_signing_in_changes_the_sessions_key(client: Client, member: Any) -> None:
    client.get(LOGIN)
    session = client.session
    session["kept"] = True
    session.save()
    before = session.session_key
    sign_in(client, member.email)
    assert client.session.session_key != before


def test_guessing_passwords_is_stopped(client: Client, member: Any) -> None:
    for _attempt in range(5):
        sign_in(client, member.email, "wrong")
    sign_in(client, member.email)
    assert not is_signed_in(client)


def test_sign_in_from_one_connection_is_limited(client: Client) -> None:
    answers = [sign_in(client, f"p{n}@example.org", "wrong").status_code for n in range(31)]
    assert answers[-1] == 429


def test_asking_for_letters_to_one_address_is_limited(client: Client, member: Any) -> None:
    for _attempt in range(8):
        client.post(RESET, {"email": member.email})
    assert len(mail.outbox) == 5


def test_sign_up_is_closed_with_a_page_that_helps(client: Client) -> None:
    page = client.get("/en/account/signup/")
    assert page.status_code == 200
    assert "By invitation" in page.content.decode()
    client.post("/en/account/signup/", {"email": "new@example.org", "password1": PASSWORD})
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_letters_lead_to_pages_in_the_language_they_were_asked_in(
    client: Client, member: Any, language: str
) -> None:
    client.post(f"/{language}/account/password/reset/", {"email": member.email})
    assert reset_link(mail.outbox[0].body).startswith(f"/{language}/account/")


def test_letters_are_plain_text_without_escapes(client: Client) -> None:
    person = UserFactory(email="o'hara@example.org")
    client.post(RESET, {"email": person.email})
    client.post(RESET, {"email": "o'nobody@example.org"})
    assert [letter.alternatives for letter in mail.outbox] == [[], []]
    assert "o'nobody@example.org" in mail.outbox[1].body
    assert not [letter for letter in mail.outbox if "&#" in letter.body + letter.subject]


def test_rate_limits_count_by_the_address_a_trusted_proxy_passes_on(
    client: Client, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def from_address(forged: str, address: str) -> int:
        return client.post(
            LOGIN,
            {"login": "a@example.org", "password": "wrong"},
            headers={"X-Forwarded-For": f"{forged}, {address}"},
        ).status_code

    for number in range(31):
        last = from_address(f"10.0.0.{number}", "203.0.113.7")
    assert last == 429
    assert from_address("10.0.0.1", "203.0.113.8") == 200


def test_no_language_is_left_over(client: Client, member: Any) -> None:
    sign_in(client, member.email, to="/ar/account/login/")
    assert translation.get_language() == "en"


@pytest.mark.parametrize("address", [LOGIN, RESET])
def test_labels_stand_above_the_fields_and_nothing_stands_in_them(
    client: Client, address: str
) -> None:
    page = client.get(address).content.decode()
    assert re.findall(r"<label[^>]*>(.*?)</label>", page)[0].strip() == "E-mail address"
    assert "placeholder" not in page
