"""Template filters of the library."""

from django import template

from justcities.vocabulary import language_names

register = template.Library()


@register.filter
def name_of_language(code: str | None) -> str:
    """Return the name of any language there is in the active language."""
    return language_names.language_name(code) if code else ""
