"""What a reader asks a listing for, read from an address and written back into one.

Any query string is understood: what makes no sense is left out and named, never a 500.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from justcities.vocabulary.listing.offer import Offer

LONGEST_VALUE = 120
MOST_VALUES = 20


@dataclass(frozen=True)
class Filters:
    """A reader's choice among what a listing offers.

    ``chosen`` maps a facet's key to the values chosen, in order; without ``sort`` it is the
    listing's own order.
    """

    offer: Offer = field(repr=False, compare=False)
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    def __post_init__(self) -> None:
        if not self.sort:
            object.__setattr__(self, "sort", self.offer.default_sort)

    def query(self) -> str:
        """Return the query string, with ``?`` if there is any; defaults are left out."""
        pairs = self.pairs()
        if self.sort != self.offer.default_sort:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return "?" + urlencode(pairs) if pairs else ""

    def pairs(self) -> list[tuple[str, str]]:
        """Return the chosen values as (facet, value), in the order of the facets."""
        return [(key, value) for key in self.offer.facets for value in self.chosen.get(key, ())]

    def toggled(self, key: str, value: str) -> "Filters":
        """Return the choice with one value added or removed, on its first page."""
        values = self.chosen.get(key, ())
        kept = tuple(v for v in values if v != value) if value in values else (*values, value)
        chosen = {k: v for k, v in {**self.chosen, key: kept}.items() if v}
        return replace(self, chosen=chosen, page=1)

    def cleared(self) -> "Filters":
        """Return the choice without any filter, in the same order."""
        return Filters(self.offer, sort=self.sort)

    def on_page(self, page: int) -> "Filters":
        """Return the choice on another page."""
        return replace(self, page=page)


def parse(offer: Offer, query: QueryDict) -> Filters:
    """Read a reader's choice from a query string.

    Args:
        offer: what the listing offers.
        query: the request's parameters, however hostile.

    Returns:
        The choice. Values are at most 120 characters, at most 20 a facet; whether they exist is
        the index's to say.
    """
    chosen = {}
    for key in offer.facets:
        values = (value.replace("\x00", "").strip() for value in query.getlist(key))
        usable = dict.fromkeys(v for v in values if v and len(v) <= LONGEST_VALUE)
        if usable:
            chosen[key] = tuple(usable)[:MOST_VALUES]
    sort = query.get("sort", "")
    return Filters(
        offer,
        chosen=chosen,
        sort=sort if sort in offer.sorts else offer.default_sort,
        page=_page_number(query.get("page", "")),
    )


def _page_number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 6:
        return max(int(text), 1)
    return 1
