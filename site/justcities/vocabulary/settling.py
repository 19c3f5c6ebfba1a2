"""Where a page holds a concept: a keyword among its tags, all others among its coded facts.

A concept changes its list when a keyword is promoted or one is merged into another. A tag of a list
that has a field of its own would be counted by the wrong filter, and be missing in the right one.
A list the page type has no field for stays among the tags, where the form shows it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from modelcluster.models import get_all_child_relations

from justcities.vocabulary.concept_forms import ConceptLinksForm
from justcities.vocabulary.models import Concept, ConceptLink, ConceptTag
from justcities.vocabulary.schemes import Scheme


@dataclass(frozen=True)
class Holder:
    """A page type that holds concepts in both ways, and the lists it has a field for.

    ``tags`` and ``links`` are its subclasses of ``ConceptTag`` and ``ConceptLink``, with the key to
    the page that those lack.
    """

    tags: Any
    links: Any
    tags_name: str
    links_name: str
    schemes: frozenset[str]


def holder(page_type: Any) -> Holder | None:
    """Return how a page type holds concepts; None where it has only one way, or none."""
    relations = {
        kind: relation
        for relation in get_all_child_relations(page_type)
        for kind in (ConceptTag, ConceptLink)
        if issubclass(relation.related_model, kind)
    }
    form = getattr(page_type, "base_form_class", None)
    if len(relations) < 2 or not (form and issubclass(form, ConceptLinksForm)):
        return None
    tags, links = relations[ConceptTag], relations[ConceptLink]
    return Holder(
        tags.related_model,
        links.related_model,
        tags.get_accessor_name(),
        links.get_accessor_name(),
        frozenset(form.schemes),
    )


def settle_uses(concept: Concept) -> None:
    """Put a concept to its place on all pages, after its list has changed; within a transaction."""
    for each in _holders():
        if concept.scheme == Scheme.KEYWORD:
            _to_tags(each, concept)
        elif concept.scheme in each.schemes:
            _to_links(each, concept)


def _holders() -> Iterator[Holder]:
    from justcities.vocabulary.uses import relations

    for field in relations():
        if issubclass(field.model, ConceptTag):
            found = holder(field.model._meta.get_field("content_object").related_model)
            if found is not None:
                yield found


def _to_links(each: Holder, concept: Concept) -> None:
    rows = each.tags._default_manager.filter(tag=concept)
    pages = set(rows.values_list("content_object_id", flat=True))
    links = each.links._default_manager
    there = set(links.filter(concept=concept).values_list("page_id", flat=True))
    last = dict(
        links.filter(page__in=pages)
        .order_by()
        .values_list("page_id")
        .annotate(last=Max("sort_order"))
    )
    links.bulk_create(
        each.links(page_id=page, concept=concept, sort_order=last.get(page, -1) + 1)
        for page in sorted(pages - there)
    )
    rows.delete()


def _to_tags(each: Holder, concept: Concept) -> None:
    rows = each.links._default_manager.filter(concept=concept)
    pages = set(rows.values_list("page_id", flat=True))
    tags = each.tags._default_manager
    there = set(tags.filter(tag=concept).values_list("content_object_id", flat=True))
    tags.bulk_create(
        each.tags(content_object_id=page, tag=concept) for page in sorted(pages - there)
    )
    rows.delete()


def settle(page: Any, schemes: Mapping[int, str]) -> None:
    """Put the concepts of a page that is loaded, unsaved, to their places.

    Args:
        page: a draft or revision.
        schemes: the list of each concept it names, by primary key.
    """
    each = holder(type(page))
    if each is None:
        return
    tags, links = (list(getattr(page, name).all()) for name in (each.tags_name, each.links_name))
    coded = [row for row in tags if schemes.get(row.tag_id) in each.schemes]
    open_words = [row for row in links if schemes.get(row.concept_id) == Scheme.KEYWORD]
    if not coded and not open_words:
        return
    kept_tags = [row for row in tags if schemes.get(row.tag_id) not in each.schemes]
    kept_links = [row for row in links if schemes.get(row.concept_id) != Scheme.KEYWORD]
    new_tags = {row.concept_id for row in open_words} - {row.tag_id for row in kept_tags}
    new_links = {row.tag_id for row in coded} - {row.concept_id for row in kept_links}
    for pk in sorted(new_tags):
        kept_tags.append(each.tags(tag_id=pk))
    for place, pk in enumerate(sorted(new_links), len(links)):
        kept_links.append(each.links(concept_id=pk, sort_order=place))
    setattr(page, each.tags_name, kept_tags)
    setattr(page, each.links_name, kept_links)
