"""Related case studies, each with the reason why it is named."""

from dataclasses import dataclass
from typing import Any

from casestudies.models import CaseStudyPage
from casestudies.queries import for_cards, visible_index
from justcities.vocabulary.listing.closest import closest, reason
from justcities.vocabulary.schemes import Scheme

HOW_MANY = 3
WEIGHTS = {"theme": 3, "group": 2, "question": 1, "aim": 1}
SCHEMES = {
    "theme": Scheme.THEME,
    "group": Scheme.POPULATION_GROUP,
    "question": Scheme.FOCUS_QUESTION,
    "aim": Scheme.AIM,
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
    coded = [
        (facet, concept) for facet, scheme in SCHEMES.items() for concept in page.concepts(scheme)
    ]
    own = index.positions.get(page.pk)
    found = [
        (index.entries[at].pk, shared)
        for at, shared in closest(index, visible, coded, WEIGHTS, own, HOW_MANY)
    ]
    cases = {case.pk: case for case in for_cards(pk for pk, _shared in found)}
    return [Related(cases[pk], reason(shared)) for pk, shared in found if pk in cases and shared]
