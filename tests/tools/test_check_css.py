"""The style sheet check finds what it is for, and nothing else."""

import pytest

from tools.check_css import problems


@pytest.mark.parametrize(
    "css",
    [
        ".a { margin-left: 1px; }",
        ".a { right: 0; }",
        ".a { border-top-right-radius: 2px; }",
        ".a { text-align: left; }",
        "@media (min-width: 1px) { .a { float: right; } }",
        "@layer base { .a { margin: 0; } }",
        ".a { color: var(--ink); }",
        ".a { color: black; } .b { color: var(--ink); }",
        ".a { color: var(--ink); color: black; }",
    ],
)
def test_bad_rule_is_found_once(css):
    assert len(problems(css)) == 1


@pytest.mark.parametrize(
    "css",
    [
        ".a { margin-inline-start: 1px; inset-inline-end: 0; text-align: start; }",
        ".a { color: black; color: var(--ink); }",
        ":root { --ink: #1c1917; --paper: var(--ink); }",
        "/* left and right */ .a { content: 'left'; }",
        ".left-over { color: red; }",
        ".a { background: url(\"data:image/svg+xml;utf8,<svg style='left:0'/>\"); }",
        "@supports (color: var(--a)) { .a { color: var(--ink); } }",
    ],
)
def test_good_rule_passes(css):
    assert problems(css) == []


def test_problem_names_its_line():
    assert problems(".a {\n  color: red;\n  left: 0;\n}")[0][0] == 3
