"""The switcher and hreflang name real, live translations that this person may see."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client, RequestFactory
from wagtail.models import Page, PageViewRestriction

from justcities.core.memo import close_memo, open_memo
from justcities.translation.queries import alternates, find_in_any_language, switcher, versions


@pytest.fixture
def french(site_tree: Any, lanes: Any) -> Any:
    return site_tree.translated(lanes, "fr", slug="numeros-de-ruelle")


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def switched(page: Page, user: Any = None) -> list[tuple[str, str, str]]:
    request = RequestFactory().get(page.get_url(), headers={"host": "localhost"})
    request.user = user or AnonymousUser()
    return [(link.code, link.state, link.url) for link in switcher(fresh(page), request)]


def test_the_switcher_names_every_language_in_order(lanes: Any, french: Any) -> None:
    assert switched(lanes) == [
        ("en", "current", "/en/case-studies/lane-numbers/"),
        ("fr", "translated", "/fr/case-studies/numeros-de-ruelle/"),
        ("es", "missing", "/es/case-studies/lane-numbers/"),
        ("ar", "missing", "/ar/case-studies/lane-numbers/"),
    ]


def test_languages_are_named_in_their_own_words(lanes: Any) -> None:
    request = RequestFactory().get("/en/case-studies/lane-numbers/")
    links = switcher(lanes, request)

    assert [(link.name, link.direction) for link in links] == [
        ("English", "ltr"),
        ("Français", "ltr"),
        ("Español", "ltr"),
        ("العربية", "rtl"),
    ]


def test_the_address_of_a_missing_language_answers(client: Client, lanes: Any) -> None:
    for _code, state, url in switched(lanes):
        if state == "missing":
            assert client.get(url).templates[0].name == "errors/not_translated.html"


@pytest.mark.parametrize("hidden_by", ["draft", "restriction", "restriction above"])
def test_a_translation_that_may_not_be_seen_is_missing(
    site_tree: Any, lanes: Any, french: Any, hidden_by: str
) -> None:
    if hidden_by == "draft":
        french.unpublish()
    else:
        PageViewRestriction.objects.create(
            page=french if hidden_by == "restriction" else site_tree.case_indexes["fr"],
            restriction_type=PageViewRestriction.LOGIN,
        )

    assert switched(lanes)[1] == ("fr", "missing", "/fr/case-studies/lane-numbers/")
    assert alternates(fresh(lanes)) == []


def test_who_may_see_a_translation_switches_to_it(lanes: Any, french: Any, member: Any) -> None:
    restriction = PageViewRestriction.objects.create(
        page=french, restriction_type=PageViewRestriction.GROUPS
    )
    group = Group.objects.create(name="Inner circle")
    restriction.groups.add(group)

    assert switched(lanes, member)[1][1] == "missing"
    member.groups.add(group)
    assert switched(lanes, member)[1][1] == "translated"
    assert alternates(fresh(lanes)) == []


def test_alternates_are_the_same_for_every_translation(
    site_tree: Any, lanes: Any, french: Any
) -> None:
    arabic = site_tree.translated(lanes, "ar", slug="أرقام")
    expected = [
        ("en", "http://localhost/en/case-studies/lane-numbers/"),
        ("fr", "http://localhost/fr/case-studies/numeros-de-ruelle/"),
        ("ar", "http://localhost/ar/case-studies/%D8%A3%D8%B1%D9%82%D8%A7%D9%85/"),
        ("x-default", "http://localhost/en/case-studies/lane-numbers/"),
    ]

    for page in (lanes, french, arabic):
        assert [(link.code, link.url) for link in alternates(fresh(page))] == expected


def test_a_page_in_one_language_has_no_alternates(lanes: Any) -> None:
    assert alternates(lanes) == []


def test_what_is_published_names_the_alternates(client: Client, lanes: Any, french: Any) -> None:
    for page in (lanes, french):
        html = client.get(page.get_url()).content.decode()
        assert html.count('rel="alternate" hreflang=') == 3
        assert 'hreflang="x-default" href="http://localhost/en/case-studies/lane-numbers/"' in html


def test_switcher_and_alternates_cost_two_queries_together(
    lanes: Any, french: Any, query_count: Any
) -> None:
    restriction = PageViewRestriction.objects.create(
        page=french, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Inner circle"))
    page = fresh(lanes)
    request = RequestFactory().get("/en/case-studies/lane-numbers/", headers={"host": "localhost"})
    request.user = AnonymousUser()
    page.get_url(request)

    begun = open_memo()  # as within a request
    with query_count() as queries:
        switcher(page, request)
        alternates(page)
    close_memo(begun)

    assert len(queries) == 2


def test_versions_stand_in_the_sites_order(site_tree: Any, lanes: Any) -> None:
    for language in ("ar", "es"):
        site_tree.translated(lanes, language)

    assert list(versions(fresh(lanes))) == ["en", "es", "ar"]


def test_a_view_without_a_page_switches_to_the_same_view(client: Client, site_tree: Any) -> None:
    response = client.get("/fr/account/login/")

    assert [(link.code, link.state, link.url) for link in response.context["switcher"]] == [
        ("en", "translated", "/en/account/login/"),
        ("fr", "current", "/fr/account/login/"),
        ("es", "translated", "/es/account/login/"),
        ("ar", "translated", "/ar/account/login/"),
    ]
    assert list(response.context["alternates"]) == []


def test_an_error_page_switches_to_the_home_pages(client: Client, site_tree: Any) -> None:
    site_tree.homes["es"].unpublish()

    response = client.get("/fr/nulle-part/")

    assert [(link.code, link.state, link.url) for link in response.context["switcher"]] == [
        ("en", "translated", "/en/"),
        ("fr", "current", "/fr/nulle-part/"),
        ("es", "missing", "/es/"),
        ("ar", "translated", "/ar/"),
    ]


def test_an_address_leads_nowhere_where_a_step_is_missing(site_tree: Any, lanes: Any) -> None:
    assert find_in_any_language(site_tree.home, "case-studies/lane-numbers/more") is None
    assert find_in_any_language(site_tree.home, "lane-numbers") is None
    assert find_in_any_language(site_tree.home, "case-studies/lane-numbers").pk == lanes.pk
