"""The editor's form of a case study: one field for each scheme of coded facts."""

from typing import Any

from django.forms import Select
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from justcities.vocabulary.concept_forms import ConceptLinksForm, add_concept_fields
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


class CaseStudyForm(ConceptLinksForm):
    """One field for each scheme of ``concept_links``; says what is missing before publishing."""

    class Media:
        js = ["js/admin/section-words.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "edition" in self.fields:
            self.fields["edition"].widget = Select(choices=self._edition_choices())

    def clean(self) -> dict[str, Any]:
        """Before publishing, say kindly what is missing; a draft may lack anything but a title."""
        cleaned = super().clean()
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


add_concept_fields(CaseStudyForm, MANY, ONE)
