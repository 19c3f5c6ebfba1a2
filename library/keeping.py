"""A reader's own list of resources and case studies. It lives in an address, not on the server.

``?r=12&c=7`` holds the keys of pages in any language. In the browser a list is kept on the device
(``js/keep.js``); without script every button is a link to the list with that page in it, and the
list takes further addresses typed into it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from casestudies.queries import for_cards as case_cards
from justcities.core.access import visible_pages
from justcities.core.languages import codes
from library.cards import Card, for_cards
from library.models import ResourcePage

MOST = 60
RESOURCE, CASE = "r", "c"
TYPES: dict[str, type[Page]] = {RESOURCE: ResourcePage, CASE: CaseStudyPage}


@dataclass
class Kept:
    """One thing of a list: a resource's row or a case study; ``other`` is a language not asked for.

    ``mark`` is what stands for it in the address, ``marks`` every one that led to it,
    ``without`` the address of the list without it.
    """

    mark: str
    marks: str
    page: Any
    card: Card | None = None
    case: CaseStudyPage | None = None
    other: str = ""
    without: str = ""


@dataclass
class KeptList:
    """A list as its page shows it.

    Attributes:
        resources: the resources, in the order they were put in.
        cases: the case studies likewise.
        left_out: how many are unknown, gone, or not for this reader; which of these isn't told.
        too_many: how many stood in the address beyond the limit.
        asked: the keys of the address, within the limit.
    """

    resources: list[Kept] = field(default_factory=list)
    cases: list[Kept] = field(default_factory=list)
    left_out: int = 0
    too_many: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)

    @property
    def items(self) -> list[Kept]:
        """All of it."""
        return [*self.cases, *self.resources]

    @property
    def query(self) -> str:
        """The address of what is shown, without what was left out."""
        return query_of((item.mark[0], int(item.mark[1:])) for item in self.items)


def query_of(marks: Iterable[tuple[str, int]]) -> str:
    """Return the query string of a list."""
    pairs = list(marks)
    return "?" + urlencode(pairs) if pairs else ""


def asked(query: QueryDict) -> list[tuple[str, int]]:
    """Read the keys of a list from an address, each once, in the order they stand there."""
    found: dict[tuple[str, int], None] = {}
    for kind in TYPES:
        for text in query.getlist(kind):
            if text.isascii() and text.isdigit() and len(text) <= 10:
                found[(kind, int(text))] = None
    return list(found)


def kept_list(marks: list[tuple[str, int]], language: str, user: Any) -> KeptList:
    """Return what a reader sees of a list, each thing in the best language there is for them.

    Args:
        marks: kinds and keys of pages in any language.
        language: the reader's.
        user: the reader.
    """
    result = KeptList(asked=marks[:MOST], too_many=max(len(marks) - MOST, 0))
    shown: dict[str, list[Kept]] = {}
    for kind, load in ((RESOURCE, _resources), (CASE, _cases)):
        wanted = [pk for each, pk in result.asked if each == kind]
        versions = _versions(TYPES[kind], wanted, language, user) if wanted else {}
        shown[kind] = load(versions)
        result.left_out += len(wanted) - sum(map(len, versions.values()))
    result.resources, result.cases = shown[RESOURCE], shown[CASE]
    every = [(item.mark[0], int(item.mark[1:])) for item in result.items]
    for item in result.items:
        item.other = code if (code := item.page.locale.language_code) != language else ""
        item.without = query_of(mark for mark in every if f"{mark[0]}{mark[1]}" != item.mark)
    return result


def _versions(model: type[Page], pks: list[int], language: str, user: Any) -> dict[int, list[int]]:
    """Return for pages in any language the versions a reader is shown, each thing once.

    Returns:
        For the key of each version the keys that were asked for, in the order they were.
    """
    keys = dict(model._default_manager.filter(pk__in=pks).values_list("pk", "translation_key"))
    order = [language, *codes()]
    rows = visible_pages(
        model._default_manager.filter(
            translation_key__in=set(keys.values()), locale__language_code__in=codes()
        ),
        user,
    ).values_list("translation_key", "pk", "locale__language_code", "original_language")
    best: dict[Any, tuple[int, int]] = {}
    for key, pk, code, original in rows:
        rank = 0 if code == language else 1 if code == original else 2 + order.index(code)
        best[key] = min(best.get(key, (rank, pk)), (rank, pk))
    found: dict[int, list[int]] = {}
    for asked_for in pks:
        if keys.get(asked_for) in best:
            found.setdefault(best[keys[asked_for]][1], []).append(asked_for)
    return found


def _resources(versions: dict[int, list[int]]) -> list[Kept]:
    return [
        Kept(
            mark=f"{RESOURCE}{card.page.pk}",
            marks=_marks(RESOURCE, card.page.pk, versions),
            page=card.page,
            card=card,
        )
        for card in for_cards(versions)
    ]


def _cases(versions: dict[int, list[int]]) -> list[Kept]:
    return [
        Kept(mark=f"{CASE}{case.pk}", marks=_marks(CASE, case.pk, versions), page=case, case=case)
        for case in (case_cards(versions) if versions else [])
    ]


def _marks(kind: str, pk: int, versions: dict[int, list[int]]) -> str:
    return " ".join(f"{kind}{each}" for each in dict.fromkeys([pk, *versions[pk]]))


def mark_of_address(request: HttpRequest, address: str) -> tuple[str, int] | None:
    """Return the kind and key of the page that an address leads to, where it can be on a list.

    What the reader may not see is as unknown as what is not there.

    Args:
        request: the request, for its site and its reader.
        address: as it was typed or pasted, whole or only its path.
    """
    try:
        steps = [step for step in unquote(urlsplit(address.strip()).path).split("/") if step]
    except ValueError:
        return None
    if len(steps) < 2 or steps[0] not in codes():
        return None
    for kind, model in TYPES.items():
        named = model._default_manager.filter(slug=steps[-1], locale__language_code=steps[0])
        for page in visible_pages(named, request.user).select_related("locale"):
            if unquote(page.get_url(request) or "").strip("/") == "/".join(steps):
                return kind, page.pk
    return None
