"""Languages typed by name: model field, form fields, widgets, and the view that completes them.

Without JavaScript these are text fields that take names with commas between them.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from justcities.core.languages import current
from justcities.vocabulary.language_names import (
    find_language,
    language_name,
    languages_as_text,
    suggest_languages,
)
from justcities.vocabulary.widgets import TextPicker, fragment
from justcities.vocabulary.wording import tokens

LONGEST_QUERY = 60


class LanguagesPicker(TextPicker):
    """Chooses any number of languages."""

    source = "vocabulary:languages"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tell the script that names stand alone: there is no number by which one is known."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-known"] = "names"
        return context

    def format_value(self, value: Any) -> str:
        """Write codes as names; what was typed and refused comes back as it was."""
        if value is None or isinstance(value, str):
            return value or ""
        return languages_as_text(value)


class LanguagePicker(LanguagesPicker):
    """Chooses one language, or none."""

    single = True

    def format_value(self, value: Any) -> str:
        """Write a code as a name; what was typed and refused comes back as it was."""
        return language_name(value) if value else ""


def _codes_of(words: Iterable[str]) -> list[str]:
    """Return the codes of the languages these words name.

    Raises:
        ValidationError: with one message for each word that names none.
    """
    found: dict[str, None] = {}
    errors: list[ValidationError] = []
    for word in words:
        code = find_language(word)
        if code is None:
            errors.append(
                ValidationError(
                    _("No language is called “%(text)s”. Is it spelled another way?"),
                    code="unknown",
                    params={"text": word[:60]},
                )
            )
        else:
            found[code] = None
    if errors:
        raise ValidationError(errors)
    return list(found)


class LanguagesField(forms.CharField):
    """Languages typed by name; its value is a list of codes in the order they were typed."""

    widget = LanguagesPicker

    def clean(self, value: Any) -> list[str]:
        """Return the codes.

        Raises:
            ValidationError: for each word that names no language.
        """
        return _codes_of(word.text for word in tokens(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the languages, not how they are written."""
        try:
            return self.clean(data) != list(initial or [])
        except ValidationError:
            return True


class LanguageField(forms.CharField):
    """One language typed by name; its value is a code, or empty."""

    widget = LanguagePicker

    def clean(self, value: Any) -> str:
        """Return the code.

        Raises:
            ValidationError: where the text names no language.
        """
        typed = super().clean(value)
        return _codes_of([typed])[0] if typed else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the language, not how it is written."""
        return (find_language(str(data or "")) or data or "") != (initial or "")


class LanguageCodeField(models.CharField):
    """A model field that holds a language's code; in forms, its name is typed."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return a field in which a name is typed: names are longer than codes."""
        field: Any = super().formfield(**{"form_class": LanguageField, **kwargs})
        field.max_length = None
        field.validators = [each for each in field.validators if not hasattr(each, "limit_value")]
        return field


@require_GET
def complete_languages(request: HttpRequest) -> JsonResponse:
    """Answer the languages that fit the typed text; whoever enters the admin may ask."""
    found = suggest_languages(request.GET.get("q", "")[:LONGEST_QUERY])
    results = [
        {
            "value": code,
            "token": name,
            "label": fragment(name, current()),
            "context": code,
            "hint": found_by,
        }
        for code, name, found_by in found
    ]
    message = (
        ngettext("%(count)d suggestion", "%(count)d suggestions", len(results))
        % {"count": len(results)}
        if results
        else _("Nothing found")
    )
    return JsonResponse({"results": results, "message": message})
