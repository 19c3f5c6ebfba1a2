"""How a resource or a case study is cited, in one line."""

from typing import Any

from django.utils.html import conditional_escape

from casestudies.citation import citation
from casestudies.models import CaseStudyPage
from library.citation import Formatted, citation_of


def cited(page: Any) -> Formatted:
    """Return how to cite a resource, or a case study as its own page says it.

    Args:
        page: a resource loaded with what its record tells (``library.queries.for_records``), or a
            case study with its organisations.
    """
    if isinstance(page, CaseStudyPage):
        text = citation(page).text
        return Formatted(text, conditional_escape(text))
    return citation_of(page)
