"""What shares most with a thing, and in words what they share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from justcities.vocabulary.listing.index import Bits, FacetIndex
from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme

MOST_WEIGHED = 400


def closest(
    index: FacetIndex[Any],
    visible: Bits,
    shared_by: Iterable[tuple[str, Concept]],
    weights: Mapping[str, int],
    but: int | None,
    how_many: int,
) -> list[tuple[int, list[Concept]]]:
    """Return the entries that share most with a thing, the closest first.

    Args:
        index: what to choose from.
        visible: which of it the reader may see.
        shared_by: the thing's concepts, each with the facet it is found by.
        weights: how much sharing a value of a facet counts; one that counts 1 alone is no reason.
        but: the position of the thing itself, where it is in the index.
        how_many: how many at most.

    Returns:
        Positions and what is shared; the same for the same data.
    """
    weighted = [
        (concept, index.having(facet, concept.key) & visible, weights[facet])
        for facet, concept in shared_by
    ]
    scores: dict[int, int] = {}
    for position in _candidates(index, weighted, visible):
        if position != but:
            bit = 1 << position
            scores[position] = sum(weight for _concept, bits, weight in weighted if bits & bit)
    best = sorted(scores, key=lambda position: (-scores[position], position))[:how_many]
    return [
        (position, [concept for concept, bits, _weight in weighted if bits & (1 << position)])
        for position in best
    ]


def _candidates(
    index: FacetIndex[Any], weighted: list[tuple[Concept, Bits, int]], visible: Bits
) -> list[int]:
    """Return positions worth weighing: those that share something, at most 400."""
    sharing = 0
    for _concept, bits, weight in sorted(weighted, key=lambda item: item[1].bit_count()):
        if weight > 1:
            sharing |= bits
        if sharing.bit_count() > MOST_WEIGHED:
            break
    return index.ordered(sharing & visible, next(iter(index.orders)))[:MOST_WEIGHED]


def reason(shared: list[Concept]) -> str:
    """Say in words what two things have in common."""
    themes = [concept.label() for concept in shared if concept.scheme == Scheme.THEME]
    groups = [concept.label() for concept in shared if concept.scheme == Scheme.POPULATION_GROUP]
    if themes and groups:
        return _("Same theme: %(theme)s. Same people: %(group)s.") % {
            "theme": themes[-1],
            "group": groups[0],
        }
    if themes:
        return _("Same theme: %(theme)s.") % {"theme": themes[-1]}
    return _("Same people: %(group)s.") % {"group": groups[0]} if groups else shared[0].label()
