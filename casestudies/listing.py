"""The listing as a template needs it: facets with counts, chips, pages, order, map."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.choices import Status
from casestudies.facets import FacetIndex, status_label
from casestudies.filters import FACETS, SORTS, Filters, parse
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.places import marks
from casestudies.queries import for_cards, visible_index
from justcities.core.languages import current
from justcities.core.worldmap import WorldMap, world

PER_PAGE = 12
LAST_PAGE = 10_000 // PER_PAGE
MOST_TAGS = 20
MOST_SUGGESTIONS = 4
NESTED = {"theme", "region"}


@dataclass
class Choice:
    """One value of a facet, with the number of case studies one gets by choosing it."""

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

    @property
    def selected_count(self) -> int:
        """How many of the choices are in use."""
        return sum(choice.selected for choice in self.choices)

    @property
    def hidden(self) -> bool:
        """Whether there is nothing to choose between."""
        return not self.selected_count and len(self.choices) < 2


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


class Listing:
    """One reader's view of the case studies."""

    def __init__(self, request: HttpRequest, page: CaseStudyIndexPage) -> None:
        self.page = page
        self.base = page.get_url(request)
        self.asked = parse(request.GET)
        self.index: FacetIndex
        self.index, self.visible = visible_index(page.locale.language_code, request.user)
        self.filters, self.notices = self._understood(self.asked)
        self.matches = self.index.matching(self.filters, self.visible)
        self.total = self.matches.bit_count()
        self.all_total = self.visible.bit_count()

    def _understood(self, asked: Filters) -> tuple[Filters, list[str]]:
        """Leave out values no visible case study has, and say so."""
        chosen, notices = {}, []
        for key, values in asked.chosen.items():
            known = [v for v in values if self._any_visible(key, v)]
            if known:
                chosen[key] = tuple(known)
            notices += [
                _("No case study has “%(value)s” under “%(facet)s”, so it is left out.")
                % {"value": value, "facet": FACETS[key]}
                for value in values
                if value not in known
            ]
        return Filters(chosen=chosen, sort=asked.sort, page=asked.page), notices

    def _any_visible(self, key: str, value: str) -> bool:
        return bool(self.index.values.get(key, {}).get(value, 0) & self.visible)

    def url(self, filters: Filters) -> str:
        """Return the address of a choice."""
        return self.base + filters.query()

    def label(self, key: str, value: str) -> tuple[str, str]:
        """Return a value's words and, where they are in another language, which one."""
        if key == "status":
            return status_label(value), ""
        if key == "edition":
            return value, ""
        text, language = self.index.labels.get((key, value), (value, ""))
        return text, language if language != current() else ""

    @cached_property
    def facets(self) -> list[Facet]:
        """All facets; each one's counts ignore its own choice."""
        return [self._facet(key) for key in FACETS]

    def _facet(self, key: str) -> Facet:
        chosen = self.filters.chosen.get(key, ())
        others = self.index.matching(self.filters, self.visible, without=key) if chosen else None
        base = self.matches if others is None else others
        facet = Facet(key, str(FACETS[key]))
        for value, depth in self._shown_values(key, chosen):
            text, lang = self.label(key, value)
            facet.choices.append(
                Choice(
                    value=value,
                    label=text,
                    lang=lang,
                    count=(self.index.values[key][value] & base).bit_count(),
                    selected=value in chosen,
                    url=self.url(self.filters.toggled(key, value)),
                    depth=depth,
                )
            )
        if key == "tag":
            facet.choices = sorted(
                sorted(facet.choices, key=lambda c: (not c.selected, -c.count, c.label))[
                    :MOST_TAGS
                ],
                key=lambda choice: choice.label,
            )
        if key == "country":
            facet.choices.sort(key=lambda choice: choice.label)
        return facet

    def _shown_values(self, key: str, chosen: tuple[str, ...]) -> list[tuple[str, int]]:
        """Return a facet's values in order, the narrower ones only below one that is chosen."""
        values = [
            value for value, bits in self.index.values.get(key, {}).items() if bits & self.visible
        ]
        if key == "status":
            return [(value, 0) for value in Status.values if value in values]
        if key == "edition":
            return [(value, 0) for value in sorted(values, reverse=True)]
        values.sort(key=lambda value: (self.index.ranks.get((key, value), 0), value))
        if key not in NESTED:
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
                    "facet": str(FACETS[key]),
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
    def feed_url(self) -> str:
        """The address of the feed of this very choice."""
        return self.base + "feed/" + Filters(chosen=self.filters.chosen).query()

    @cached_property
    def summary(self) -> str:
        """What was found, in one sentence, as it is spoken too."""
        if not self.total:
            return _("No case study fits all of this.")
        if self.total == self.all_total:
            return ngettext("%(count)d case study", "%(count)d case studies", self.total) % {
                "count": self.total
            }
        return ngettext(
            "%(count)d of %(all)d case study fits",
            "%(count)d of %(all)d case studies fit",
            self.total,
        ) % {"count": self.total, "all": self.all_total}

    @cached_property
    def _order(self) -> list[int]:
        return self.index.ordered(self.matches, self.filters.sort)

    @cached_property
    def pager(self) -> Pager:
        """The numbered pages; past the last one, the last one is shown."""
        every = max(-(-self.total // PER_PAGE), 1)
        count = min(every, LAST_PAGE)
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
        """The position of the first case study shown, from 1; 0 where there is none."""
        return (self.pager.number - 1) * PER_PAGE + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The position of the last case study shown."""
        return min(self.pager.number * PER_PAGE, self.total)

    @cached_property
    def cases(self) -> list[CaseStudyPage]:
        """The case studies of the page shown."""
        start = (self.pager.number - 1) * PER_PAGE
        positions = self._order[start : start + PER_PAGE]
        return for_cards(self.index.entries[at].pk for at in positions)

    @property
    def sort(self) -> list[dict[str, Any]]:
        """The orders to choose from."""
        return [
            {"value": value, "label": label, "selected": value == self.filters.sort}
            for value, label in SORTS.items()
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
    def world(self) -> WorldMap:
        """The same set on a map."""
        return world(marks(self.index, self.matches, self.base))

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
                suggestions.append(
                    {"label": text, "lang": lang, "url": self.url(wider), "count": count}
                )
        suggestions.sort(key=lambda suggestion: -suggestion["count"])
        return {"suggestions": suggestions[:MOST_SUGGESTIONS]}
