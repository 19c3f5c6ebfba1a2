"""What a reader asks the listing for, read from an address and written back into one.

Any query string is understood: what makes no sense is left out and named, never a 500.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from justcities.vocabulary.schemes import Scheme

SCHEME_FACETS = {
    "theme": Scheme.THEME,
    "aim": Scheme.AIM,
    "group": Scheme.POPULATION_GROUP,
    "question": Scheme.FOCUS_QUESTION,
    "target": Scheme.SDG_TARGET,
}
FACETS: dict[str, Promise] = {
    "theme": _("Theme"),
    "aim": _("Aim"),
    "group": _("People"),
    "question": _("Focus question"),
    "target": _("SDG target"),
    "region": _("Region"),
    "country": _("Country"),
    "status": _("Status"),
    "edition": _("Edition"),
    "tag": _("Keyword"),
}
SORTS: dict[str, Promise] = {
    "confirmed": _("Last confirmed first"),
    "newest": _("Newest first"),
    "city": _("By city, A to Z"),
    "title": _("By title, A to Z"),
}
DEFAULT_SORT = "confirmed"
LONGEST_VALUE = 120
MOST_VALUES = 20


@dataclass(frozen=True)
class Filters:
    """A reader's choice. ``chosen`` maps a facet's key to the values chosen, in order."""

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = DEFAULT_SORT
    page: int = 1

    def query(self) -> str:
        """Return the query string, with ``?`` if there is any; defaults are left out."""
        pairs = self.pairs()
        if self.sort != DEFAULT_SORT:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return "?" + urlencode(pairs) if pairs else ""

    def pairs(self) -> list[tuple[str, str]]:
        """Return the chosen values as (facet, value), in the order of the facets."""
        return [(key, value) for key in FACETS for value in self.chosen.get(key, ())]

    def toggled(self, key: str, value: str) -> "Filters":
        """Return the choice with one value added or removed, on its first page."""
        values = self.chosen.get(key, ())
        kept = tuple(v for v in values if v != value) if value in values else (*values, value)
        chosen = {k: v for k, v in {**self.chosen, key: kept}.items() if v}
        return replace(self, chosen=chosen, page=1)

    def cleared(self) -> "Filters":
        """Return the choice without any filter, in the same order."""
        return Filters(sort=self.sort)

    def on_page(self, page: int) -> "Filters":
        """Return the choice on another page."""
        return replace(self, page=page)


def parse(query: QueryDict) -> Filters:
    """Read a reader's choice from a query string.

    Args:
        query: the request's parameters, however hostile.

    Returns:
        The choice. Values are at most 120 characters, at most 20 a facet; whether they exist is
        the index's to say.
    """
    chosen = {}
    for key in FACETS:
        values = (value.replace("\x00", "").strip() for value in query.getlist(key))
        usable = dict.fromkeys(v for v in values if v and len(v) <= LONGEST_VALUE)
        if usable:
            chosen[key] = tuple(usable)[:MOST_VALUES]
    sort = query.get("sort", DEFAULT_SORT)
    return Filters(
        chosen=chosen,
        sort=sort if sort in SORTS else DEFAULT_SORT,
        page=_page_number(query.get("page", "")),
    )


def _page_number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 6:
        return max(int(text), 1)
    return 1
