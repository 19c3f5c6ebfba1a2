"""Related case studies, each with the reason why it is named."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casestudies.facets import Bits, CaseIndex
from casestudies.models import CaseStudyPage
from casestudies.queries import for_cards, visible_index
from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme

HOW_MANY = 3
MOST_WEIGHED = 400
WEIGHTS = {
    "theme": (Scheme.THEME, 3),
    "group": (Scheme.POPULATION_GROUP, 2),
    "question": (Scheme.FOCUS_QUESTION, 1),
    "aim": (Scheme.AIM, 1),
}


@dataclass
class Related:
    """A related case study and, in words, what the two have in common."""

    case: CaseStudyPage
    reason: str


def related(page: CaseStudyPage, language: str, user: Any) -> list[Related]:
    """Return up to three case studies that share most with this one and that the reader may see.

    Args:
        page: the case study, its concepts and labels prefetched; in any language.
        language: the language the related ones have to be in.
        user: the reader.

    Returns:
        The related case studies, the closest first; the same page order for the same data.
    """
    index, visible = visible_index(language, user)
    weighted = [
        (concept, index.values.get(key, {}).get(concept.key, 0) & visible, weight)
        for key, (scheme, weight) in WEIGHTS.items()
        for concept in page.concepts(scheme)
    ]
    scores: dict[int, int] = {}
    for position in _candidates(index, weighted, visible):
        entry = index.entries[position]
        if entry.pk == page.pk:
            continue
        bit = 1 << position
        scores[position] = sum(weight for _concept, bits, weight in weighted if bits & bit)
    best = sorted(scores, key=lambda position: (-scores[position], position))[:HOW_MANY]
    cases = {case.pk: case for case in for_cards(index.entries[at].pk for at in best)}
    result = []
    for position in best:
        case = cases.get(index.entries[position].pk)
        shared = [concept for concept, bits, _weight in weighted if bits & (1 << position)]
        if case is not None and shared:
            result.append(Related(case, _reason(shared)))
    return result


def _candidates(
    index: CaseIndex, weighted: list[tuple[Concept, Bits, int]], visible: Bits
) -> list[int]:
    """Return positions worth weighing: those that share something, at most 400."""
    sharing = 0
    for _concept, bits, weight in sorted(weighted, key=lambda item: item[1].bit_count()):
        if weight > 1:
            sharing |= bits
        if sharing.bit_count() > MOST_WEIGHED:
            break
    return index.ordered(sharing & visible, "confirmed")[:MOST_WEIGHED]


def _reason(shared: list[Concept]) -> str:
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
