"""Where concepts are used, found through the models that point at them."""

from collections import Counter
from collections.abc import Iterable

from django.apps import apps
from django.db import models
from wagtail.models import Page

from justcities.core.access import visible_pages
from justcities.vocabulary.models import City, Concept, ConceptLink, ConceptTag, Definition, Label

# These are parts of the vocabulary itself, no uses of it.
OWN = (Concept, Label, Definition, City)


def relations() -> list[models.ForeignKey]:
    """Return every foreign key by which something outside the vocabulary uses a concept."""
    return [
        field
        for model in apps.get_models()
        if model not in OWN and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Concept
    ]


def use_counts(pks: Iterable[int]) -> Counter[int]:
    """Return how often each concept is used; one query a relation, whatever the number.

    A page's own published and drafted rows count; words that stand only in an older revision
    don't.
    """
    wanted = list(pks)
    counts: Counter[int] = Counter()
    for field in relations():
        rows = (
            field.model._default_manager.filter(**{f"{field.name}__in": wanted})
            .order_by()
            .values_list(field.attname)
            .annotate(number=models.Count("pk"))
        )
        counts.update(dict(rows))
    return counts


def parent_field(model: type[models.Model]) -> str:
    """Return the name of the field by which a coded fact or keyword belongs to its page."""
    return "page" if issubclass(model, ConceptLink) else "content_object"


def move_uses(old: Concept, new: Concept) -> int:
    """Point everything that uses one concept at another; return how many rows that were.

    Where a page has both already, the old fact or keyword is taken away.
    """
    moved = 0
    for field in relations():
        rows = field.model._default_manager.filter(**{field.name: old})
        if issubclass(field.model, ConceptLink | ConceptTag):
            parent = parent_field(field.model)
            has_both = field.model._default_manager.filter(**{field.name: new})
            double = rows.filter(**{f"{parent}__in": has_both.values(parent)})
            moved += double.count()
            field.model._default_manager.filter(
                pk__in=list(double.values_list("pk", flat=True))
            ).delete()
        moved += rows.update(**{field.name: new})
    moved += City.objects.filter(country=old).update(country=new)
    return moved


def public_keywords() -> frozenset[int]:
    """Return the keywords that stand on a page the public may read.

    A keyword typed into a draft, or on a page for members, says something about that page, so it
    appears in nothing that everybody reads.
    """
    found: set[int] = set()
    for field in relations():
        if not issubclass(field.model, ConceptTag):
            continue
        holder = field.model._meta.get_field("content_object").related_model
        if issubclass(holder, Page):
            pages = visible_pages(holder._default_manager.all())
            rows = field.model._default_manager.filter(content_object__in=pages.values("pk"))
            found.update(rows.values_list("tag_id", flat=True))
    return frozenset(found)
