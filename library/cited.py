"""How a resource or a case study is cited, in one line."""

from dataclasses import dataclass
from typing import Any

from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext as _

from casestudies.citation import citation
from casestudies.models import CaseStudyPage
from library.choices import AgentRole, IdentifierKind
from library.models import ResourcePage


@dataclass
class Cited:
    """A citation as templates take it."""

    text: str


def cited(page: Any) -> Cited:
    """Return how to cite a resource, or a case study."""
    if isinstance(page, CaseStudyPage):
        return Cited(citation(page).text)
    return Cited(_of_resource(page))


def _of_resource(page: ResourcePage) -> str:
    names = [str(agent) for agent in page.agents.all() if agent.role == AgentRole.AUTHOR]
    where = next(
        (
            f"https://doi.org/{item.value}" if item.kind == IdentifierKind.DOI else item.value
            for item in page.identifiers.all()
            if item.kind in {IdentifierKind.DOI, IdentifierKind.URL}
        ),
        uri_to_iri(page.full_url or ""),
    )
    parts = [
        "; ".join(names) or page.publisher,
        f"({page.year or _('no date')}).",
        f"{page.cited_title or page.title}.",
        f"{page.publisher}." if page.publisher and names else "",
        where,
    ]
    return " ".join(part for part in parts if part)
