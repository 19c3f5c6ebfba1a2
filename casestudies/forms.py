"""The editor's form of a case study: one field for each scheme of coded facts."""

from typing import Any

from django.forms import Select
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from justcities.core.forms import CommonFieldsForm
from justcities.vocabulary.fields import ConceptsField
from justcities.vocabulary.schemes import Scheme

MANY = (
    Scheme.THEME,
    Scheme.POPULATION_GROUP,
    Scheme.FOCUS_QUESTION,
    Scheme.AIM,
    Scheme.APPROACH,
    Scheme.ROLE,
    Scheme.TREND,
    Scheme.CRITERION,
    Scheme.SDG_TARGET,
    Scheme.SUCCESS_FACTOR,
    Scheme.TECHNOLOGY_PRACTICE,
    Scheme.SCALING_PATH,
)
ONE = (Scheme.MATURITY,)
SCHEMES = (*MANY, *ONE)


class ConceptFormFields:
    """Names of the form fields that stand for schemes."""

    @staticmethod
    def name(scheme: str) -> str:
        """Return the form field's name for a scheme."""
        return "concepts_" + scheme.replace("-", "_")

    @classmethod
    def names(cls) -> list[str]:
        """Return all names, in the order they are shown."""
        return [cls.name(scheme) for scheme in SCHEMES]


class CaseStudyForm(CommonFieldsForm):
    """One field for each scheme of ``concept_links``; says what is missing before publishing."""

    common_form_fields = tuple(ConceptFormFields.names())

    class Media:
        js = ["js/admin/section-words.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, list[Any]] = {}
        for link in self.instance.concept_links.all():
            chosen.setdefault(link.concept.scheme, []).append(link.concept)
        for scheme in SCHEMES:
            self.initial[ConceptFormFields.name(scheme)] = chosen.get(scheme, [])
        if "edition" in self.fields:
            self.fields["edition"].widget = Select(choices=self._edition_choices())

    def clean(self) -> dict[str, Any]:
        """Before publishing, say kindly what is missing; a draft may lack anything but a title."""
        cleaned = super().clean()
        if not self.follows_source:
            self._take_concepts(cleaned)
        if not self.is_deferred_validation:
            from casestudies.services import missing_to_publish

            for field, message in missing_to_publish(self.instance, cleaned, self.formsets):
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, message)
        return cleaned

    def _edition_choices(self) -> list[tuple[str | int, str | Promise]]:
        """Return the editions there are, and the page's own even where its page is gone."""
        from casestudies.queries import edition_years

        years = sorted({*edition_years(), *filter(None, [self.instance.edition])}, reverse=True)
        return [("", _("None")), *((year, str(year)) for year in years)]

    def _take_concepts(self, cleaned: dict[str, Any]) -> None:
        link_model = self.instance._meta.get_field("concept_links").related_model
        concepts = [
            concept
            for scheme in SCHEMES
            for concept in cleaned.get(ConceptFormFields.name(scheme)) or []
        ]
        self.instance.concept_links = [
            link_model(concept=concept, sort_order=position)
            for position, concept in enumerate(concepts)
        ]


for _scheme in MANY:
    CaseStudyForm.base_fields[ConceptFormFields.name(_scheme)] = ConceptsField(scheme=_scheme)
for _scheme in ONE:
    CaseStudyForm.base_fields[ConceptFormFields.name(_scheme)] = ConceptsField(
        scheme=_scheme, max_choices=1
    )
