"""The page that shows each component in both directions and both themes; only where DEBUG is on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from home.styleguide_samples import samples
from justcities.core.languages import direction

LANGUAGES = ("en", "ar")
THEMES = ("light", "dark")
FOLDER = "styleguide/specimens"
# Each has a swatch of the same name in css/styleguide.css: style attributes are forbidden.
COLOURS = (
    "paper",
    "paper-sunk",
    "paper-raised",
    "ink",
    "ink-2",
    "ink-3",
    "line",
    "line-control",
    "act",
    "act-strong",
    "act-soft",
    "change",
    "change-mark",
    "change-soft",
    "mark",
    "warn",
    "warn-soft",
    "stop",
    "stop-soft",
    "band",
    "map-land",
)


@dataclass
class Pane:
    """One specimen in one language and theme."""

    language: str
    direction: str
    theme: str
    html: SafeString


@dataclass
class Specimen:
    """One component in all its panes."""

    name: str
    panes: list[Pane]


class SampleForm(forms.Form):
    """Two fields, the second of them wrong."""

    city = forms.CharField(help_text="The city you work in.")
    people = forms.CharField(max_length=3)


def names() -> list[str]:
    """Return the names of all specimens: one template each, in the order of their names."""
    folder = Path(settings.SITE) / "templates" / FOLDER
    return sorted(path.stem for path in folder.glob("*.html"))


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    specimens = [
        Specimen(
            name=name.partition("-")[2].replace("-", " ").capitalize(),
            panes=[_pane(name, language, theme) for language in LANGUAGES for theme in THEMES],
        )
        for name in names()
    ]
    context = {"specimens": specimens, "colours": COLOURS}
    return render(request, "styleguide/index.html", context)


def _pane(name: str, language: str, theme: str) -> Pane:
    prefix = f"{language}-{theme}"
    context: dict[str, Any] = {
        **samples(language),
        "form": SampleForm({"city": "Freetown", "people": "many"}, auto_id=f"{prefix}-%s"),
        "prefix": prefix,
    }
    with override(language):
        html = render_to_string(f"{FOLDER}/{name}.html", context)
    return Pane(language, direction(language), theme, html)
