"""Reads for the home page, the glossary, text pages and what stands around every page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from casestudies.filters import Filters
from casestudies.models import CaseStudyPage, EditionPage
from casestudies.places import marks
from casestudies.queries import for_cards, listing_page, visible_index
from home.models import HomePage
from justcities.core.access import visible_pages
from justcities.core.worldmap import world
from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme
from library.queries import library_page
from library.queries import visible_index as visible_library

LATEST = 5
FROM_LIBRARY = 3
EXAMPLES = 4


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return what a home page shows: case studies, questions, map, edition, newest resources."""
    language = page.locale.language_code
    index, visible = visible_index(language, request.user)
    listing = listing_page(language, request.user)
    url = listing.url if listing else ""
    newest = [index.entries[at].pk for at in index.ordered(visible, "newest")[: LATEST + 1]]
    featured_pk = _featured(page, index.positions, visible) or (newest[0] if newest else None)
    shown = [pk for pk in newest if pk != featured_pk][:LATEST]
    cards = {case.pk: case for case in for_cards([pk for pk in (featured_pk, *shown) if pk])}
    return {
        "featured": cards.get(featured_pk) if featured_pk else None,
        "latest": [cards[pk] for pk in shown if pk in cards],
        "questions": _questions(index, visible, url),
        "world": world(marks(index, visible, url)),
        "edition": current_edition(language, request.user),
        "case_index": listing,
        "total": visible.bit_count(),
        "from_library": _from_library(language, request.user),
        "library_index": library_page(language, request.user),
    }


def _from_library(language: str, user: Any) -> list[dict[str, Any]]:
    """Return the newest resources, from memory: kind, title, where they stand. No query."""
    index, visible = visible_library(language, user)
    newest = [index.entries[at] for at in index.ordered(visible, "added")[:FROM_LIBRARY]]
    return [{"entry": entry, "kind": index.kind_of(entry)} for entry in newest]


def _featured(page: HomePage, positions: dict[int, int], visible: int) -> int | None:
    """Return the featured case study's translation in the page's language, if it may be seen."""
    if page.featured_case_id is None:
        return None
    if page.featured_case_id in positions:
        pk: int | None = page.featured_case_id
    else:
        pk = (
            CaseStudyPage.objects.filter(
                translation_key__in=CaseStudyPage.objects.filter(pk=page.featured_case_id).values(
                    "translation_key"
                ),
                locale_id=page.locale_id,
            )
            .values_list("pk", flat=True)
            .first()
        )
    if pk in positions and visible >> positions[pk] & 1:
        return pk
    return None


def _questions(index: Any, visible: int, url: str) -> list[dict[str, Any]]:
    """Return the four focus questions as ways in, each with some cities that answer it."""
    result = []
    concepts = Concept.objects.filter(scheme=Scheme.FOCUS_QUESTION, replaced_by=None)
    for concept in concepts.order_by("sort_order"):
        bits = index.values.get("question", {}).get(concept.key, 0) & visible
        filters = Filters(chosen={"question": (concept.key,)})
        examples = [index.entries[at] for at in index.ordered(bits, "newest")[:EXAMPLES]]
        result.append(
            {
                "concept": concept,
                "label": concept.label(),
                "definition": concept.definition(),
                "count": bits.bit_count(),
                "url": url + filters.query() if url else "",
                "cases": [
                    {
                        "label": _place(index, entry) or entry.title,
                        "title": entry.title,
                        "url": f"{url}{entry.slug}/",
                    }
                    for entry in examples
                ],
            }
        )
    return result


def _place(index: Any, entry: Any) -> str:
    """Return a case study's city, or the country where only that may be shown."""
    return index.cities.get(entry.city or 0, "") or index.places.get(entry.country or 0, ("",))[0]


def current_edition(language: str, user: Any) -> EditionPage | None:
    """Return the newest edition that has a date ahead, or the newest one there is."""
    pages = EditionPage.objects.filter(locale__language_code=language).order_by("-year")
    editions = list(visible_pages(pages, user)[:3])
    today = timezone.localdate()
    for edition in editions:
        ends = [event.value["end"] or event.value["start"] for event in edition.events]
        if any(end >= today for end in ends if end):
            return edition
    return editions[0] if editions else None


def pages_below(page: Page, user: Any) -> list[Page]:
    """Return the pages below a page that this reader may see, in the editors' order."""
    return list(visible_pages(page.get_children(), user).only("title", "url_path", "slug", "path"))
