"""How a resource or a case study is cited, in one line."""

from dataclasses import dataclass
from typing import Any

from casestudies.citation import citation
from casestudies.models import CaseStudyPage
from library.citation import Formatted, citation_of


@dataclass
class Cited:
    """A citation as templates take it."""

    text: str


def cited(page: Any) -> Cited | Formatted:
    """Return how to cite a resource, or a case study."""
    if isinstance(page, CaseStudyPage):
        return Cited(citation(page).text)
    return citation_of(page)
