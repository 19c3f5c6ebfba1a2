"""Forms of page types with coded facts: one field for each scheme of ``concept_links``."""

from collections.abc import Iterable
from typing import Any

from justcities.core.forms import CommonFieldsForm
from justcities.vocabulary.fields import ConceptsField


def field_name(scheme: str) -> str:
    """Return the name of the form field that stands for a scheme."""
    return "concepts_" + scheme.replace("-", "_")


class ConceptLinksForm(CommonFieldsForm):
    """The form of a page type with ``concept_links``.

    A subclass names its ``schemes`` and calls :func:`add_concept_fields`.
    """

    schemes: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, list[Any]] = {}
        for link in self.instance.concept_links.all():
            chosen.setdefault(link.concept.scheme, []).append(link.concept)
        for scheme in self.schemes:
            self.initial[field_name(scheme)] = chosen.get(scheme, [])

    @classmethod
    def concept_fields(cls) -> list[str]:
        """Return the names of the fields of all schemes, in the order they are shown."""
        return [field_name(scheme) for scheme in cls.schemes]

    def clean(self) -> dict[str, Any]:
        """Take the chosen concepts over; a translation has its source's."""
        cleaned = super().clean()
        if not self.follows_source:
            link_model = self.instance._meta.get_field("concept_links").related_model
            concepts = [
                concept for name in self.concept_fields() for concept in cleaned.get(name) or []
            ]
            self.instance.concept_links = [
                link_model(concept=concept, sort_order=position)
                for position, concept in enumerate(concepts)
            ]
        return cleaned


def add_concept_fields(
    form: type[ConceptLinksForm], many: Iterable[str], one: Iterable[str] = ()
) -> None:
    """Give a form class a field for each scheme.

    Args:
        form: the class; Wagtail makes the page type's form out of it.
        many: schemes of which any number of concepts can be chosen.
        one: schemes of which one can be chosen.
    """
    for scheme in many:
        form.base_fields[field_name(scheme)] = ConceptsField(scheme=scheme)
    for scheme in one:
        form.base_fields[field_name(scheme)] = ConceptsField(scheme=scheme, max_choices=1)
    form.schemes = (*many, *one)
    form.common_form_fields = tuple(form.concept_fields())
