"""The coded facts are told in every language, and say which language their words are in."""

from typing import Any

from django.test import Client
from django.utils import translation

from casestudies.choices import Precision
from casestudies.facts import facts, first_facts
from casestudies.queries import for_page
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.services import promote
from tests.factories import CaseStudyPageFactory, ConceptFactory, KeywordFactory


def test_facts_speak_the_asked_language_and_mark_what_does_not(site_tree: Any) -> None:
    heat = ConceptFactory(
        scheme=Scheme.THEME, notation="heat", labels={"en": "Heat", "fr": "Chaleur"}
    )
    women = ConceptFactory(scheme=Scheme.POPULATION_GROUP, notation="w", labels={"en": "Women"})
    page = CaseStudyPageFactory(
        parent=site_tree.case_index, concepts=[heat, women], place_note="By the river"
    )

    with translation.override("fr"):
        told = {fact.key: fact for fact in facts(for_page(page.pk), "/fr/etudes/")}

    theme, people, place = (told[key].values[0] for key in ("theme", "group", "place"))
    assert (theme.label, theme.lang, theme.url) == ("Chaleur", "", "/fr/etudes/?theme=heat")
    assert (people.label, people.lang) == ("Women", "en")
    assert (place.note, place.note_lang) == ("By the river", "en")


def test_a_fact_without_a_value_is_left_out(site_tree: Any) -> None:
    page = CaseStudyPageFactory(parent=site_tree.case_index, cost_band="", start="")

    keys = [fact.key for fact in facts(for_page(page.pk))]

    assert "cost" not in keys
    assert "time" not in keys


def test_where_for_whom_cost_how_long_and_status_come_first(site_tree: Any) -> None:
    group = ConceptFactory(scheme=Scheme.POPULATION_GROUP)
    page = CaseStudyPageFactory(parent=site_tree.case_index, concepts=[group])

    first = first_facts(facts(for_page(page.pk)))

    assert [fact.key for fact in first] == ["place", "group", "cost", "time", "status"]


def test_the_page_can_be_taken_by_reference_managers(site_tree: Any, client: Client) -> None:
    page = CaseStudyPageFactory(parent=site_tree.case_index, title="An address", edition=2027)

    html = client.get(page.url).content.decode()

    assert '<meta name="citation_title" content="An address">' in html
    assert '<meta name="citation_author" content="Doorway Freetown">' in html
    assert '<meta name="citation_language" content="en">' in html
    assert f"Doorway Freetown (2027). An address. Just Cities. {page.full_url}" in html


def test_a_keyword_promoted_into_a_list_is_found_in_that_list(
    site_tree: Any, client: Client
) -> None:
    keyword = KeywordFactory(notation="", slug="shade", labels={"en": "Shade"})
    CaseStudyPageFactory(parent=site_tree.case_index, title="Trees", keywords=[keyword])
    keyword.scheme, keyword.notation = Scheme.THEME, "shade"
    keyword.save()

    listing = client.get("/en/case-studies/?theme=shade").context["listing"]

    assert [case.title for case in listing.cases] == ["Trees"]


def test_a_place_shown_by_region_only_tells_no_note(site_tree: Any, client: Client) -> None:
    shown = {}
    for precision in Precision.values:
        page = CaseStudyPageFactory(
            parent=site_tree.case_index, precision=precision, place_note="Behind the old mill"
        )
        shown[precision] = "Behind the old mill" in client.get(page.url).content.decode()

    assert shown == {"exact": True, "near": True, "region": False}


def test_a_promoted_keyword_leads_to_the_filter_of_its_list(site_tree: Any, editor: Any) -> None:
    promoted = KeywordFactory(notation="", slug="shade", labels={"en": "Shade"})
    kept = KeywordFactory(notation="", slug="trees", labels={"en": "Trees"})
    page = CaseStudyPageFactory(parent=site_tree.case_index, keywords=[promoted, kept])
    promote(promoted, Scheme.THEME, "cool-shade", None, editor)

    told = {fact.key: fact for fact in facts(for_page(page.pk), "/en/cases/")}

    assert [value.url for value in told["tag"].values] == ["/en/cases/?tag=trees"]
    # The first is the theme that every case study of the factory has.
    assert [value.url for value in told["theme"].values][1:] == ["/en/cases/?theme=cool-shade"]
