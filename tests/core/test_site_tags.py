"""What the template tags of the site write, in each kind of language."""

import json
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.safestring import mark_safe
from django.utils.timezone import get_default_timezone
from django.utils.translation import override

from justcities.core.icons import ICONS, TURNING
from justcities.core.templatetags import site_tags


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icon_is_hidden_from_screen_readers_and_small_without_css(name):
    turns = " icon--turns" if name in TURNING else ""
    assert site_tags.icon(name) == (
        f'<svg class="icon{turns}" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">'
        f'<path d="{ICONS[name]}"/></svg>'
    )


def test_icon_outside_the_set_is_an_error():
    with pytest.raises(KeyError):
        site_tags.icon("rocket")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "4 March 2026"),
        ("fr", "4 mars 2026"),
        ("es", "4 de marzo de 2026"),
        ("ar", "4 مارس 2026"),
    ],
)
def test_day_is_written_as_the_language_does(language, written):
    with override(language):
        assert site_tags.cldr_date(date(2026, 3, 4)) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "14–15 July 2027"),
        ("fr", "14–15 juillet 2027"),
        ("es", "14–15 de julio de 2027"),
        ("ar", "14–15 يوليو 2027"),
    ],
)
def test_days_of_one_month_are_written_with_their_month_once(language, written):
    with override(language):
        assert site_tags.days_until(date(2027, 7, 14), date(2027, 7, 15)) == written


@pytest.mark.parametrize("end", [date(2027, 7, 20), date(2027, 8, 20), date(2028, 7, 21)])
def test_other_days_are_not_written_as_days_of_one_month(end):
    with override("en"):
        assert site_tags.days_until(date(2027, 7, 20), end) == ""


def test_moment_is_written_as_its_local_day():
    moment = datetime(2026, 3, 4, 12, tzinfo=get_default_timezone())
    with override("en"):
        assert site_tags.cldr_date(moment) == "4 March 2026"


def test_no_day_is_written_as_nothing():
    assert site_tags.cldr_date(None) == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2018-08", "August 2018"),
        ("2018", "2018"),
        ("2018-13", "2018-13"),
        ("soon", "soon"),
        ("", ""),
        (None, ""),
    ],
)
def test_partial_date_names_the_month_or_stays_as_it_is(value, written):
    with override("en"):
        assert site_tags.partial_date(value) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "6,140"), ("fr", "6\u202f140"), ("es", "6.140"), ("ar", "6,140")],
)
def test_number_is_grouped_as_the_language_does(language, written):
    with override(language):
        assert site_tags.number(6140) == written


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_number_is_written_as_nothing(nothing):
    assert site_tags.number(nothing) == ""


def test_fraction_keeps_its_digits():
    with override("fr"):
        assert site_tags.number(Decimal("9.4")) == "9,4"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "a, b and c"), ("fr", "a, b et c"), ("es", "a, b y c"), ("ar", "a وb وc")],
)
def test_list_is_joined_as_the_language_does(language, written):
    with override(language):
        assert site_tags.list_of(["a", "b", "c"]) == written


@pytest.mark.parametrize("nothing", [None, []])
def test_empty_list_is_written_as_nothing(nothing):
    assert site_tags.list_of(nothing) == ""


def test_list_escapes_its_words_but_not_safe_ones():
    with override("en"):
        assert site_tags.list_of(["<b>", mark_safe("<i>x</i>")]) == "&lt;b&gt; and <i>x</i>"


def test_labels_in_a_row_are_escaped():
    with override("en"):
        assert site_tags.commas(["Women", "<b>"]) == "Women, &lt;b&gt;"


def test_no_labels_are_written_as_nothing():
    assert site_tags.commas(None) == ""


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("ar", 'lang="ar" dir="rtl"'),
        ("fr", 'lang="fr" dir="ltr"'),
        ("", 'dir="auto"'),
        ('"><b', 'lang="&quot;&gt;&lt;b" dir="ltr"'),
    ],
)
def test_language_of_a_fragment_is_said_with_its_direction(code, written):
    assert site_tags.lang_attrs(code) == written


def test_language_of_the_page_is_the_active_one():
    with override("ar"):
        assert site_tags.lang_attrs() == 'lang="ar" dir="rtl"'


@pytest.mark.parametrize(
    ("code", "written"), [("ar", ""), ("", ""), (None, ""), ("en", 'lang="en" dir="ltr"')]
)
def test_language_is_said_only_where_it_differs(code, written):
    with override("ar"):
        assert site_tags.lang_attrs_if_other(code) == written


def test_language_has_a_name_here_and_a_name_of_its_own():
    with override("en"):
        assert (site_tags.language_name("fr"), site_tags.language_own_name("fr")) == (
            "French",
            "Français",
        )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Tried, and *what it changed*.", "Tried, and <em>what it changed</em>."),
        ("*<b>*", "<em>&lt;b&gt;</em>"),
        ("2 * 3", "2 * 3"),
        (None, ""),
    ],
)
def test_words_between_stars_are_emphasised_and_all_is_escaped(value, written):
    assert site_tags.starred(value) == written


@pytest.mark.parametrize(("value", "long"), [("6,140", False), ("23 minutes", True)])
def test_figure_of_several_words_is_long(value, long):
    assert site_tags.is_long_figure(value) is long


def test_marks_stand_in_the_order_of_their_numbers_then_labels():
    marks = [
        SimpleNamespace(number=number, label=label)
        for number, label in [(None, "b"), (2, "z"), (None, "a"), (1, "y")]
    ]
    assert [mark.label for mark in site_tags.by_number(marks)] == ["y", "z", "a", "b"]


def test_json_ld_can_not_be_ended_from_within():
    told = {"name": "</script><b>&amp;", "inLanguage": "ar"}
    written = site_tags.json_ld(SimpleNamespace(json_ld=lambda: told))
    start, end = '<script type="application/ld+json">', "</script>"
    content = written.removeprefix(start).removesuffix(end)
    assert (json.loads(content), "<" in content, ">" in content, "&" in content) == (
        told,
        False,
        False,
        False,
    )


def test_meta_tags_stand_in_order_and_are_escaped():
    pairs = [("citation_title", 'Doors "and" names'), ("citation_author", "A & B")]
    assert site_tags.meta_tags(pairs) == (
        '<meta name="citation_title" content="Doors &quot;and&quot; names">\n'
        '<meta name="citation_author" content="A &amp; B">'
    )


def test_no_meta_tags_are_written_as_nothing():
    assert site_tags.meta_tags(None) == ""
