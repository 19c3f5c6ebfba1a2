"""The site's languages: names, direction, CLDR locale."""

from collections.abc import Collection
from functools import lru_cache

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language, get_language_info, to_locale
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)

RIGHT_TO_LEFT = "rtl"
LEFT_TO_RIGHT = "ltr"


def codes() -> list[str]:
    """Return the codes of all languages of the site, the source language first."""
    return [code for code, _name in settings.LANGUAGES]


def native_name(code: str) -> str:
    """Return a language's name in that language, as readers know it (``Français``)."""
    configured = dict(settings.LANGUAGES).get(code)
    if configured:
        return configured
    return str(cldr(code).get_display_name() or code)


def direction(code: str | None) -> str:
    """Return ``rtl`` or ``ltr`` for a language code, known to Django or not."""
    if not code:
        return LEFT_TO_RIGHT
    return RIGHT_TO_LEFT if cldr(code).text_direction == RIGHT_TO_LEFT else LEFT_TO_RIGHT


def current() -> str:
    """Return the active language's code, the source language where none is active."""
    return get_language() or settings.LANGUAGE_CODE


@lru_cache(maxsize=64)
def cldr(code: str) -> CldrLocale:
    """Return Babel's locale for a Django language code; English for an unknown one."""
    known = to_locale(code)
    for candidate in (known, known.split("_")[0]):
        try:
            return CldrLocale.parse(candidate)
        except (ValueError, UnknownLocaleError):
            continue
    return CldrLocale.parse("en")


def name_in_current(code: str) -> str:
    """Return a language's name in the active language (``French``, ``الفرنسية``)."""
    return str(cldr(code).get_display_name(cldr(current())) or get_language_info(code)["name"])


def wished(accept_language: str, among: Collection[str] | None = None) -> str:
    """Return the language a browser asks for, the source language where it asks for no other.

    Args:
        accept_language: the header ``Accept-Language``; nonsense in it is passed over.
        among: the languages to choose from; all of the site where not given. ``fr-CA`` chooses
            ``fr``.
    """
    choice = codes() if among is None else among
    for wish, quality in parse_accept_lang_header(accept_language):
        if wish == "*":
            break
        if not quality:
            continue
        try:
            found = get_supported_language_variant(wish)
        except LookupError:
            continue
        if found in choice:
            return found
    if settings.LANGUAGE_CODE in choice or not choice:
        return settings.LANGUAGE_CODE
    return next(iter(choice))
