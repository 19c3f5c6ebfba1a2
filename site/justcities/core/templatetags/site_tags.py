"""Template tags and filters of the site: icons, dates, numbers, lists, languages, metadata."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.lists import format_list
from babel.numbers import format_decimal
from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from justcities.core import dates
from justcities.core.beside import address_to_keep
from justcities.core.icons import ICONS, TURNING
from justcities.core.languages import cldr, current, direction, name_in_current, native_name

register = template.Library()

_STARRED = re.compile(r"\*([^*]+)\*")
# What would end the script element, or start a comment in it.
_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return one icon of the set as inline SVG, hidden from screen readers.

    It never stands alone: the words beside it, shown or not, say what it is for. Its size in
    attributes keeps it small where the stylesheet is not understood.

    Raises:
        KeyError: where the set has no such icon.
    """
    turns = " icon--turns" if name in TURNING else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">'
        '<path d="{}"/></svg>',
        turns,
        ICONS[name],
    )


@register.filter
def cldr_date(value: date | datetime | None) -> str:
    """Write a day in full in the active language (``4 March 2026``), by CLDR."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return dates.long_date(value)


@register.filter
def partial_date(value: str | None) -> str:
    """Write ``2018-08`` as ``August 2018`` in the active language; a year stays a year."""
    return dates.partial_date(value or "")


@register.filter
def days_until(start: date, end: date) -> str:
    """Return several days of one month (``14–15 July 2027``), or nothing for other days."""
    return dates.days_of_a_month(start, end)


@register.filter
def number(value: float | Decimal | None) -> str:
    """Write a number in the active language (``6,140``, ``6.140``, ``6 140``), by CLDR."""
    if value is None or value == "":
        return ""
    return format_decimal(value, locale=cldr(current()))


@register.filter
def list_of(values: list[Any] | None) -> str:
    """Join words in the active language (``a, b and c``), by CLDR; safe parts stay safe."""
    parts = [conditional_escape(value) for value in values or []]
    if not parts:
        return ""
    # CLDR's plain English is American; the site's has no comma before "and".
    language = "en_GB" if current() == "en" else cldr(current())
    return mark_safe(format_list(parts, locale=language))  # noqa: S308  (each part escaped)


@register.filter
def commas(values: list[Any] | None) -> SafeString:
    """Put words in a row with the language's comma: labels that are no sentence."""
    comma = pgettext("between items of a list", ", ")
    return format_html_join(comma, "{}", ((value,) for value in values or []))


@register.filter
def by_number(marks: list[Any]) -> list[Any]:
    """Sort the marks of a map by their number, those without one last, by label."""
    return sorted(marks, key=lambda mark: (mark.number is None, mark.number or 0, mark.label))


@register.simple_tag
def lang_attrs(code: str | None = None) -> SafeString:
    """Return ``lang="ar" dir="rtl"`` for a language, the active one without an argument.

    An unknown language (an empty code) gets no ``lang``; ``dir="auto"`` lets the text decide.
    """
    if code == "":
        return mark_safe('dir="auto"')
    code = code or current()
    return format_html('lang="{}" dir="{}"', code, direction(code))


@register.simple_tag
def lang_attrs_if_other(code: str | None) -> SafeString:
    """Return :func:`lang_attrs` where the language is not the active one, else nothing."""
    if not code or code == current():
        return mark_safe("")
    return lang_attrs(code)


@register.filter
def language_name(code: str) -> str:
    """Return a language's name in the active language (``French``)."""
    return name_in_current(code)


@register.filter
def language_own_name(code: str) -> str:
    """Return a language's name in that language (``Français``)."""
    return native_name(code)


@register.filter
def starred(value: str | None) -> SafeString:
    """Set the words between *stars* in ``<em>``; everything else is escaped."""
    return mark_safe(_STARRED.sub(r"<em>\1</em>", escape(value or "")))  # noqa: S308  (escaped)


@register.filter
def is_long_figure(value: str) -> bool:
    """Whether a key figure has more than one short word, and is set smaller."""
    return len(str(value)) > 6


@register.simple_tag
def json_ld(page: Any) -> SafeString:
    """Return the page's schema.org description as a data block.

    The policy against inline script does not touch data blocks. ``<``, ``>`` and ``&`` are
    escaped as JSON does, so no title can end the element.
    """
    text = json.dumps(page.json_ld(), ensure_ascii=False, default=str).translate(_JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


@register.simple_tag(takes_context=True)
def keep_address(context: Any, page: Any) -> str:
    """Return the address that puts a page on a reader's own list (``core.beside``), or nothing."""
    request = context.get("request")
    return address_to_keep(page, current(), getattr(request, "user", None))


@register.filter
def before_query(url: str) -> str:
    """Return an address without its query string."""
    return url.partition("?")[0]


@register.simple_tag
def meta_tags(pairs: list[tuple[str, str]] | None) -> SafeString:
    """Return ``<meta name content>`` for each pair, in order: what Zotero and others read."""
    return format_html_join("\n", '<meta name="{}" content="{}">', pairs or [])
