"""The concept picker: one form widget for concepts, keywords and cities.

Without JavaScript each is a plain control of HTML: a list to choose from, or a text field. With it,
``concept-picker.js`` lays a combobox with chips over that control and writes into it, so what is
sent is the same.
"""

import json
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from justcities.core.languages import direction
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.queries import labels_for
from justcities.vocabulary.wording import write_token


class PickerMixin:
    """Tells ``concept-picker.js`` where to ask and what to say.

    Attributes:
        scheme: the scheme that completion stays in; empty for all.
        free: whether a word that is not known may be added.
        single: whether only one may be chosen.
        source: the name of the view that completes.
    """

    scheme = ""
    free = False
    single = False
    source = "vocabulary:suggest"

    class Media:
        # A module, so that its names are its own among the admin's scripts.
        js = [forms.Script("js/admin/concept-picker.js", type="module")]
        css = {"all": ["css/admin/concept-picker.css"]}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the script reads."""
        context = super().get_context(name, value, attrs)  # type: ignore[misc]
        address = reverse(self.source)
        context["widget"]["attrs"].update(
            {
                "data-concept-picker": f"{address}?scheme={self.scheme}"
                if self.scheme
                else f"{address}?",
                "data-words": json.dumps(
                    {
                        "add": _("Add “%s” as a new keyword"),
                        "remove": _("Remove %s"),
                        "removed": _("%s removed"),
                        "added": _("%s added"),
                        "prompt": _("Type to search"),
                        "chosen": _("Chosen"),
                    }
                ),
            }
        )
        if self.free:
            context["widget"]["attrs"]["data-free"] = "1"
        if self.single:
            context["widget"]["attrs"]["data-single"] = "1"
        return context


class ConceptPicker(PickerMixin, forms.SelectMultiple):
    """Chooses any number of concepts of one scheme."""


class SingleConceptPicker(PickerMixin, forms.Select):
    """Chooses one concept of one scheme, or none."""

    single = True


class TextPicker(PickerMixin, forms.TextInput):
    """A text field that completes. Its words are read by ``wording.tokens``."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Let the browser cut nothing, and complete nothing of its own."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        context["widget"]["attrs"]["autocomplete"] = "off"
        return context


class KeywordPicker(TextPicker):
    """Chooses keywords, or makes new ones: words with commas between them."""

    scheme = "keyword"
    free = True

    def format_value(self, value: Any) -> str:
        """Write concepts as words; what was typed and refused comes back as it was."""
        if value is None or isinstance(value, str):
            return value or ""
        labels = labels_for([concept.pk for concept in value])
        return ", ".join(
            write_token(labels.get(concept.pk, (concept.name, ""))[0], concept.pk)
            for concept in value
        )


class CityPicker(TextPicker):
    """Chooses a city of the gazetteer."""

    single = True
    source = "vocabulary:cities"

    def format_value(self, value: Any) -> str:
        """Write a city as its name and country; what was typed comes back as it was."""
        if not value or (isinstance(value, str) and not value.isdecimal()):
            return value or ""
        city = City.objects.select_related("country").filter(pk=value).first()
        return write_token(city_text(city), city.pk) if city else ""


class AnyConceptPicker(TextPicker):
    """Chooses one concept of any scheme, as text."""

    single = True

    def format_value(self, value: Any) -> str:
        """Write a concept as its label; what was typed comes back as it was."""
        if not value or (isinstance(value, str) and not value.isdecimal()):
            return value or ""
        concept = Concept.objects.filter(pk=value).first()
        return write_token(concept.label(), concept.pk) if concept else ""


def city_text(city: City) -> str:
    """Return a city's name and country in the active language."""
    return f"{city.display_name()} ({city.country.label()})"


def fragment(text: str, language: str) -> dict[str, str]:
    """Return a text with its language and direction, for the script."""
    return {"text": text, "lang": language, "dir": direction(language) if language else ""}
