"""Folding: what is found alike."""

import pytest

from justcities.vocabulary.text import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("École", "ecole"),
        ("Medellín", "MEDELLIN"),
        ("أحياء", "احياء"),
        ("مدرسة", "مدرسه"),
        ("عمّان", "عمان"),
        ("l’eau", "l'eau"),
        ("œuvre", "oeuvre"),
        ("  two   words ", "two words"),
        ("São Paulo", "sao paulo"),
        ("Straße", "strasse"),
        ("ISTANBUL", "istanbul"),
    ],
)
def test_spellings_that_readers_take_for_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_twice_changes_nothing() -> None:
    assert fold(fold("Élan  Ærø İzmir")) == fold("Élan  Ærø İzmir")


def test_different_words_stay_different() -> None:
    assert fold("cote") != fold("cite")
