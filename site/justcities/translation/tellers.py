"""What can be told of a page in a language it has no translation in.

This app knows no content app. A content app registers a *teller* for its page type when it is
ready: a function of the page and the asked language that returns context for the page
``errors/not_translated.html`` (``facts``, ``first_facts``, ``world``, ``related``).
"""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

Teller = Callable[[Any, str], dict[str, Any]]
_tellers: dict[type[Page], Teller] = {}


def register_teller(model: type[Page]) -> Callable[[Teller], Teller]:
    """Register, as a decorator, the function that tells what it can of a page type.

    The function gets the page, which is public, and a language code, which is the active
    language. Whatever it returns is shown to everybody, so it asks for what the public may see.
    """

    def register(teller: Teller) -> Teller:
        _tellers[model] = teller
        return teller

    return register


def told_of(page: Page, language: str) -> dict[str, Any]:
    """Return what can be told of a page in a language; nothing where its type has no teller."""
    for model in type(page).__mro__:
        if model in _tellers:
            return _tellers[model](page, language)
    return {}
