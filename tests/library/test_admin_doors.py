"""Who gets in where in the library's part of the admin: every address, for every role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from justcities.accounts.roles import EDITOR, MEMBER, sync_roles, translator
from library.models import Suggestion
from library.wagtail_hooks import register_menu
from tests.factories import (
    LibraryIndexPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ROLES = ("visitor", "member", "translator", "editor", "administrator")
IN, AWAY, OTHER = 200, 302, 405

# For each address: what a visitor, member, translator into French, editor and administrator get.
# The admin sends away whoever may not enter, and back to its first page whoever may not enter here.
GET = {
    "/admin/library/resources/": (AWAY, AWAY, IN, IN, IN),
    "/admin/library/resources/results/": (AWAY, AWAY, IN, IN, IN),
    "/admin/library/collections/": (AWAY, AWAY, IN, IN, IN),
    "/admin/library/care/": (AWAY, AWAY, IN, IN, IN),
    "/admin/library/care/licence/": (AWAY, AWAY, IN, IN, IN),
    "/admin/library/care/licence/results/": (AWAY, AWAY, IN, IN, IN),
    "/admin/library/suggestions/": (AWAY, AWAY, AWAY, IN, IN),
    "/admin/library/suggestions/results/": (AWAY, AWAY, AWAY, IN, IN),
    "/admin/library/suggestions/{suggestion}/": (AWAY, AWAY, AWAY, IN, IN),
    "/admin/library/suggestions/{suggestion}/delete/": (AWAY, AWAY, AWAY, IN, IN),
    "/admin/library/files/{document}/": (AWAY, AWAY, AWAY, IN, IN),
    "/admin/library/look-alikes/?page={page}": (AWAY, AWAY, OTHER, OTHER, OTHER),
    "/admin/library/care/look/": (AWAY, AWAY, OTHER, OTHER, OTHER),
}
POST = {
    "/admin/library/look-alikes/?page={page}": (AWAY, AWAY, AWAY, IN, IN),
    "/admin/library/look-alikes/?parent={library}": (AWAY, AWAY, AWAY, IN, IN),
    "/admin/library/look-alikes/": (AWAY, AWAY, 404, 404, 404),
    "/admin/library/suggestions/{suggestion}/": (AWAY, AWAY, AWAY, IN, IN),
}


@pytest.fixture
def clients(client_of: Callable[[Any], Client], site_tree: Any) -> dict[str, Client]:
    sync_roles()
    people = {
        "visitor": None,
        "member": UserFactory(groups=[MEMBER.group()]),
        "translator": UserFactory(groups=[translator("fr").group()]),
        "editor": UserFactory(groups=[EDITOR.group()]),
        "administrator": UserFactory(is_superuser=True, is_staff=True),
    }
    return {name: client_of(person) for name, person in people.items()}


@pytest.fixture
def keys(site_tree: Any) -> dict[str, int]:
    library = LibraryIndexPageFactory(parent=site_tree.home)
    return {
        "library": library.pk,
        "page": ResourcePageFactory(parent=library).pk,
        "document": SiteDocumentFactory().pk,
        "suggestion": Suggestion.objects.create(title="A", why="b").pk,
    }


@pytest.mark.parametrize(("method", "table"), [("get", GET), ("post", POST)])
def test_each_address_answers_each_role(
    clients: dict[str, Client], keys: dict[str, int], method: str, table: dict[str, Any]
) -> None:
    for address, expected in table.items():
        url = address.format(**keys)
        found = tuple(getattr(clients[role], method)(url).status_code for role in ROLES)
        assert found == expected, (method, address)


def test_nobody_answers_a_suggestion_who_may_not(
    clients: dict[str, Client], keys: dict[str, int]
) -> None:
    address = f"/admin/library/suggestions/{keys['suggestion']}/"
    for role in ("visitor", "member", "translator"):
        clients[role].post(address, {"answer": "decline", "text": "No."})
        clients[role].post(f"{address}delete/")
    assert Suggestion.objects.get().state == "waiting"


def test_many_are_changed_only_by_who_may_change_each(
    clients: dict[str, Client], keys: dict[str, int]
) -> None:
    address = f"/admin/bulk/library/resourcepage/change_many/?id={keys['page']}"
    found = {role: clients[role].get(address).status_code for role in ROLES}
    assert found == {
        "visitor": 302, "member": 302, "translator": 200, "editor": 200, "administrator": 200
    }  # fmt: skip
    shown = clients["translator"].post(address, {"licence": "CC0-1.0"})
    assert shown.context["planned"] == []
    assert "CC0" not in str(shown.context["left_out"])


def test_the_menu_shows_each_person_what_they_may_enter(
    rf: Any, clients: dict[str, Client], site_tree: Any
) -> None:
    from django.contrib.auth.models import AnonymousUser

    shown = {}
    for role in ROLES:
        request = rf.get("/admin/")
        pk = clients[role].session.get("_auth_user_id") if role != "visitor" else None
        from django.contrib.auth import get_user_model

        request.user = get_user_model().objects.get(pk=pk) if pk else AnonymousUser()
        menu = register_menu().menu
        shown[role] = {item.name for item in menu.menu_items_for_request(request)}
    assert {"library-resources", "library-care"} <= shown["translator"]
    assert "library-suggestions" not in shown["translator"]
    assert "library-suggestions" in shown["editor"]
    assert (shown["visitor"], shown["member"]) == (set(), set())
