"""Finding concepts by any word of any language."""

import pytest

from justcities.vocabulary.models import Definition
from justcities.vocabulary.queries import find_by_label, labels_for, suggest
from justcities.vocabulary.schemes import Scheme
from tests.factories import ConceptFactory, KeywordFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def settlements():
    concept = ConceptFactory(
        scheme=Scheme.POPULATION_GROUP,
        notation="informal-settlers",
        labels={"en": "Informal settlements", "fr": "Quartiers informels", "ar": "أحياء غير رسمية"},
        alternatives={"pt": ["Favela"]},
        avoid={"en": ["Slum"]},
    )
    Definition.objects.create(
        concept=concept, language="en", note="We say informal settlement: a place, not a verdict."
    )
    return concept


@pytest.mark.parametrize("typed", ["informal", "QUARTIERS", "احياء", "favela", "settle", "slum"])
def test_any_wording_of_any_language_finds_a_concept(settlements, typed: str) -> None:
    assert [each.pk for each in suggest(typed)] == [settlements.pk]


def test_a_word_to_avoid_finds_and_says_what_we_say_instead(settlements) -> None:
    (found,) = suggest("slum")
    assert (found.label, found.found_by, found.avoid) == ("Informal settlements", "Slum", True)
    assert found.note == "We say informal settlement: a place, not a verdict."


def test_a_suggestion_is_in_the_readers_language_and_says_which_word_fitted(settlements) -> None:
    (found,) = suggest("favela", language="fr")
    assert (found.label, found.lang, found.found_by) == ("Quartiers informels", "fr", "Favela")


def test_a_label_missing_in_the_readers_language_is_marked_as_english(settlements) -> None:
    (found,) = suggest("slum", language="es")
    assert (found.label, found.lang) == ("Informal settlements", "en")


def test_suggestions_stay_in_the_scheme(settlements) -> None:
    KeywordFactory(labels={"en": "Informal markets"}, notation="")
    assert [each.label for each in suggest("informal", Scheme.KEYWORD)] == ["Informal markets"]


def test_wordings_that_begin_so_come_before_those_that_hold_it() -> None:
    for name in ("Rainwater", "Water", "Waterways", "Clean water"):
        ConceptFactory(labels={"en": name})
    assert [each.label for each in suggest("water")] == [
        "Water",
        "Waterways",
        "Clean water",
        "Rainwater",
    ]


def test_an_empty_text_offers_the_first_concepts_of_the_scheme_in_order() -> None:
    second = ConceptFactory(labels={"en": "A"}, sort_order=2)
    first = ConceptFactory(labels={"en": "B"}, sort_order=1)
    assert [each.pk for each in suggest("", Scheme.THEME)] == [first.pk, second.pk]
    assert suggest("") == []


def test_a_concept_is_suggested_once_and_no_more_than_asked() -> None:
    for number in range(15):
        ConceptFactory(
            labels={"en": f"Street {number:02}"}, alternatives={"en": [f"Street no. {number}"]}
        )
    found = suggest("street", limit=5)
    assert len({each.pk for each in found}) == len(found) == 5


def test_merged_concepts_are_not_suggested(settlements) -> None:
    settlements.replaced_by = ConceptFactory()
    settlements.save()
    assert suggest("slum") == []
    assert find_by_label("slum") == []


@pytest.mark.parametrize("hostile", ['"', "%", "_", "'", "\\", "<b>", "\x00", "x" * 500, "*" * 9])
def test_hostile_text_finds_nothing_and_breaks_nothing(settlements, hostile: str) -> None:
    assert suggest(hostile) == []


def test_suggesting_is_three_queries_at_most(settlements, django_assert_max_num_queries) -> None:
    for number in range(30):
        ConceptFactory(labels={"en": f"Slum {number}"}, avoid={"en": [f"Slums {number}"]})
    suggest("warm the words")
    with django_assert_max_num_queries(3):
        assert len(suggest("slum")) == 12


def test_a_label_finds_keywords_before_other_concepts() -> None:
    theme = ConceptFactory(labels={"en": "Heat"})
    keyword = KeywordFactory(labels={"fr": "heat"}, notation="")
    assert find_by_label("HEAT") == [keyword, theme]


def test_labels_for_many_concepts_cost_no_query_of_their_own(
    settlements, django_assert_num_queries
) -> None:
    others = [ConceptFactory().pk for _number in range(5)]
    labels_for([settlements.pk], "ar")
    with django_assert_num_queries(1):  # the version of the words kept in memory
        labels = labels_for([settlements.pk, *others], "ar")
    assert labels[settlements.pk] == ("أحياء غير رسمية", "ar")
    assert len(labels) == 6
