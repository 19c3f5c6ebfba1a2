"""Form fields in which concepts are chosen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme


class ConceptsField(forms.ModelMultipleChoiceField):
    """Chooses concepts of one scheme.

    Args:
        scheme: the scheme to choose from.
        max_choices: how many at most; None for any number.
    """

    def __init__(self, scheme: str, max_choices: int | None = None, **kwargs: Any) -> None:
        self.scheme = scheme
        self.max_choices = max_choices
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", Scheme(scheme).label)
        super().__init__(queryset=Concept.objects.none(), **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "ConceptsField":
        """Make each form's own field, now that the models are loaded."""
        copied = super().__deepcopy__(memo)
        copied.queryset = Concept.objects.filter(
            scheme=self.scheme, replaced_by=None
        ).prefetch_related("labels")
        return copied

    def clean(self, value: Any) -> list[Concept]:
        """Return the chosen concepts in the order of the scheme."""
        concepts = list(super().clean(value))
        if self.max_choices and len(concepts) > self.max_choices:
            raise ValidationError(
                _("Choose at most %(count)d.") % {"count": self.max_choices}, code="too_many"
            )
        return concepts
