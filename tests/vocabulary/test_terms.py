"""Finding concepts in running text."""

import pytest

from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.terms import terms_in
from tests.factories import ConceptFactory, KeywordFactory

pytestmark = pytest.mark.django_db


def defined(label: str, **more):
    return ConceptFactory(labels={"en": label}, definitions={"en": "Told."}, **more)


def found(text: str, language: str = "en") -> list:
    return [term.concept for term in terms_in(text, language)]


def test_concepts_are_found_in_the_order_of_their_first_use_once() -> None:
    heat, roofs = defined("Heat"), defined("Cool roofs")
    assert found("Cool  roofs against HEAT; heat again.") == [roofs, heat]


def test_only_whole_words_are_found() -> None:
    defined("Heat")
    assert found("Theatre, heater, preheat.") == []


def test_the_longest_wording_wins_at_each_place() -> None:
    markets, street = defined("Markets"), defined("Street markets")
    assert found("They run street markets.") == [street]
    assert found("Street markets, and other markets.") == [street, markets]


def test_words_with_a_stop_between_them_are_no_wording() -> None:
    defined("Street markets")
    assert found("Down the street. Markets open at six. Street, markets.") == []


def test_further_words_find_and_words_to_avoid_do_not() -> None:
    heat = defined("Heat", alternatives={"en": ["Hot spell"]}, avoid={"en": ["Scorcher"]})
    assert found("A hot-spell.") == [heat]
    assert found("A scorcher.") == []


def test_a_single_word_that_is_only_also_used_is_not_found() -> None:
    defined("Livelihoods", alternatives={"en": ["Work", "Making a living"]})
    assert found("Their work went on.") == []
    assert len(found("Making a living went on.")) == 1


def test_what_has_no_definition_in_the_language_is_not_found() -> None:
    concept = ConceptFactory(
        labels={"en": "Heat", "ar": "موجة حر", "fr": "Chaleur"}, definitions={"ar": "…"}
    )
    assert found("Heat") == []
    assert found("chaleur", "fr") == []
    assert found("في موجة حر شديدة", "ar") == [concept]


def test_places_keywords_and_very_short_words_are_not_found() -> None:
    defined("Kenya", scheme=Scheme.COUNTRY)
    defined("NGO")
    KeywordFactory(notation="", labels={"en": "Roofs"}, definitions={"en": "Told."})
    assert found("Roofs in Kenya by an NGO") == []


def test_the_pattern_of_a_term_finds_its_first_use() -> None:
    defined("Cool roofs")
    text = "We paint cool roofs."
    (term,) = terms_in(text, "en")
    assert term.pattern.search(text).group() == "cool roofs"


def test_what_is_kept_in_memory_follows_a_change(django_assert_num_queries) -> None:
    concept = defined("Heat")
    found("Heat")
    with django_assert_num_queries(1):  # the version
        found("Heat")
    concept.labels.update(text="Warmth")
    concept.save()
    assert found("Heat") == []
    assert found("Warmth") == [concept]
