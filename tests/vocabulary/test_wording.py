"""What may be typed into a field of words."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from justcities.vocabulary.wording import Token, check_wording, token, tokens, write_token


def test_words_are_parted_by_commas_of_both_scripts_semicolons_and_lines() -> None:
    assert [t.text for t in tokens("water, heat؛ حر، ماء;\nroof,, ,")] == [
        "water",
        "heat",
        "حر",
        "ماء",
        "roof",
    ]


def test_a_completed_word_names_its_row() -> None:
    assert token("Tripoli (Lebanon) #17") == Token("Tripoli (Lebanon)", 17)


def test_a_number_alone_is_a_word() -> None:
    assert token("#17") == Token("#17", None)


@given(text=st.from_regex(r"\w[\w ,،;’-]{0,80}", fullmatch=True), pk=st.integers(1, 10**12))
def test_what_is_written_is_read_back_to_the_same_row(text: str, pk: int) -> None:
    assert [each.pk for each in tokens(write_token(text, pk))] == [pk]


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(each.text for each in tokens(text))


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a\x00b", "x > y", "left\u202eright"]
)
def test_markup_and_invisible_characters_are_refused(text: str) -> None:
    with pytest.raises(ValidationError) as error:
        check_wording(text)
    assert error.value.code == "not_plain"


def test_a_wording_of_121_characters_is_refused_and_120_are_taken() -> None:
    check_wording("x" * 120)
    with pytest.raises(ValidationError, match="121 characters") as error:
        check_wording("x" * 121)
    assert error.value.code == "too_long"
