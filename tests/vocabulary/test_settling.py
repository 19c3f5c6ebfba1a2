"""A concept that changes its list stands in the right place on pages, drafts and in filters."""

from typing import Any

import pytest

from casestudies.facets import index_for
from casestudies.models import CaseStudyPage
from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.services import merge, promote
from tests.factories import CaseStudyPageFactory, ConceptFactory, KeywordFactory

pytestmark = pytest.mark.django_db


def case(site_tree: Any, *concepts: Concept, tags: tuple[Concept, ...] = ()) -> CaseStudyPage:
    page = CaseStudyPageFactory(parent=site_tree.case_index, concepts=list(concepts))
    page.tags.set(list(tags))
    page.save()
    return CaseStudyPage.objects.get(pk=page.pk)


def held(page: CaseStudyPage) -> tuple[list[Concept], list[Concept]]:
    """Return the coded facts and the keywords of a page."""
    return [link.concept for link in page.concept_links.all()], list(page.tags.all())


def stored(page: CaseStudyPage) -> tuple[list[Concept], list[Concept]]:
    return held(CaseStudyPage.objects.get(pk=page.pk))


def keyword(**fields: Any) -> Concept:
    return KeywordFactory(notation="", **fields)


def test_a_promoted_keyword_becomes_a_coded_fact_of_the_pages_that_had_it(
    site_tree: Any, editor: Any
) -> None:
    theme, word, other = ConceptFactory(), keyword(), keyword(slug="other")
    page = case(site_tree, theme, tags=(word, other))
    promote(word, Scheme.THEME, "latrines", None, editor)
    assert stored(page) == ([theme, word], [other])
    assert list(page.concept_links.values_list("sort_order", flat=True)) == [0, 1]


def test_drafts_and_older_revisions_follow(site_tree: Any, editor: Any) -> None:
    theme, word = ConceptFactory(), keyword()
    page = case(site_tree, theme)
    page.tags.add(word)
    revision = page.save_revision()
    promote(word, Scheme.THEME, "latrines", None, editor)
    draft = revision.as_object()
    assert held(draft) == ([theme, word], [])
    assert stored(page) == ([theme], [])
    draft.save_revision().publish()
    assert stored(page) == ([theme, word], [])


def test_translations_follow(site_tree: Any, editor: Any) -> None:
    word = keyword()
    page = case(site_tree, tags=(word,))
    french = site_tree.translated(page, "fr", title="Ruelles", slug="ruelles")
    promote(word, Scheme.THEME, "latrines", None, editor)
    assert stored(french) == ([word], [])
    assert held(french.get_latest_revision_as_object()) == ([word], [])


def test_the_filter_of_the_new_list_counts_it_and_that_of_keywords_does_not(
    site_tree: Any, editor: Any
) -> None:
    word = keyword()
    case(site_tree, tags=(word,))
    assert index_for("en").values["tag"][word.key].bit_count() == 1
    promote(word, Scheme.THEME, "latrines", None, editor)
    values = index_for("en").values
    assert values["theme"]["latrines"].bit_count() == 1
    assert values.get("tag", {}) == {}


def test_the_form_shows_it_in_the_field_of_its_list(
    site_tree: Any, editor: Any, client_of: Any, administrator: Any
) -> None:
    word = keyword()
    page = case(site_tree, tags=(word,))
    promote(word, Scheme.THEME, "latrines", None, editor)
    form = client_of(administrator).get(f"/admin/pages/{page.pk}/edit/").context["form"]
    assert form.initial["concepts_theme"] == [word]
    assert list(form.initial["tags"]) == []
    assert form["tags"].help_text == (
        "Words for what no list has. Type, then choose a word that is known or add a new one."
    )


def test_a_keyword_of_a_list_that_pages_have_no_field_for_stays_a_keyword(
    site_tree: Any, editor: Any
) -> None:
    word = keyword()
    page = case(site_tree, tags=(word,))
    revision = page.save_revision()
    promote(word, Scheme.RESOURCE_TYPE, "leaflet", None, editor)
    assert stored(page) == ([], [word])
    assert held(revision.as_object()) == ([], [word])


def test_a_page_that_has_the_theme_already_keeps_one(site_tree: Any, editor: Any) -> None:
    theme, word = ConceptFactory(), keyword()
    page = case(site_tree, theme, tags=(word,))
    revision = page.save_revision()
    merge(word, theme, editor)
    assert stored(page) == ([theme], [])
    assert held(revision.as_object()) == ([theme], [])


def test_a_theme_merged_into_a_keyword_becomes_a_keyword(site_tree: Any, editor: Any) -> None:
    theme, word = ConceptFactory(), keyword()
    page = case(site_tree, theme)
    revision = page.save_revision()
    merge(theme, word, editor)
    assert stored(page) == ([], [word])
    assert held(revision.as_object()) == ([], [word])
