"""The plain values before each var() are the tokens' own."""

from tools import css_fallbacks

KNOWN = {"--ink": "#111", "--gap": "1rem", "--edge": "2px"}


def test_style_sheets_are_in_step_with_the_tokens():
    known = css_fallbacks.tokens()
    behind = [
        path.name
        for path in css_fallbacks.files()
        if css_fallbacks.with_fallbacks(path.read_text(), known) != path.read_text()
    ]
    assert behind == []


def test_dark_theme_is_the_same_by_wish_and_by_choice():
    by_wish, by_choice = css_fallbacks.dark_sets()
    assert by_wish == by_choice


def test_plain_value_is_written_before_each_var():
    assert css_fallbacks.with_fallbacks("p { color: var(--ink); margin: 0; }", KNOWN) == (
        "p {\n  color: #111;\n  color: var(--ink);\n  margin: 0;\n}"
    )


def test_outdated_plain_value_is_replaced():
    source = "p {\n  color: #222;\n  color: var(--ink);\n}"
    assert css_fallbacks.with_fallbacks(source, KNOWN) == (
        "p {\n  color: #111;\n  color: var(--ink);\n}"
    )


def test_rule_inside_a_condition_keeps_its_indent():
    source = "@media print {\n  p { color: var(--ink); }\n}"
    assert css_fallbacks.with_fallbacks(source, KNOWN) == (
        "@media print {\n  p {\n    color: #111;\n    color: var(--ink);\n  }\n}"
    )


def test_custom_property_needs_no_plain_value():
    source = "p { --focus: var(--ink); }"
    assert "#111" not in css_fallbacks.with_fallbacks(source, KNOWN)


def test_fluid_value_becomes_its_smallest():
    assert css_fallbacks.plain("calc(var(--gap) + clamp(1rem, 2vw, 3rem))", KNOWN) == (
        "calc(1rem + 1rem)"
    )
