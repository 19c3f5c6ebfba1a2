"""What an app shows on pages of an app below it, which may not import it.

The library knows which resources a case study uses; the case study's page asks here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Beside:
    """One line beside a page: a title that leads to another one, and what that is.

    ``language`` is that of the title, ``kind_language`` that of the words for what it is.
    """

    title: str
    url: str
    language: str
    kind: str = ""
    kind_language: str = ""
    note: str = ""


Source = Callable[[Any, str, Any], Iterable[Beside]]
Keeper = Callable[[Any, str, Any], str]
_sources: dict[type, list[Source]] = {}
_keepers: list[Keeper] = []


def register_beside(model: type) -> Callable[[Source], Source]:
    """Register, as a decorator, a function that says what stands beside pages of a type.

    It gets the page, the reader's language and the reader, and returns only what this reader may
    see. Case studies have one query left for all of them together.
    """

    def register(source: Source) -> Source:
        _sources.setdefault(model, []).append(source)
        return source

    return register


def beside(page: Any, language: str, user: Any) -> list[Beside]:
    """Return what stands beside a page, in the order in which apps were loaded."""
    return [
        line
        for model, sources in _sources.items()
        if isinstance(page, model)
        for source in sources
        for line in source(page, language, user)
    ]


def register_keeper(keeper: Keeper) -> Keeper:
    """Register the function that returns where a page can be put on the reader's own list."""
    _keepers.append(keeper)
    return keeper


def address_to_keep(page: Any, language: str, user: Any) -> str:
    """Return the address that puts a page on the reader's own list; empty where there is none."""
    return next(filter(None, (keeper(page, language, user) for keeper in _keepers)), "")
