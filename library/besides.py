"""What the library adds to pages of others: resources on a case study, the button of the list."""

from typing import Any

from casestudies.models import CaseStudyPage
from justcities.core.beside import Beside, register_beside, register_keeper
from library.keeping import TYPES
from library.queries import library_page, visible_index
from library.related import resources_on


@register_beside(CaseStudyPage)
def resources_beside(case: CaseStudyPage, language: str, user: Any) -> list[Beside]:
    """Return the resources that a case study uses; from memory, no query of its own."""
    index, _visible = visible_index(language, user)
    lines = []
    for entry in resources_on(case, language, user):
        kind, kind_language = index.kind_of(entry)
        lines.append(
            Beside(
                title=entry.title,
                url=entry.url,
                language=entry.language,
                kind=kind,
                kind_language=kind_language,
                note=entry.year,
            )
        )
    return lines


@register_keeper
def address_to_keep(page: Any, language: str, user: Any) -> str:
    """Return the address of the list with a page on it, where the reader can reach the list."""
    kind = next((kind for kind, model in TYPES.items() if isinstance(page, model)), "")
    library = library_page(language, user) if kind else None
    return f"{library.url}list/?{kind}={page.pk}" if library else ""
