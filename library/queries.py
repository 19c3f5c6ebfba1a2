"""Reads of resources. Every list of them starts here, from what the reader may see."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from justcities.core.access import may_see_path, restrictions, tokens_held
from justcities.vocabulary.listing.index import Bits, ListingPage
from library.index import LibraryIndex, index_for
from library.models import (
    ResourceAgent,
    ResourceCitation,
    ResourceConcept,
    ResourceFile,
    ResourceIdentifier,
    ResourcePage,
    ResourcePlace,
    ResourceRelation,
    ResourceTag,
)

AT_ONCE = 200


def for_page(pk: int) -> ResourcePage:
    """Load one resource with all that its page shows, one query for each relation."""
    return (
        _with_record(ResourcePage.objects.filter(pk=pk))
        .select_related("locale", "listing_image", "social_image")
        .prefetch_related(
            "listing_image__renditions", _with("citations", ResourceCitation, "case__locale")
        )
        .get()
    )


def for_records(pks: Iterable[int]) -> Iterator[ResourcePage]:
    """Load resources with all that a record of them tells, in the order of the keys given.

    Args:
        pks: primary keys of resources the reader may see.

    Returns:
        The pages one by one, 200 in memory at once.
    """
    wanted = list(pks)
    for start in range(0, len(wanted), AT_ONCE):
        several = wanted[start : start + AT_ONCE]
        found = _with_record(ResourcePage.objects.filter(pk__in=several)).select_related("locale")
        by_pk = {page.pk: page for page in found}
        yield from (by_pk[pk] for pk in several if pk in by_pk)


def _with_record(pages: QuerySet) -> QuerySet:
    """Add what a record tells of each page, one query for each relation."""
    return pages.prefetch_related(
        _with("concept_links", ResourceConcept, "concept"),
        _with("tagged_items", ResourceTag, "tag"),
        _with("agents", ResourceAgent),
        _with("identifiers", ResourceIdentifier),
        _with("places", ResourcePlace, "city__country", "area"),
        _with("relations", ResourceRelation, "target__locale"),
        _with("files", ResourceFile, "document__collection", "document__reading"),
    )


def _with(relation: str, model: type[Model], *related: str) -> Prefetch:
    """Prefetch a child relation together with what each child points to, in one query."""
    return Prefetch(relation, queryset=model._default_manager.select_related(*related))


def visible_index(language: str, user: Any) -> tuple[LibraryIndex, Bits]:
    """Return the library's index for a language and the set of records this reader may see."""
    index = index_for(language)
    return index, index.visible(tokens_held(user))


def library_page(language: str, user: Any) -> ListingPage | None:
    """Return the page that lists the library in a language, if this reader may see it."""
    page = index_for(language).listing
    if page is not None and may_see_path(page.path, tokens_held(user), restrictions()):
        return page
    return None
