"""Reads of case studies. Every list of them starts here, from what the reader may see."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from casestudies.facets import CaseIndex, ListingPage, index_for
from casestudies.models import (
    CaseStudyConcept,
    CaseStudyOrganisation,
    CaseStudyPage,
    CaseStudyTag,
    EditionPage,
)
from justcities.core.access import may_see_path, restrictions, tokens_held, visible_pages

MOST_OF_EDITION = 60
AT_ONCE = 200


def for_cards(pks: Iterable[int]) -> list[CaseStudyPage]:
    """Load case studies with all that a card shows, in the order of the keys given.

    Args:
        pks: primary keys of case studies the reader may see.

    Returns:
        The pages, in three queries however many they are.
    """
    wanted = list(pks)
    found = (
        CaseStudyPage.objects.filter(pk__in=wanted)
        .select_related("locale", "listing_image", "city", "country", "region")
        .prefetch_related(
            "listing_image__renditions", _with("concept_links", CaseStudyConcept, "concept")
        )
        .defer("context", "approach", "impact", "takeaways", "infographics", "lessons")
    )
    by_pk = {page.pk: page for page in found}
    return [by_pk[pk] for pk in wanted if pk in by_pk]


def for_records(pks: Iterable[int]) -> Iterator[CaseStudyPage]:
    """Load case studies with all that a record of them tells, in the order of the keys given.

    Args:
        pks: primary keys of case studies the reader may see.

    Returns:
        The pages one by one, 200 in memory at once.
    """
    wanted = list(pks)
    for start in range(0, len(wanted), AT_ONCE):
        several = wanted[start : start + AT_ONCE]
        found = (
            CaseStudyPage.objects.filter(pk__in=several)
            .select_related("locale", "city__country", "country", "region")
            .prefetch_related(
                _with("concept_links", CaseStudyConcept, "concept"),
                _with("tagged_items", CaseStudyTag, "tag"),
                _with("organisations", CaseStudyOrganisation, "kind"),
            )
            .defer("context", "approach", "impact", "takeaways", "infographics", "lessons")
        )
        by_pk = {page.pk: page for page in found}
        yield from (by_pk[pk] for pk in several if pk in by_pk)


def visible_index(language: str, user: Any) -> tuple[CaseIndex, int]:
    """Return a language's index and the set of case studies this reader may see."""
    index = index_for(language)
    return index, index.visible(tokens_held(user))


def listing_page(language: str, user: Any) -> ListingPage | None:
    """Return the page that lists the case studies in a language, if this reader may see it."""
    page = index_for(language).listing
    if page is not None and may_see_path(page.path, tokens_held(user), restrictions()):
        return page
    return None


def editions(language: str, user: Any = None) -> list[EditionPage]:
    """Return the editions that have a page in this language, the newest first."""
    pages = EditionPage.objects.filter(locale__language_code=language).order_by("-year")
    return list(visible_pages(pages, user))


def edition_years() -> list[int]:
    """Return the years of all editions, the newest first, for the editor to choose from."""
    years = EditionPage.objects.order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(years))


def for_page(pk: int) -> CaseStudyPage:
    """Load one case study with all that its page shows, in five queries."""
    return (
        _whole()
        .select_related("listing_image", "social_image")
        .prefetch_related("listing_image__renditions")
        .get(pk=pk)
    )


def for_reading(pks: Iterable[int]) -> list[CaseStudyPage]:
    """Load case studies with narrative and facts, without pictures, in the order of the keys.

    Args:
        pks: primary keys of case studies the reader may see.
    """
    wanted = list(pks)
    by_pk = _whole().in_bulk(wanted) if wanted else {}
    return [by_pk[pk] for pk in wanted if pk in by_pk]


def _whole() -> QuerySet[CaseStudyPage]:
    return CaseStudyPage.objects.select_related(
        "locale", "city", "country", "region"
    ).prefetch_related(
        _with("concept_links", CaseStudyConcept, "concept"),
        _with("tagged_items", CaseStudyTag, "tag"),
        _with("organisations", CaseStudyOrganisation, "kind"),
    )


def cases_of_edition(year: int, language: str, user: Any) -> list[CaseStudyPage]:
    """Return an edition's case studies in a language, by number, that this reader may see."""
    index, visible = visible_index(language, user)
    matches = index.values.get("edition", {}).get(str(year), 0) & visible
    entries = [index.entries[at] for at in index.ordered(matches, "confirmed")]
    entries.sort(key=lambda entry: (entry.number is None, entry.number or 0))
    return for_cards(entry.pk for entry in entries[:MOST_OF_EDITION])


def _with(relation: str, model: type[Model], related: str) -> Prefetch:
    """Prefetch a child relation together with what each child points to, in one query."""
    return Prefetch(relation, queryset=model._default_manager.select_related(related))
