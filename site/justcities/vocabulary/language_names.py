"""The names of all languages there are, by CLDR, and finding one by what somebody types.

A language is kept as a BCP 47 code (``fr``, ``pt-BR``); people type and read names.
"""

from collections.abc import Iterable
from functools import lru_cache

from babel.core import get_global

from justcities.core.languages import RIGHT_TO_LEFT, cldr, codes, current, direction
from justcities.vocabulary.text import fold

# What CLDR names beside languages: several, none, not known.
_NO_LANGUAGES = {"root", "und", "mul", "zxx", "mis"}
MOST_SUGGESTIONS = 10


def names(language: str | None = None) -> dict[str, str]:
    """Return the name of every language by its code, in a language (the active one).

    English names stand in for what CLDR doesn't name in that language.
    """
    return _names(language or current())


@lru_cache(maxsize=32)
def _names(language: str) -> dict[str, str]:
    known = {**cldr("en").languages, **cldr(language).languages}
    return {
        code.replace("_", "-"): name for code, name in known.items() if code not in _NO_LANGUAGES
    }


def language_name(code: str) -> str:
    """Return a language's name in the active language; the code where it has none."""
    return names().get(code, code)


def languages_as_text(found: Iterable[str]) -> str:
    """Return the names of some languages, with commas between them, as one types them too."""
    comma = "، " if direction(current()) == RIGHT_TO_LEFT else ", "
    return comma.join(language_name(code) for code in found)


@lru_cache(maxsize=32)
def _by_name(language: str) -> dict[str, str]:
    """Return codes by folded name: those of a language before those of the site's other ones."""
    found: dict[str, str] = {}
    for spoken in dict.fromkeys([language, *codes()]):
        for code, name in _names(spoken).items():
            found.setdefault(fold(name), code)
    return found


def find_language(text: str) -> str | None:
    """Return the code of the language that a text names, or None.

    The name may be in the active language or in any other of the site; accents and case don't
    matter. Codes are understood too: ``pt-BR``, ``pt_br``, and the three letters of ISO 639-2.
    """
    typed = text.strip()
    named = _by_name(current()).get(fold(typed))
    if named:
        return named
    by_code = {code.lower(): code for code in names("en")}
    asked = typed.replace("_", "-").lower()
    return by_code.get(get_global("language_aliases").get(asked, asked).replace("_", "-").lower())


def suggest_languages(text: str) -> list[tuple[str, str, str]]:
    """Return languages that fit the beginning of a name: code, name, and the name it was found by.

    Names that begin with the text stand before those in which a word does. The languages of the
    site are suggested where nothing is typed.
    """
    typed = fold(text)
    own = names()
    if not typed:
        return [(code, own.get(code, code), "") for code in codes()]
    found: dict[str, tuple[tuple[int, str], str]] = {}
    for folded, code in _by_name(current()).items():
        name = own.get(code, code)
        if folded.startswith(typed):
            rank = 0 if code in codes() else 1
        elif f" {typed}" in folded:
            rank = 2
        else:
            continue
        order = (rank, fold(name))
        if code not in found or order < found[code][0]:
            found[code] = (order, "" if folded == fold(name) else folded)
    best = sorted(found.items(), key=lambda each: each[1][0])[:MOST_SUGGESTIONS]
    return [(code, own.get(code, code), found_by) for code, (_order, found_by) in best]
