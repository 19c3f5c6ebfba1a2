"""Related case studies share something with this one, say what, and are open to the reader."""

from typing import Any

from wagtail.models import PageViewRestriction

from casestudies.queries import for_page
from casestudies.related import related
from justcities.vocabulary.schemes import Scheme
from tests.factories import CaseStudyPageFactory, ConceptFactory


def concept(scheme: str, notation: str) -> Any:
    return ConceptFactory(scheme=scheme, notation=notation)


def names(page: Any, user: Any = None, language: str = "en") -> list[str]:
    return [item.case.title for item in related(for_page(page.pk), language, user)]


def test_the_closest_comes_first_and_says_why(site_tree: Any) -> None:
    heat, water = concept(Scheme.THEME, "heat"), concept(Scheme.THEME, "water")
    women = concept(Scheme.POPULATION_GROUP, "women")
    make = lambda title, *concepts: CaseStudyPageFactory(  # noqa: E731
        parent=site_tree.case_index, title=title, concepts=list(concepts)
    )
    page = make("This one", heat, women)
    make("Theme only", heat)
    make("Theme and people", heat, women)
    make("People only", women)
    make("Nothing shared", water)

    found = related(for_page(page.pk), "en", None)

    assert [item.case.title for item in found] == ["Theme and people", "Theme only", "People only"]
    assert [item.reason for item in found] == [
        "Same theme: heat. Same people: women.",
        "Same theme: heat.",
        "Same people: women.",
    ]


def test_a_restricted_case_study_is_related_for_those_only_who_may_see_it(
    site_tree: Any, member: Any
) -> None:
    heat = concept(Scheme.THEME, "heat")
    page = CaseStudyPageFactory(parent=site_tree.case_index, concepts=[heat])
    secret = CaseStudyPageFactory(parent=site_tree.case_index, title="Hidden", concepts=[heat])
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)

    assert names(page) == []
    assert names(page, member) == ["Hidden"]


def test_related_ones_are_in_the_language_asked_for(site_tree: Any) -> None:
    heat = concept(Scheme.THEME, "heat")
    page = CaseStudyPageFactory(parent=site_tree.case_index, concepts=[heat])
    other = CaseStudyPageFactory(parent=site_tree.case_index, title="Heat", concepts=[heat])
    site_tree.translated(other, "fr", title="Chaleur")

    assert names(page, language="fr") == ["Chaleur"]
    assert names(page, language="es") == []
