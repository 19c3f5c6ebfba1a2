"""The glossary holds every concept; keywords only where the public may read them on a page."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from home.glossary import glossary
from justcities.vocabulary.schemes import Scheme
from tests.factories import (
    CaseStudyPageFactory,
    ConceptFactory,
    GlossaryPageFactory,
    KeywordFactory,
)

pytestmark = pytest.mark.django_db


def labels(key: str) -> list[str]:
    """Return the words of one scheme, in the order they are shown."""
    return [entry.label for scheme in glossary() if scheme.key == key for entry in scheme.entries]


def test_countries_stand_in_it_by_name(site_tree: Any) -> None:
    for name in ("Zambia", "Åland Islands", "Brazil"):
        ConceptFactory(scheme=Scheme.COUNTRY, labels={"en": name})

    assert labels("country") == ["Åland Islands", "Brazil", "Zambia"]


def test_keywords_of_drafts_and_restricted_pages_do_not(site_tree: Any) -> None:
    shown, drafted, closed = (
        KeywordFactory(labels={"en": name}) for name in ("lanes", "secret", "inner")
    )
    CaseStudyPageFactory(parent=site_tree.case_index, keywords=[shown])
    CaseStudyPageFactory(parent=site_tree.case_index, keywords=[drafted], live=False)
    page = CaseStudyPageFactory(parent=site_tree.case_index, keywords=[closed])
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert labels("keyword") == ["lanes"]


def test_names_without_a_definition_are_a_list_and_words_with_one_are_explained(
    site_tree: Any, client: Any
) -> None:
    ConceptFactory(scheme=Scheme.COUNTRY, labels={"en": "Brazil"}, notation="BR")
    ConceptFactory(
        scheme=Scheme.THEME, notation="heat", definitions={"en": "Days too hot to work."}
    )
    page = GlossaryPageFactory(parent=site_tree.home, slug="glossary")

    html = client.get(page.url).content.decode()

    assert '<li id="country-BR"><bdi>Brazil</bdi></li>' in html.replace(" >", ">")
    assert '<div id="theme-heat">' in html
    assert "Days too hot to work." in html
