"""The template check finds what the Content Security Policy would block, and nothing else."""

import pytest

from tools.check_templates import problems


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>a { color: red }</style>",
        '<p style="color: red">x</p>',
        '<p{% if x %} style="color: {{ y }}"{% endif %}>x</p>',
        '<button onclick="go()">x</button>',
        '<a href=" JavaScript:go()">x</a>',
        '<form hx-on:submit="go()"></form>',
    ],
)
def test_what_would_be_blocked_is_found(html):
    assert len(problems(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<script src="{% static "js/htmx.min.js" %}" defer></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
        "{# <p style='color: red'> #}<p class='a'>x</p>",
        "{% comment %}<script>go()</script>{% endcomment %}",
        "<p>on style</p>",
    ],
)
def test_what_would_pass_passes(html):
    assert problems(html) == []
