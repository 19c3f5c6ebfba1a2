"""The site's languages: names, direction, CLDR locale."""

from functools import lru_cache

from babel import Locale as CldrLocale
from django.conf import settings
from django.utils.translation import get_language, get_language_info, to_locale

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
    candidate = to_locale(code)
    try:
        return CldrLocale.parse(candidate)
    except (ValueError, LookupError):
        pass
    try:
        return CldrLocale.parse(candidate.split("_")[0])
    except (ValueError, LookupError):
        return CldrLocale.parse("en")


def name_in_current(code: str) -> str:
    """Return a language's name in the active language (``French``, ``الفرنسية``)."""
    return str(cldr(code).get_display_name(cldr(current())) or get_language_info(code)["name"])
