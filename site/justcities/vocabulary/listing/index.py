"""An index of what is listed in one language, kept in memory, that counts by sets of bits.

Ten facets whose counts each ignore their own choice are ten counts over all pages in SQL; at 10,000
pages that alone takes longer than everything else on the page. Here each value of each facet is one
integer whose bits say which entries have it. A filter is an AND of ORs, a count is
``int.bit_count``: microseconds, the same in every shape of the site (docs/adr/0009).

The index holds every live page, with the rules of access above each; who may see what is decided
for each request from the tokens the reader holds (``justcities.core.access``).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar

from justcities.vocabulary.listing.filters import Filters

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Bits = int


class Listed(Protocol):
    """What every entry has: the page's key, and since when it is published."""

    @property
    def pk(self) -> int:
        """The page's primary key."""

    @property
    def published(self) -> datetime:
        """When it was published first."""


Entry = TypeVar("Entry", bound=Listed)


@dataclass(frozen=True)
class ListingPage:
    """The page that lists the things of a language."""

    path: str
    url: str
    title: str


@dataclass
class FacetIndex(Generic[Entry]):
    """Entries, and sets of bits over their positions.

    Attributes:
        entries: what is listed, in the default order.
        orders: positions in each order there is.
        values: for each facet, which entries have each of its values.
        rules: which entries stand below the same rules of access.
        labels: the words of a value that is a concept, with their language, by (facet, value).
        parents: the value above one, by (facet, value).
        ranks: a value's place in the vocabulary's order, by (facet, value).
        positions: an entry's position by its page's key.
        listing: the page that lists them, where there is one.
    """

    entries: list[Entry] = field(default_factory=list)
    orders: dict[str, list[int]] = field(default_factory=dict)
    values: dict[str, dict[str, Bits]] = field(default_factory=dict)
    rules: dict[tuple[frozenset[str], ...], Bits] = field(default_factory=dict)
    labels: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    parents: dict[tuple[str, str], str] = field(default_factory=dict)
    ranks: dict[tuple[str, str], int] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    listing: ListingPage | None = None

    def visible(self, held: frozenset[str]) -> Bits:
        """Return the entries that a reader with these tokens may see."""
        bits = 0
        for needed, pages in self.rules.items():
            if all(held & each for each in needed):
                bits |= pages
        return bits

    def having(self, key: str, value: str) -> Bits:
        """Return the entries that have a value."""
        return self.values.get(key, {}).get(value, 0)

    def matching(self, filters: Filters, visible: Bits, without: str | None = None) -> Bits:
        """Return the entries that fit a choice, perhaps without one facet's part of it."""
        bits = visible
        for key, chosen in filters.chosen.items():
            if key == without:
                continue
            either = 0
            for value in chosen:
                either |= self.having(key, value)
            bits &= either
        return bits

    def ordered(self, bits: Bits, sort: str) -> list[int]:
        """Return the positions in a set, in the order asked for."""
        flags = bin(bits)[:1:-1]
        length = len(flags)
        return [at for at in self.orders[sort] if at < length and flags[at] == "1"]
