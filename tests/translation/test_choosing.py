"""A translator meets no title of a page that is none of their business, in choosers and search."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from casestudies.models import CaseStudyPage
from justcities.accounts.roles import sync_roles
from tests.factories import CaseStudyPageFactory, UserFactory

SECRETS = ["Sealed draft", "Sealed restricted", "Sealed Spanish draft"]
OWN = ["Sealed French draft"]
PUBLIC = ["Sealed and public"]


@pytest.fixture
def pages(site_tree: Any) -> dict[str, Any]:
    """Five pages that a search for “sealed” finds; three of them could leak."""

    def made(title: str, language: str, live: bool) -> Any:
        return CaseStudyPageFactory(
            parent=site_tree.case_indexes[language],
            locale=site_tree.homes[language].locale,
            title=title,
            live=live,
        )

    found = {
        "Sealed draft": made("Sealed draft", "en", live=False),
        "Sealed restricted": made("Sealed restricted", "en", live=True),
        "Sealed Spanish draft": made("Sealed Spanish draft", "es", live=False),
        "Sealed French draft": made("Sealed French draft", "fr", live=False),
        "Sealed and public": made("Sealed and public", "en", live=True),
    }
    PageViewRestriction.objects.create(page=found["Sealed restricted"], restriction_type="login")
    return found


@pytest.fixture
def french_translator(pages: Any, client_of: Any) -> Client:
    sync_roles()
    group = Group.objects.get(name="Translator: fr")
    return client_of(UserFactory(name="Fatou", groups=[group]))


def titles(response: Any, pages: dict[str, Any]) -> list[str]:
    text = response.content.decode()
    return [title for title in pages if title in text]


ADDRESSES = {
    "search of the chooser": ("/admin/choose-page/search/?q=sealed", [*OWN, *PUBLIC]),
    "search of the admin": ("/admin/pages/search/?q=sealed", OWN),
    "its results": ("/admin/pages/search/results/?q=sealed", OWN),
    "interface for programs": ("/admin/api/main/pages/?search=sealed", OWN),
}


@pytest.mark.parametrize("door", ADDRESSES)
def test_a_translator_finds_their_own_pages_and_public_ones(
    french_translator: Client, pages: Any, door: str
) -> None:
    address, expected = ADDRESSES[door]
    assert titles(french_translator.get(address), pages) == expected


def test_an_administrator_finds_all(client_of: Any, administrator: Any, pages: Any) -> None:
    client = client_of(administrator)
    for address, _expected in ADDRESSES.values():
        assert titles(client.get(address), pages) == list(pages)


@pytest.mark.parametrize(
    ("language", "expected"), [("en", PUBLIC), ("es", []), ("fr", OWN)], ids=["en", "es", "fr"]
)
def test_a_translator_browses_public_pages_and_their_own(
    french_translator: Client, site_tree: Any, pages: Any, language: str, expected: list[str]
) -> None:
    parent = site_tree.case_indexes[language]
    for address in (f"/admin/choose-page/{parent.pk}/", f"/admin/pages/{parent.pk}/"):
        response = french_translator.get(address)
        if address.startswith("/admin/pages/") and language != "fr":
            assert titles(response, pages) == []
        else:
            assert titles(response, pages) == expected


def test_no_title_is_told_for_a_number(french_translator: Client, pages: Any) -> None:
    answers = {}
    for title, page in pages.items():
        browse = french_translator.get(f"/admin/choose-page/{page.pk}/")
        chosen = french_translator.get(f"/admin/choose-page/chosen-multiple/?id={page.pk}")
        answers[title] = (browse.status_code, chosen.status_code)
    assert answers == dict.fromkeys(SECRETS, (404, 404)) | dict.fromkeys(
        [*OWN, *PUBLIC], (200, 200)
    )


def test_a_chooser_of_one_kind_starts_below_no_page_that_is_none_of_theirs(
    french_translator: Client, site_tree: Any, pages: Any
) -> None:
    CaseStudyPage.objects.exclude(pk=pages["Sealed draft"].pk).delete()
    site_tree.case_index.title = "Sealed list"
    site_tree.case_index.live = False
    site_tree.case_index.save()

    response = french_translator.get("/admin/choose-page/?page_type=casestudies.CaseStudyPage")

    assert (response.status_code, "Sealed" in response.content.decode()) == (200, False)


def test_choosers_are_for_people_who_may_enter_the_admin(
    client_of: Any, member: Any, pages: Any
) -> None:
    for client in (client_of(None), client_of(member)):
        for address in ("/admin/choose-page/", "/admin/choose-page/chosen-multiple/?id=1"):
            assert client.get(address).status_code == 302
