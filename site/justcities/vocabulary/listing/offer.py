"""What a listing offers to filter and to sort by, and in which words, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from justcities.vocabulary.schemes import Scheme

BY_RANK = "rank"
BY_LABEL = "label"
BY_VALUE_DOWN = "down"
YES = "yes"


@dataclass(frozen=True)
class FacetOffer:
    """One facet.

    Attributes:
        name: as readers see it.
        scheme: the list its values come from, where they are concepts of a list.
        order: ``BY_RANK`` (the vocabulary's), ``BY_LABEL``, or ``BY_VALUE_DOWN`` (years).
        values: its values in their order, where they are fixed in code.
        words: returns the words of a value that is no concept.
        nested: narrower values are shown only below one that is chosen.
        most: how many values are shown; the chosen and the most frequent stay.
        flag: its one value is a wish of its own ("with a file"), shown without a fold.
        open: shown unfolded from the start.
    """

    name: Promise
    scheme: Scheme | None = None
    order: str = BY_RANK
    values: tuple[str, ...] = ()
    words: Callable[[str], str] | None = None
    nested: bool = False
    most: int | None = None
    flag: bool = False
    open: bool = False


@dataclass(frozen=True)
class Wording:
    """What a listing says of the things it lists.

    Those with numbers are ``ngettext_lazy`` by the key ``count``; ``shown`` is the number as the
    reader's language writes it.

    Attributes:
        filters: the name of the form with the filters.
        unknown: of a value nothing has (``value``, ``facet``).
        none: nothing fits.
        total: how many there are (``count``).
        some: how many fit (``count``, ``all``).
        counted: how many, in a list of ways out (``shown``).
        show_all: the way out of all filters (``shown``).
        nothing: said where nothing fits, before the ways out.
    """

    filters: Promise
    unknown: Promise
    none: Promise
    total: Any
    some: Any
    counted: Any
    show_all: Any
    nothing: Promise


@dataclass(frozen=True)
class Offer:
    """All of it. The first order is the default."""

    facets: dict[str, FacetOffer]
    sorts: dict[str, Promise]
    wording: Wording
    per_page: int = 12

    @property
    def default_sort(self) -> str:
        """The order of an address that names none."""
        return next(iter(self.sorts))

    @property
    def facet_of_scheme(self) -> dict[str, str]:
        """The facet that a concept of a scheme is found by, by scheme."""
        return {
            facet.scheme.value: key
            for key, facet in self.facets.items()
            if facet.scheme is not None
        }


def yes(name: Promise) -> FacetOffer:
    """Return a facet with one value, ``yes``, that is called like the facet itself."""
    return FacetOffer(name, values=(YES,), words=lambda _value: str(name), flag=True)
