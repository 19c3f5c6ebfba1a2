"""Reads of resources. Every list of them starts here, from what the reader may see."""

from django.db.models import Model, Prefetch

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


def for_page(pk: int) -> ResourcePage:
    """Load one resource with all that its page shows, one query for each relation."""
    return (
        ResourcePage.objects.select_related("locale", "listing_image", "social_image")
        .prefetch_related(
            "listing_image__renditions",
            _with("concept_links", ResourceConcept, "concept"),
            _with("tagged_items", ResourceTag, "tag"),
            _with("agents", ResourceAgent),
            _with("identifiers", ResourceIdentifier),
            _with("places", ResourcePlace, "city__country", "area"),
            _with("relations", ResourceRelation, "target__locale"),
            _with("citations", ResourceCitation, "case__locale"),
            _with("files", ResourceFile, "document"),
        )
        .get(pk=pk)
    )


def _with(relation: str, model: type[Model], *related: str) -> Prefetch:
    """Prefetch a child relation together with what each child points to, in one query."""
    return Prefetch(relation, queryset=model._default_manager.select_related(*related))
