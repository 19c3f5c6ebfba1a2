"""A listing as a template needs it: facets with counts, chips, pages, order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic

from django.http import HttpRequest
from django.utils.functional import cached_property

from justcities.core.languages import current
from justcities.core.templatetags.site_tags import number as written
from justcities.vocabulary.listing.filters import Filters, parse
from justcities.vocabulary.listing.index import Bits, Entry, FacetIndex
from justcities.vocabulary.listing.offer import BY_LABEL, BY_VALUE_DOWN, FacetOffer, Offer

MOST_PAGED = 10_000
MOST_SUGGESTIONS = 4


@dataclass
class Choice:
    """One value of a facet, with the number of things one gets by choosing it."""

    value: str
    label: str
    lang: str
    count: int
    selected: bool
    url: str
    depth: int = 0


@dataclass
class Facet:
    """One filter with its choices."""

    key: str
    name: str
    choices: list[Choice] = field(default_factory=list)
    flag: bool = False
    open: bool = False

    @property
    def selected_count(self) -> int:
        """How many of the choices are in use."""
        return sum(choice.selected for choice in self.choices)

    @property
    def hidden(self) -> bool:
        """Whether there is nothing to choose between."""
        return not self.selected_count and len(self.choices) < (1 if self.flag else 2)


@dataclass
class PageLink:
    """A numbered page of the listing."""

    number: int
    url: str
    current: bool


@dataclass
class Pager:
    """Where in the listing the reader is."""

    number: int
    count: int
    previous: str
    next: str
    pages: list[PageLink | None]
    capped: bool


class Listing(Generic[Entry]):
    """One reader's view of a listing.

    Args:
        request: the request, for its query string.
        base: the address of the listing.
        offer: what it offers.
        index: what is listed.
        visible: which of it this reader may see.
        load: loads what a card shows, for the keys of the pages of one page, in that order.
    """

    def __init__(
        self,
        request: HttpRequest,
        base: str,
        offer: Offer,
        index: FacetIndex[Entry],
        visible: Bits,
        load: Callable[[Iterable[int]], list[Any]],
    ) -> None:
        self.base = base
        self.offer = offer
        self.index = index
        self.visible = visible
        self._load = load
        self.asked = parse(offer, request.GET)
        self.filters, self.notices = self._understood(self.asked)
        self.matches = index.matching(self.filters, visible)
        self.total = self.matches.bit_count()
        self.all_total = visible.bit_count()

    def _understood(self, asked: Filters) -> tuple[Filters, list[str]]:
        """Leave out values that nothing visible has, and say so."""
        chosen, notices = {}, []
        for key, values in asked.chosen.items():
            known = [v for v in values if self.index.having(key, v) & self.visible]
            if known:
                chosen[key] = tuple(known)
            notices += [
                self.offer.wording.unknown % {"value": value, "facet": self.offer.facets[key].name}
                for value in values
                if value not in known
            ]
        return Filters(self.offer, chosen=chosen, sort=asked.sort, page=asked.page), notices

    def url(self, filters: Filters) -> str:
        """Return the address of a choice."""
        return self.base + filters.query()

    def label(self, key: str, value: str) -> tuple[str, str]:
        """Return a value's words and, where they are in another language, which one."""
        words = self.offer.facets[key].words
        if words is not None:
            return words(value), ""
        text, language = self.index.labels.get((key, value), (value, ""))
        return text, language if language != current() else ""

    @cached_property
    def facets(self) -> list[Facet]:
        """All facets; each one's counts ignore its own choice."""
        return [self._facet(key, offered) for key, offered in self.offer.facets.items()]

    @property
    def folds(self) -> list[Facet]:
        """The facets that are shown each under its name."""
        return [facet for facet in self.facets if not facet.flag and not facet.hidden]

    @property
    def flags(self) -> list[Facet]:
        """The facets that are one wish each, shown together."""
        return [facet for facet in self.facets if facet.flag and not facet.hidden]

    def _facet(self, key: str, offered: FacetOffer) -> Facet:
        chosen = self.filters.chosen.get(key, ())
        others = self.index.matching(self.filters, self.visible, without=key) if chosen else None
        base = self.matches if others is None else others
        facet = Facet(key, str(offered.name), flag=offered.flag, open=offered.open)
        for value, depth in self._shown_values(key, offered, chosen):
            text, lang = self.label(key, value)
            facet.choices.append(
                Choice(
                    value=value,
                    label=text,
                    lang=lang,
                    count=(self.index.having(key, value) & base).bit_count(),
                    selected=value in chosen,
                    url=self.url(self.filters.toggled(key, value)),
                    depth=depth,
                )
            )
        if offered.order == BY_LABEL:
            facet.choices.sort(key=lambda choice: choice.label)
        if offered.most:
            by_use = sorted(facet.choices, key=lambda c: (not c.selected, -c.count, c.label))
            kept = {choice.value for choice in by_use[: offered.most]}
            facet.choices = [choice for choice in facet.choices if choice.value in kept]
        return facet

    def _shown_values(
        self, key: str, offered: FacetOffer, chosen: tuple[str, ...]
    ) -> list[tuple[str, int]]:
        """Return a facet's values in order, the narrower ones only below one that is chosen."""
        values = [
            value for value, bits in self.index.values.get(key, {}).items() if bits & self.visible
        ]
        if offered.values:
            return [(value, 0) for value in offered.values if value in values]
        if offered.order == BY_VALUE_DOWN:
            return [(value, 0) for value in sorted(values, reverse=True)]
        values.sort(key=lambda value: (self.index.ranks.get((key, value), 0), value))
        if not offered.nested:
            return [(value, 0) for value in values]
        below: dict[str, list[str]] = {}
        for value in values:
            below.setdefault(self.index.parents.get((key, value), ""), []).append(value)
        opened = set(chosen)
        for value in chosen:
            above = self.index.parents.get((key, value), "")
            while above and above not in opened:
                opened.add(above)
                above = self.index.parents.get((key, above), "")

        def walk(parent: str, depth: int) -> list[tuple[str, int]]:
            found = []
            for value in below.get(parent, []):
                found.append((value, depth))
                if value in opened:
                    found += walk(value, depth + 1)
            return found

        return walk("", 0)

    @cached_property
    def chips(self) -> list[dict[str, str]]:
        """The filters in use, each with the address that is without it."""
        chips = []
        for key, value in self.filters.pairs():
            text, lang = self.label(key, value)
            chips.append(
                {
                    "facet": str(self.offer.facets[key].name),
                    "label": text,
                    "lang": lang,
                    "url": self.url(self.filters.toggled(key, value)),
                }
            )
        return chips

    @property
    def clear_url(self) -> str:
        """The address without any filter."""
        return self.url(self.filters.cleared())

    @property
    def choice_query(self) -> str:
        """The query string of this very choice, without order and page."""
        return Filters(self.offer, chosen=self.filters.chosen).query()

    @property
    def feed_url(self) -> str:
        """The address of the feed of this very choice."""
        return self.base + "feed/" + self.choice_query

    @property
    def wording(self) -> Any:
        """The words for what is listed."""
        return self.offer.wording

    @cached_property
    def summary(self) -> str:
        """What was found, in one sentence, as it is spoken too."""
        if not self.total:
            return str(self.wording.none)
        if self.total == self.all_total:
            return self.wording.total % {"count": self.total}
        return self.wording.some % {"count": self.total, "all": self.all_total}

    @cached_property
    def show_all(self) -> str:
        """The words of the way out of all filters."""
        return self.wording.show_all % {"count": self.all_total, "shown": written(self.all_total)}

    @cached_property
    def _order(self) -> list[int]:
        return self.index.ordered(self.matches, self.filters.sort)

    @cached_property
    def pager(self) -> Pager:
        """The numbered pages; past the last one, the last one is shown."""
        every = max(-(-self.total // self.offer.per_page), 1)
        count = min(every, MOST_PAGED // self.offer.per_page)
        number = min(self.asked.page, count)
        shown = sorted({1, count, *range(max(number - 2, 1), min(number + 2, count) + 1)})
        pages: list[PageLink | None] = []
        for at, page in enumerate(shown):
            if at and page - shown[at - 1] > 1:
                pages.append(None)
            pages.append(PageLink(page, self.url(self.filters.on_page(page)), page == number))
        return Pager(
            number=number,
            count=count,
            previous=self.url(self.filters.on_page(number - 1)) if number > 1 else "",
            next=self.url(self.filters.on_page(number + 1)) if number < count else "",
            pages=pages,
            capped=every > count,
        )

    @property
    def first(self) -> int:
        """The position of the first thing shown, from 1; 0 where there is none."""
        return (self.pager.number - 1) * self.offer.per_page + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The position of the last thing shown."""
        return min(self.pager.number * self.offer.per_page, self.total)

    @cached_property
    def items(self) -> list[Any]:
        """What the page shows."""
        start = (self.pager.number - 1) * self.offer.per_page
        positions = self._order[start : start + self.offer.per_page]
        return self._load(self.index.entries[at].pk for at in positions)

    @property
    def sort(self) -> list[dict[str, Any]]:
        """The orders to choose from."""
        return [
            {"value": value, "label": label, "selected": value == self.filters.sort}
            for value, label in self.offer.sorts.items()
        ]

    @property
    def sort_value(self) -> str:
        """The order in use."""
        return self.filters.sort

    @property
    def query_fields(self) -> list[tuple[str, str]]:
        """The filters in use as form fields, to be kept when the order changes."""
        return self.filters.pairs()

    @cached_property
    def nothing(self) -> dict[str, Any] | None:
        """Where nothing fits: what one gets by giving up one filter."""
        if self.total:
            return None
        suggestions: list[dict[str, Any]] = []
        for key, value in self.filters.pairs():
            wider = self.filters.toggled(key, value)
            count = self.index.matching(wider, self.visible).bit_count()
            if count:
                text, lang = self.label(key, value)
                counted = self.wording.counted % {"count": count, "shown": written(count)}
                suggestions.append(
                    {
                        "label": text,
                        "lang": lang,
                        "url": self.url(wider),
                        "count": count,
                        "counted": counted,
                    }
                )
        suggestions.sort(key=lambda suggestion: -suggestion["count"])
        return {"suggestions": suggestions[:MOST_SUGGESTIONS]}
