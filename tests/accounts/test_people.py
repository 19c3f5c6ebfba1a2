"""People made and changed in the admin: by address, without a password somebody else knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from justcities.accounts.models import User
from justcities.accounts.roles import EDITOR, sync_roles
from justcities.accounts.services import address_is_taken, create_account
from justcities.accounts.tasks import send_invitation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client_of: Callable[[Any], Client], administrator: Any) -> Client:
    return client_of(administrator)


@pytest.fixture
def add(admin: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    def adding(**fields: Any) -> Any:
        data = {"email": "New@Example.org", "name": "Nia", "language": "fr", **fields}
        with django_capture_on_commit_callbacks(execute=True):
            return admin.post("/admin/users/new/", data)

    return adding


def addresses() -> list[tuple[str, bool, bool]]:
    found = EmailAddress.objects.exclude(user__is_superuser=True)
    return list(found.values_list("email", "verified", "primary"))


def test_a_new_person_has_an_address_in_lower_case_and_no_password(add: Callable[..., Any]) -> None:
    sync_roles()
    add(groups=[EDITOR.group().pk])
    user = User.objects.get(email="new@example.org")
    assert (user.name, user.language, user.has_usable_password()) == ("Nia", "fr", False)
    assert list(user.groups.all()) == [EDITOR.group()]
    assert addresses() == [("new@example.org", False, True)]


def test_a_new_person_is_written_to_in_their_language_and_chooses_a_password(
    add: Callable[..., Any], client: Client
) -> None:
    add()
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    link = re.search(r"http://localhost:8000(/fr/account/password/reset/key/\S+)", letter.body)
    assert link
    form = client.get(link[1], follow=True)
    chosen = {"password1": "a long one of my own", "password2": "a long one of my own"}
    client.post(form.redirect_chain[-1][0], chosen)
    # Having opened the link that was sent to it, the address counts as confirmed.
    assert addresses() == [("new@example.org", True, True)]
    client.post(
        "/en/account/login/", {"login": "new@example.org", "password": "a long one of my own"}
    )
    assert "_auth_user_id" in client.session


def test_the_invitation_leaves_no_token_in_the_queue_and_stops_once_used(
    add: Callable[..., Any],
) -> None:
    add()
    user = User.objects.get(email="new@example.org")
    user.set_password("a long one of my own")
    user.save()
    mail.outbox.clear()
    send_invitation.call(user.pk)
    send_invitation.call(user.pk + 1000)
    assert mail.outbox == []


def test_no_letter_is_sent_where_the_form_has_an_error(add: Callable[..., Any]) -> None:
    response = add(name="")
    assert list(response.context["form"].errors) == ["name"]
    assert (mail.outbox, User.objects.filter(email="new@example.org").exists()) == ([], False)


@pytest.mark.parametrize("email", ["taken@example.org", "TAKEN@Example.org", "second@example.org"])
def test_an_address_is_taken_whatever_its_case_and_wherever_it_stands(
    add: Callable[..., Any], email: str
) -> None:
    person = UserFactory(email="taken@example.org")
    EmailAddress.objects.create(user=person, email="Second@Example.org", verified=False)
    response = add(email=email)
    assert response.context["form"].errors.as_data()["email"][0].code == "taken"
    assert address_is_taken(email) is True
    assert address_is_taken(email, but_by=person) is False


@pytest.mark.parametrize("email", ["x", "a@b\nBcc: c@d.example", "a@example.org, b@example.org"])
def test_what_is_no_address_is_told(add: Callable[..., Any], email: str) -> None:
    assert list(add(email=email).context["form"].errors) == ["email"]


def test_the_database_itself_knows_no_two_cases_of_an_address() -> None:
    UserFactory(email="a@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="A@Example.org", name="B")])


def test_code_keeps_addresses_in_lower_case_too() -> None:
    assert create_account("Mixed@Example.ORG").email == "mixed@example.org"
    assert User.objects.get_by_natural_key("MIXED@example.org").email == "mixed@example.org"
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


@pytest.fixture
def change(admin: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    def changing(person: Any, **fields: Any) -> Any:
        data = {"email": person.email, "name": person.name, "language": "", "is_active": "on"}
        with django_capture_on_commit_callbacks(execute=True):
            return admin.post(f"/admin/users/edit/{person.pk}/", {**data, **fields})

    return changing


def test_a_changed_address_has_to_be_confirmed_and_the_old_one_is_told(
    change: Callable[..., Any],
) -> None:
    person = UserFactory(email="old@example.org")
    change(person, email="Fresh@example.org")
    assert addresses() == [("fresh@example.org", False, True)]
    assert [letter.to for letter in mail.outbox] == [["old@example.org"]]
    assert "fresh@example.org" not in mail.outbox[0].body


def test_a_link_sent_to_the_old_address_no_longer_works(
    change: Callable[..., Any], client: Client
) -> None:
    person = UserFactory(email="old@example.org")
    client.post("/en/account/password/reset/", {"email": person.email})
    link = re.search(r"http://testserver(/\S+/key/\S+)", mail.outbox[0].body)
    assert link
    change(person, email="fresh@example.org")
    assert client.get(link[1]).context["token_fail"] is True


def test_saving_without_change_sends_nothing_and_keeps_the_address_confirmed(
    change: Callable[..., Any],
) -> None:
    person = UserFactory(email="same@example.org")
    change(person, name="Other")
    assert addresses() == [("same@example.org", True, True)]
    assert mail.outbox == []


def test_the_edit_form_asks_for_no_password_and_no_user_name(admin: Client, member: Any) -> None:
    form = admin.get(f"/admin/users/edit/{member.pk}/").context["form"]
    assert list(form.fields) == [
        "email",
        "name",
        "language",
        "is_active",
        "is_superuser",
        "groups",
    ]


def test_an_account_made_in_the_shell_confirms_its_address_at_the_first_sign_in(
    client: Client,
) -> None:
    User.objects.create_superuser("ops@example.org", "a long one of my own")
    response = client.post(
        "/en/account/login/", {"login": "ops@example.org", "password": "a long one of my own"}
    )
    assert response["Location"] == "/en/account/confirm-email/"
    assert [letter.to for letter in mail.outbox] == [["ops@example.org"]]


def test_people_are_listed_and_found_by_address_and_name(admin: Client, administrator: Any) -> None:
    found = UserFactory(email="isata@example.org", name="Isata Kamara")
    UserFactory(email="other@example.org", name="Other")

    def listed(query: str) -> list[Any]:
        return list(admin.get(f"/admin/users/?q={query}").context["object_list"])

    assert listed("kamara") == listed("isata@") == [found]
    headings = [
        str(column.label) for column in admin.get("/admin/users/").context["table"].columns.values()
    ]
    assert "E-mail address" in headings
    assert "Username" not in headings
