"""Who comes in at which door of accounts and admin: every address, every role, one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from justcities.accounts.roles import EDITOR, MEMBER, sync_roles, translator
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "member", "translator", "editor", "administrator", "inactive")
LOGIN = "login"  # sent to the site's sign-in
GONE = "gone"  # there is no such thing here
OTHER = "other"  # sent on to the site's own page
HOME = "home"  # sent back to the admin's first page with a message: not allowed

# address: what GET answers to anonymous, member, translator, editor, administrator, inactive
TABLE: dict[str, tuple[object, ...]] = {
    "/admin/": (LOGIN, LOGIN, 200, 200, 200, LOGIN),
    "/admin/login/": (LOGIN, 403, LOGIN, LOGIN, LOGIN, LOGIN),
    "/admin/password_reset/": (OTHER,) * 6,
    "/admin/password_reset/done/": (OTHER,) * 6,
    "/admin/password_reset/confirm/MQ/c0ffee-1/": (OTHER,) * 6,
    "/admin/password_reset/complete/": (OTHER,) * 6,
    "/admin/account/": (LOGIN, LOGIN, 200, 200, 200, LOGIN),
    "/admin/account/change_password/": (LOGIN, LOGIN, GONE, GONE, GONE, LOGIN),
    "/admin/account/change_email/": (LOGIN, LOGIN, GONE, GONE, GONE, LOGIN),
    "/admin/users/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/admin/users/new/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/admin/users/edit/{user}/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/admin/users/delete/{user}/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/admin/groups/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/admin/groups/new/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/admin/images/": (LOGIN, LOGIN, HOME, 200, 200, LOGIN),
    "/admin/images/add/": (LOGIN, LOGIN, HOME, 200, 200, LOGIN),
    "/admin/images/multiple/add/": (LOGIN, LOGIN, HOME, 200, 200, LOGIN),
    "/admin/images/chooser/": (LOGIN, LOGIN, 200, 200, 200, LOGIN),
    "/admin/documents/": (LOGIN, LOGIN, HOME, 200, 200, LOGIN),
    "/admin/documents/multiple/add/": (LOGIN, LOGIN, HOME, 200, 200, LOGIN),
    "/admin/collections/": (LOGIN, LOGIN, HOME, 200, 200, LOGIN),
    "/admin/messages/": (LOGIN, LOGIN, HOME, 200, 200, LOGIN),
    "/admin/messages/?export=csv": (LOGIN, LOGIN, HOME, 200, 200, LOGIN),
    "/admin/messages/new/": (LOGIN, LOGIN, HOME, HOME, HOME, LOGIN),
    "/admin/settings/home/sitesettings/": (LOGIN, LOGIN, HOME, HOME, OTHER, LOGIN),
    "/admin/sites/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/admin/locales/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/admin/workflows/list/": (LOGIN, LOGIN, HOME, HOME, 200, LOGIN),
    "/en/account/login/": (200, OTHER, OTHER, OTHER, OTHER, 200),
    "/en/account/signup/": (200, OTHER, OTHER, OTHER, OTHER, 200),
    "/en/account/password/reset/": (200,) * 6,
    "/en/account/email/": (LOGIN, 200, 200, 200, 200, LOGIN),
    "/en/account/password/change/": (LOGIN, 200, 200, 200, 200, LOGIN),
    "/en/account/logout/": (OTHER, 200, 200, 200, 200, OTHER),
}


@pytest.fixture
def people(site_tree: Any, administrator: Any) -> dict[str, Any]:
    sync_roles()
    return {
        "anonymous": None,
        "member": UserFactory(groups=[MEMBER.group()]),
        "translator": UserFactory(groups=[translator("fr").group()]),
        "editor": UserFactory(groups=[EDITOR.group()]),
        "administrator": administrator,
        "inactive": UserFactory(is_active=False, groups=[EDITOR.group()]),
    }


def told(response: Any) -> object:
    if response.status_code == 404:
        return GONE
    if response.status_code != 302:
        return response.status_code
    target = response["Location"]
    if "/account/login/" in target or target.startswith("/admin/login/"):
        return LOGIN
    return HOME if target == "/admin/" else OTHER


@pytest.mark.parametrize("address", TABLE)
def test_who_comes_in(
    people: dict[str, Any], client_of: Callable[[Any], Client], address: str
) -> None:
    address = address.format(user=people["member"].pk)
    answered = {name: told(client_of(user).get(address)) for name, user in people.items()}
    key = address.replace(f"/{people['member'].pk}/", "/{user}/")
    assert answered == dict(zip(ROLES, TABLE[key], strict=True))


def test_a_member_who_asks_for_the_admin_is_told_and_not_sent_in_a_circle(
    client_of: Callable[[Any], Client], member: Any
) -> None:
    response = client_of(member).get("/admin/", follow=True)
    assert (response.status_code, response.redirect_chain) == (
        403,
        [("/admin/login/?next=/admin/", 302)],
    )


def test_the_admins_own_sign_in_takes_nobody(client: Client, administrator: Any) -> None:
    from tests.factories import PASSWORD

    client.post("/admin/login/", {"username": administrator.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_the_admins_page_of_ones_own_has_no_address_password_or_picture(
    client_of: Callable[[Any], Client], administrator: Any
) -> None:
    client = client_of(administrator)
    page = client.get("/admin/account/")
    panels = [panel.name for group in page.context["panels_by_tab"].values() for panel in group]
    assert panels == ["name", "locale", "theme", "notifications"]
    client.post(
        "/admin/account/",
        {
            "name-name": "Ada L.",
            "name-language": "fr",
            "locale-preferred_language": "ar",
            "theme-theme": "dark",
            "theme-contrast": "system",
            "theme-density": "default",
            "name_email-email": "taken@over.example",
            "password-new_password1": "quite another long one",
            "password-new_password2": "quite another long one",
        },
    )
    administrator.refresh_from_db()
    assert (administrator.name, administrator.language) == ("Ada L.", "fr")
    assert administrator.email.endswith("@example.org")
    from tests.factories import PASSWORD

    assert administrator.check_password(PASSWORD)


@pytest.mark.parametrize("address", ["/admin/", "/admin/users/", "/admin/messages/"])
def test_nothing_of_the_admin_is_kept_by_caches(
    client_of: Callable[[Any], Client], administrator: Any, address: str
) -> None:
    response = client_of(administrator).get(address)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_the_admin_calls_nobody(client_of: Callable[[Any], Client], administrator: Any) -> None:
    page = client_of(administrator).get("/admin/").content.decode()
    assert [name for name in ("gravatar", "releases.wagtail.org") if name in page] == []
