"""What a page type with concepts does when it is saved and loaded."""

from typing import Any

from django.db import models, transaction
from modelcluster.models import get_all_child_relations

from justcities.core.languages import current
from justcities.vocabulary.models import Concept, ConceptLink, ConceptTag
from justcities.vocabulary.services import keyword_for
from justcities.vocabulary.settling import settle


class ConceptsMixin(models.Model):
    """A page type with coded facts and keywords. List it before ``Page`` and its like.

    Words typed as new keywords become concepts when the page or a draft of it is saved, never when
    a form is only checked or previewed. A draft or revision that names a concept which was merged
    since is loaded with the one that replaced it, and a keyword that was moved into a list stands
    among the coded facts.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Make the new keywords, then save."""
        with transaction.atomic():
            self._make_keywords()
            return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Make the new keywords, then save the draft."""
        with transaction.atomic():
            self._make_keywords()
            return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    def with_content_json(self, content: dict) -> Any:
        """Load a draft or revision, with merged concepts resolved and moved ones in their place."""
        page = super().with_content_json(content)  # type: ignore[misc]
        settle(page, resolve_merged(page))
        return page

    def _make_keywords(self) -> None:
        new: dict[str, list[str]] = self.__dict__.pop("_new_keywords", {})
        if not new:
            return
        locale = getattr(self, "locale", None)
        language = locale.language_code if locale else current()
        for name, texts in new.items():
            getattr(self, name).add(*(keyword_for(text, language) for text in texts))


def resolve_merged(page: Any) -> dict[int, str]:
    """Put in place of each merged concept that a page names, unsaved, the one that replaced it.

    One query, one more where any was merged. Where both were named, one stays.

    Returns:
        The list of each concept the page names now, by primary key.
    """
    holders = [(page, field) for field in _concept_fields(type(page))]
    relations = []
    for relation in get_all_child_relations(type(page)):
        fields = _concept_fields(relation.related_model)
        if fields:
            relations.append(relation)
            children = getattr(page, relation.get_accessor_name()).all()
            holders += [(child, field) for child in children for field in fields]
    named = {getattr(holder, field.attname) for holder, field in holders} - {None}
    rows = Concept.objects.filter(pk__in=named).values_list("pk", "scheme", "replaced_by")
    found = list(rows)
    schemes = {pk: scheme for pk, scheme, _heir in found}
    replaced = {pk: heir for pk, _scheme, heir in found if heir}
    if not replaced:
        return schemes
    heirs = Concept.objects.in_bulk(set(replaced.values()))
    schemes |= {pk: heir.scheme for pk, heir in heirs.items()}
    for holder, field in holders:
        heir = heirs.get(replaced.get(getattr(holder, field.attname), 0))
        if heir is not None:
            setattr(holder, field.name, heir)
    for relation in relations:
        if issubclass(relation.related_model, ConceptLink | ConceptTag):
            _drop_doubles(page, relation)
    return schemes


def _concept_fields(model: type[models.Model]) -> list[models.ForeignKey]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Concept
    ]


def _drop_doubles(page: Any, relation: Any) -> None:
    (field,) = _concept_fields(relation.related_model)
    name = relation.get_accessor_name()
    kept: dict[int, Any] = {}
    for child in getattr(page, name).all():
        kept.setdefault(getattr(child, field.attname), child)
    setattr(page, name, list(kept.values()))
