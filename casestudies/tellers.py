"""What can be told of a case study in a language it isn't translated into."""

from typing import Any

from casestudies.models import CaseStudyPage
from casestudies.queries import for_page
from casestudies.views import case_context
from justcities.translation.tellers import register_teller


@register_teller(CaseStudyPage)
def tell(page: CaseStudyPage, language: str) -> dict[str, Any]:
    """Return the case study (its place, people and picture need no translation), its coded facts,
    map and related case studies, as far as the public may see them.
    """
    case = for_page(page.pk)
    return {**case_context(case, language, None), "case": case}
