"""Fills an index: one entry after the other, each with what it is coded with."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Generic

from justcities.vocabulary.listing.index import Bits, Entry, FacetIndex
from justcities.vocabulary.listing.offer import Offer
from justcities.vocabulary.models import Concept
from justcities.vocabulary.store import words

TAG = "tag"


class Building(Generic[Entry]):
    """An index that is being filled; call :meth:`finish` at the end.

    Args:
        index: the index, empty.
        offer: what its listing offers.
        language: the language that values are named in.
    """

    def __init__(self, index: FacetIndex[Entry], offer: Offer, language: str) -> None:
        self.index = index
        self._facet_of = offer.facet_of_scheme
        self._bits: dict[str, dict[str, Bits]] = defaultdict(lambda: defaultdict(int))
        self._rules: dict[tuple[frozenset[str], ...], Bits] = defaultdict(int)
        self._used: set[tuple[str, int]] = set()
        self._labels = words(language).labels
        self._concepts: dict[int, tuple[Any, ...]] = {
            row[0]: row
            for row in Concept.objects.values_list(
                "pk", "scheme", "notation", "slug", "broader_id", "sort_order", "name"
            )
        }

    def add(self, entry: Entry, rules: Iterable[frozenset[str]]) -> int:
        """Add an entry with the rules of access above it, and return its position."""
        position = len(self.index.entries)
        self.index.entries.append(entry)
        self.index.positions[entry.pk] = position
        self._rules[tuple(rules)] |= 1 << position
        return position

    def mark(self, facet: str, value: str, position: int) -> None:
        """Say that an entry has a value that is no concept."""
        self._bits[facet][value] |= 1 << position

    def code(self, pk: int | None, position: int) -> None:
        """Say that an entry is coded with a concept, and so with every broader one of its scheme.

        A keyword that was promoted into a list is found there, whoever still has it as a tag.
        """
        if pk not in self._concepts:
            return
        scheme = self._concepts[pk][1]
        facet = self._facet_of.get(scheme, TAG)
        above: int | None = pk
        seen: set[int] = set()
        while above in self._concepts and self._concepts[above][1] == scheme and above not in seen:
            self._bits[facet][self.value(above)] |= 1 << position
            self._used.add((facet, above))
            seen.add(above)
            above = self._concepts[above][4]

    def value(self, pk: int) -> str:
        """Return what stands for a concept in addresses (``Concept.key``)."""
        return self._concepts[pk][2] or self._concepts[pk][3]

    def name(self, pk: int) -> tuple[str, str]:
        """Return a concept's label and its language."""
        return self._labels.get(pk, (self._concepts[pk][6], ""))

    def above(self, pk: int) -> int | None:
        """Return the broader concept of a concept, of whatever scheme."""
        return self._concepts[pk][4] if pk in self._concepts else None

    def knows(self, pk: int | None) -> bool:
        """Tell whether there is such a concept."""
        return pk in self._concepts

    def finish(self) -> None:
        """Give the index its sets and the words of its values."""
        self.index.rules = dict(self._rules)
        self.index.values = {key: dict(values) for key, values in self._bits.items()}
        for facet, pk in self._used:
            _pk, scheme, _notation, _slug, broader, rank, _name = self._concepts[pk]
            key = (facet, self.value(pk))
            self.index.labels[key] = self.name(pk)
            self.index.ranks[key] = rank
            if broader in self._concepts and self._concepts[broader][1] == scheme:
                self.index.parents[key] = self.value(broader)
