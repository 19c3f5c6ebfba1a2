"""The editor's forms of a resource and of a collection."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from justcities.vocabulary.concept_forms import ConceptLinksForm, add_concept_fields
from justcities.vocabulary.schemes import Scheme
from library.starting_texts import scope

ONE = (Scheme.RESOURCE_TYPE,)
# Kinds of organisation say here who the resource is for.
MANY = (Scheme.THEME, Scheme.POPULATION_GROUP, Scheme.SDG_TARGET, Scheme.ORGANISATION_KIND)


class LibraryIndexForm(WagtailAdminPageForm):
    """A new library's form comes with the text on what belongs into it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.instance.scope:
            self.initial["scope"] = scope(self.instance.locale.language_code)


class ResourceForm(ConceptLinksForm):
    """One field for each scheme of ``concept_links``; says what is missing before publishing."""

    def clean(self) -> dict[str, Any]:
        """Before publishing, say kindly what is missing; a draft may lack anything but a title."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            from library.services import missing_to_publish

            for field, message in missing_to_publish(self.instance, cleaned):
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, message)
        return cleaned


class CollectionForm(WagtailAdminPageForm):
    """A collection is chosen by hand or found by a query, never both."""

    def clean(self) -> dict[str, Any]:
        """Refuse a query beside resources chosen by hand, and one that finds by nothing known."""
        cleaned = super().clean()
        query = cleaned.get("query") or ""
        if query:
            from library.services import query_of_address

            try:
                cleaned["query"] = self.instance.query = query_of_address(query)
            except ValueError as error:
                self.add_error("query", str(error))
            items = self.formsets.get("items")
            if (
                items is not None
                and items.is_valid()
                and any(
                    form.cleaned_data and not form.cleaned_data.get("DELETE")
                    for form in items.forms
                )
            ):
                self.add_error(
                    "query", _("Collect by a query, or choose the resources below: not both.")
                )
        return cleaned


add_concept_fields(ResourceForm, MANY, ONE)
