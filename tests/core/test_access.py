"""Access is decided once: who holds which token, and what each token opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from justcities.core import access
from tests.factories import CaseStudyPageFactory, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def steering() -> Group:
    return Group.objects.create(name="Steering")


@pytest.fixture
def people(steering: Group, administrator: Any) -> dict[str, Any]:
    return {
        "nobody": None,
        "anonymous": AnonymousUser(),
        "member": UserFactory(),
        "steering": UserFactory(groups=[steering]),
        "administrator": administrator,
    }


@pytest.fixture
def clubs() -> Iterator[Callable[[access.Holder], access.Holder]]:
    """Register further holders, and take them off afterwards."""
    before = list(access._holders)
    yield access.register_holder
    access._holders[:] = before


def test_what_people_hold(people: dict[str, Any], steering: Group) -> None:
    held = {name: sorted(access.tokens_held(user)) for name, user in people.items()}
    assert held == {
        "nobody": ["public"],
        "anonymous": ["public"],
        "member": ["members", "public"],
        "steering": [f"group:{steering.pk}", "members", "public"],
        "administrator": ["members", "public"],
    }


def test_an_app_adds_what_its_people_hold(people: dict[str, Any], clubs: Any) -> None:
    clubs(lambda user: [f"user:{user.pk}"])
    member = people["member"]
    assert access.tokens_held(member) == {"public", "members", f"user:{member.pk}"}
    assert access.tokens_held(AnonymousUser()) == {"public"}


# Kind of restriction, and who sees a page below it.
SEEN = {
    "none": {"nobody", "anonymous", "member", "steering", "administrator"},
    "login": {"member", "steering", "administrator"},
    "groups": {"steering"},
    "groups of nobody": set(),
    "password": set(),
    "login above groups": {"steering"},
    "two groups, one above the other": set(),
}


def restrict(page: Page, kind: str, *groups: Group) -> None:
    made = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    made.groups.set(groups)


@pytest.fixture
def page(site_tree: Any) -> Page:
    above = StandardPageFactory(parent=site_tree.home, title="Above")
    return StandardPageFactory(parent=above, title="Below")


@pytest.mark.parametrize("kind", SEEN)
def test_who_sees_a_page_in_a_list_and_alone(
    page: Page, people: dict[str, Any], steering: Group, kind: str
) -> None:
    above = page.get_parent()
    match kind:
        case "login":
            restrict(above, "login")
        case "groups":
            restrict(above, "groups", steering)
        case "groups of nobody":
            restrict(above, "groups")
        case "password":
            restrict(above, "password")
        case "login above groups":
            restrict(above, "login")
            restrict(page, "groups", steering)
        case "two groups, one above the other":
            restrict(above, "groups", steering)
            restrict(page, "groups", Group.objects.create(name="Another"))
    mine = Page.objects.filter(pk=page.pk)
    in_list = {name for name, user in people.items() if access.visible_pages(mine, user).exists()}
    alone = {name for name, user in people.items() if access.can_see_page(user, page)}
    assert in_list == alone == SEEN[kind]


def test_drafts_are_seen_by_nobody_here(page: Page, people: dict[str, Any]) -> None:
    Page.objects.filter(pk=page.pk).update(live=False)
    page.refresh_from_db()
    for user in people.values():
        assert not access.visible_pages(Page.objects.filter(pk=page.pk), user).exists()
        assert not access.can_see_page(user, page)


def test_a_page_beside_a_restricted_one_stays_open(page: Page, people: dict[str, Any]) -> None:
    beside = StandardPageFactory(parent=page.get_parent(), title="Beside")
    restrict(page, "login")
    found = access.visible_pages(page.get_parent().get_children(), None)
    assert list(found) == [Page.objects.get(pk=beside.pk)]


def test_a_path_that_only_begins_alike_is_not_below() -> None:
    assert access.tokens_of_path("00010002", [("00010001", frozenset({"members"}))]) == []
    assert access.tokens_of_path("000100010001", [("00010001", frozenset({"members"}))]) == [
        frozenset({"members"})
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_for_restrictions_once(
    page: Page, people: dict[str, Any], steering: Group, query_count: Any, count: int
) -> None:
    for number in range(count):
        other = StandardPageFactory(parent=page.get_parent(), title=f"Other {number}")
        restrict(other, "groups", steering)
    with query_count() as queries:
        list(access.visible_pages(Page.objects.all()))
    assert len(queries) == 2


def test_a_restricted_case_study_is_nowhere_for_the_public(site_tree: Any, client: Any) -> None:
    """Data that could leak: the list, its counts, the feed, the map, search, site map."""
    shown = CaseStudyPageFactory(parent=site_tree.case_index, title="Shown numbers")
    secret = CaseStudyPageFactory(parent=site_tree.case_index, title="Secret shelter")
    restrict(secret, "login")
    answers = {}
    for address in (site_tree.case_index.url, site_tree.home.url, "/sitemap.xml", shown.url):
        answers[address] = "Secret shelter" in client.get(address, follow=True).content.decode()
    assert set(answers.values()) == {False}
    assert client.get(secret.url).status_code in {302, 404}


# File folders


FOLDERS = {
    "none": {"nobody", "anonymous", "member", "steering", "administrator"},
    "login": {"member", "steering", "administrator"},
    "groups": {"steering"},
    "password": set(),
}


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("depth", ["in it", "below it"])
def test_who_opens_a_file_folder(
    people: dict[str, Any], steering: Group, kind: str, depth: str
) -> None:
    folder = Collection.get_first_root_node().add_child(name="Folder")
    if kind != "none":
        made = CollectionViewRestriction.objects.create(collection=folder, restriction_type=kind)
        made.groups.add(steering)
    if depth == "below it":
        folder = folder.add_child(name="Below")
    opened = {name for name, user in people.items() if access.can_see_collection(user, folder)}
    assert opened == FOLDERS[kind]
    assert access.is_restricted_collection(folder) is (kind != "none")
