"""An address that a page no longer has leads only those to the page who may see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories import ResourcePageFactory, StandardPageFactory

ROLES = ("anonymous", "member")


def renamed(page: Any) -> tuple[str, str]:
    """Give a published page another slug; returns its old and its new address."""
    page.save_revision().publish()
    old = page.url
    page.slug = "zephyr"
    # Wagtail makes the redirect once the change is certain.
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    assert Redirect.objects.filter(redirect_page=page).exists()
    return old, type(page).objects.get(pk=page.pk).url


def members_only(library: Any) -> tuple[str, str]:
    return renamed(ResourcePageFactory(parent=library, access="members"))


def unpublished(library: Any) -> tuple[str, str]:
    page = ResourcePageFactory(parent=library)
    addresses = renamed(page)
    page.unpublish()
    return addresses


def restricted(library: Any) -> tuple[str, str]:
    page = StandardPageFactory(parent=library.get_parent())
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return renamed(page)


def for_all(library: Any) -> tuple[str, str]:
    return renamed(ResourcePageFactory(parent=library))


@pytest.mark.parametrize(
    ("made", "followed_by"),
    [
        (members_only, {"member"}),
        (unpublished, set()),
        (restricted, {"member"}),
        (for_all, {"anonymous", "member"}),
    ],
)
def test_an_old_address_leads_on_only_where_the_page_is_seen(
    library: Any, client_of: Any, member: Any, made: Any, followed_by: set[str]
) -> None:
    old, new = made(library)
    got = {}
    for role in ROLES:
        answer = client_of(member if role == "member" else None).get(f"{old}?from=mail")
        got[role] = (answer.status_code, answer.get("Location", ""))
        assert ("zephyr" in answer.content.decode()) is False
    assert got == {role: (301, new) if role in followed_by else (404, "") for role in ROLES}


def test_a_redirect_to_an_address_outside_is_followed(library: Any, client_of: Any) -> None:
    Redirect.objects.create(old_path="/en/old", redirect_link="https://example.org/")
    assert client_of(None).get("/en/old/")["Location"] == "https://example.org/"


def test_what_is_not_seen_does_not_hide_the_redirect_of_the_address_without_its_query(
    library: Any, client_of: Any
) -> None:
    hidden = ResourcePageFactory(parent=library, access="members")
    Redirect.objects.create(old_path="/en/old?a=1", redirect_page=hidden)
    Redirect.objects.create(old_path="/en/old", redirect_page=library)
    assert client_of(None).get("/en/old/?a=1")["Location"] == library.url
