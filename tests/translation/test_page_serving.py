"""An address shows its own language, or tells what can be told, and leaks nothing."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests.factories import CaseStudyPageFactory, StandardPageFactory

ENGLISH = "/en/case-studies/lane-numbers/"
FRENCH = "/fr/case-studies/lane-numbers/"


def restrict(page: Page) -> None:
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Inner circle"))


def test_a_page_is_served_in_its_own_language(client: Client, lanes: Any) -> None:
    response = client.get(ENGLISH)

    assert response.status_code == 200
    assert response.context["page"].pk == lanes.pk


def test_an_untranslated_page_answers_404_with_the_languages_it_has(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    site_tree.translated(lanes, "ar", title="أرقام الأزقة")

    response = client.get(FRENCH)

    assert response.status_code == 404
    assert response.templates[0].name == "errors/not_translated.html"
    assert response.context["title"] == "Lane numbers"
    assert response.context["source_language"] == "en"
    assert response.context["languages"] == [
        {"code": "en", "name": "English", "direction": "ltr", "url": ENGLISH},
        {
            "code": "ar",
            "name": "العربية",
            "direction": "rtl",
            "url": "/ar/case-studies/lane-numbers/",
        },
    ]
    assert response.context["request_url"] == f"/fr/translation/ask/{lanes.pk}/"
    assert response.context["requested"] is False
    assert response["Content-Language"] == "fr"


def test_the_title_is_marked_as_being_in_its_own_language(client: Client, lanes: Any) -> None:
    response = client.get("/ar/case-studies/lane-numbers/")

    html = response.content.decode()
    assert '<html lang="ar" dir="rtl"' in html
    heading = re.search(r"<h1.*?</h1>", html, re.DOTALL)[0]
    assert re.search(r'lang="en" dir="ltr"[^>]*>Lane numbers<', heading)


def test_what_a_content_app_tells_is_told_in_the_asked_language(client: Client, lanes: Any) -> None:
    response = client.get(FRENCH)

    told = {fact.key: fact for fact in response.context["facts"]}
    assert [value.label for value in told["organisations"].values] == ["Doorway Freetown"]
    assert [fact.key for fact in response.context["first_facts"]] != []
    assert len(response.context["world"].marks) == 1


def test_the_page_switches_to_the_languages_it_has(client: Client, lanes: Any) -> None:
    response = client.get(FRENCH)

    states = {link.code: (link.state, link.url) for link in response.context["switcher"]}
    assert states == {
        "en": ("translated", ENGLISH),
        "fr": ("current", FRENCH),
        "es": ("missing", "/es/case-studies/lane-numbers/"),
        "ar": ("missing", "/ar/case-studies/lane-numbers/"),
    }
    assert response.context["alternates"] == []


def test_a_page_at_another_slug_in_the_asked_language_is_found(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    site_tree.translated(lanes, "fr", slug="numeros-de-ruelle")

    response = client.get(FRENCH)

    assert response.status_code == 302
    assert response["Location"] == "/fr/case-studies/numeros-de-ruelle/"
    assert client.get(FRENCH + "?a=b")["Location"] == response["Location"] + "?a=b"


def test_each_step_of_an_address_may_be_in_another_language(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    index = site_tree.case_indexes["fr"]
    index.slug = "etudes-de-cas"
    index.save()

    response = client.get("/fr/etudes-de-cas/lane-numbers/")

    assert response.status_code == 404
    assert response.context["title"] == "Lane numbers"


def test_an_arabic_slug_is_served_and_found_from_other_languages(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    site_tree.translated(lanes, "ar", slug="أرقام-الأزقة")

    served = client.get("/ar/case-studies/أرقام-الأزقة/")
    found = client.get("/en/case-studies/أرقام-الأزقة/")

    assert served.status_code == 200
    assert found.status_code == 302
    assert found["Location"] == ENGLISH


def test_the_page_asked_for_is_chosen_by_its_own_slug(client: Client, site_tree: Any) -> None:
    """Two pages share a slug in different languages: the source language's page is meant."""
    StandardPageFactory(parent=site_tree.homes["es"], title="Otra", slug="about")
    StandardPageFactory(parent=site_tree.home, title="About", slug="about")

    assert client.get("/fr/about/").context["title"] == "About"


def test_a_language_without_a_home_page_never_shows_english(client: Client, site_tree: Any) -> None:
    site_tree.homes["es"].delete()

    for address in ("/es/", "/es/case-studies/"):
        response = client.get(address)
        assert response.status_code == 404, address
        assert response.templates[0].name == "errors/not_translated.html", address
        assert response["Content-Language"] == "es", address


def test_a_language_without_a_locale_never_shows_english(client: Client, site_tree: Any) -> None:
    locale = site_tree.homes["es"].locale
    site_tree.homes["es"].delete()
    locale.delete()

    assert client.get("/es/").status_code == 404


def test_a_draft_home_page_never_shows_english(client: Client, site_tree: Any) -> None:
    site_tree.homes["es"].unpublish()

    response = client.get("/es/")

    assert response.status_code == 404
    assert [item["code"] for item in response.context["languages"]] == ["en", "fr", "ar"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_tells_of_a_draft(client: Client, site_tree: Any, language: str) -> None:
    CaseStudyPageFactory(
        parent=site_tree.case_index, title="Not yet told", slug="not-yet-told", live=False
    )

    response = client.get(f"/{language}/case-studies/not-yet-told/")

    assert response.status_code == 404
    assert response.templates[0].name == "errors/404.html"
    assert "Not yet told" not in response.content.decode()


def test_nothing_tells_of_an_unpublished_page(client: Client, lanes: Any) -> None:
    lanes.unpublish()

    response = client.get(FRENCH)

    assert response.templates[0].name == "errors/404.html"
    assert "Lane numbers" not in response.content.decode()


def test_nothing_tells_of_a_restricted_page(client: Client, lanes: Any) -> None:
    restrict(lanes)

    response = client.get(FRENCH)

    assert response.templates[0].name == "errors/404.html"
    assert "Lane numbers" not in response.content.decode()


def test_nothing_tells_of_a_page_below_a_restricted_one(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    restrict(site_tree.case_index)

    response = client.get(FRENCH)

    assert response.templates[0].name == "errors/404.html"
    assert "Lane numbers" not in response.content.decode()


def test_not_even_a_person_who_may_see_it_is_told_of_a_restricted_page_here(
    client_of: Any, administrator: Any, lanes: Any
) -> None:
    restrict(lanes)

    assert client_of(administrator).get(FRENCH).templates[0].name == "errors/404.html"


def test_the_slug_of_a_draft_on_the_way_can_not_be_guessed(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    index = site_tree.case_indexes["fr"]
    index.slug = "etudes-secretes"
    index.save()
    index.unpublish()

    response = client.get("/fr/etudes-secretes/lane-numbers/")

    assert response.templates[0].name == "errors/404.html"


def test_a_restricted_translation_does_not_show_in_the_languages(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    restrict(site_tree.translated(lanes, "es", slug="numeros", title="Números"))

    response = client.get(FRENCH)

    assert [item["code"] for item in response.context["languages"]] == ["en"]
    assert client.get("/es/case-studies/lane-numbers/").status_code == 404


def test_an_unknown_address_answers_404_in_its_language(client: Client, site_tree: Any) -> None:
    response = client.get("/fr/nulle-part/")

    assert response.status_code == 404
    assert response.templates[0].name == "errors/404.html"
    assert response["Content-Language"] == "fr"


def test_an_endless_address_costs_no_more_than_a_short_one(
    client: Client, site_tree: Any, query_count: Any
) -> None:
    client.get("/fr/")
    with query_count() as short:
        client.get("/fr/case-studies/nulle-part/")
    with query_count() as endless:
        response = client.get("/fr/" + "case-studies/" * 60)

    assert response.status_code == 404
    assert len(endless) <= len(short)


def test_looking_in_other_languages_costs_few_queries(
    client: Client, lanes: Any, query_count: Any
) -> None:
    client.get("/en/nothing/")
    with query_count() as unprefixed:
        client.get("/nothing/")
    with query_count() as queries:
        client.get("/fr/case-studies/nothing/")

    assert len(queries) - len(unprefixed) <= 14


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_the_document_says_its_language_and_direction(
    client: Client, site_tree: Any, language: str, direction: str
) -> None:
    response = client.get(f"/{language}/case-studies/")

    assert f'<html lang="{language}" dir="{direction}"' in response.content.decode()


@pytest.mark.parametrize("wish", ["es", "ar", "de", "*"])
def test_the_address_wins_over_the_browsers_wish_and_over_cookies(
    client: Client, site_tree: Any, wish: str
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"

    response = client.get("/fr/case-studies/", headers={"accept-language": wish})

    assert response.status_code == 200
    assert response["Content-Language"] == "fr"
    assert '<html lang="fr"' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("wish", "address"),
    [
        ("ar", "/ar/"),
        ("fr-CA,fr;q=0.8,en;q=0.5", "/fr/"),
        ("de, es;q=0.7", "/es/"),
        ("de", "/en/"),
        ("*", "/en/"),
        ("", "/en/"),
        (";;q=--,,%00" * 40, "/en/"),
        ("es;q=0", "/en/"),
    ],
)
def test_only_the_bare_address_follows_the_browsers_wish(
    client: Client, site_tree: Any, wish: str, address: str
) -> None:
    response = client.get("/", headers={"accept-language": wish})

    assert response.status_code == 302
    assert response["Location"] == address
    assert "Accept-Language" in response["Vary"]


def test_the_bare_address_ignores_cookies(client: Client, site_tree: Any) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"

    assert client.get("/", headers={"accept-language": "ar"})["Location"] == "/ar/"


def test_the_bare_address_leads_to_a_language_that_has_a_home_page(
    client: Client, site_tree: Any
) -> None:
    site_tree.homes["fr"].unpublish()

    assert client.get("/", headers={"accept-language": "fr, ar"})["Location"] == "/ar/"


def test_an_address_without_language_is_answered_in_the_source_language(
    client: Client, site_tree: Any
) -> None:
    response = client.get("/nowhere/", headers={"accept-language": "fr"})

    assert response.status_code == 404
    assert response["Content-Language"] == "en"


def test_the_admin_follows_the_browsers_wish(client: Client, db: None) -> None:
    assert client.get("/admin/", headers={"accept-language": "fr"})["Content-Language"] == "fr"
