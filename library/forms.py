"""The editor's forms of the library, of a resource and of a collection."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from justcities.assets.models import SiteDocument
from justcities.vocabulary.concept_forms import ConceptLinksForm, add_concept_fields
from justcities.vocabulary.language_fields import LanguagesField
from justcities.vocabulary.schemes import Scheme
from library.file_facts import pages_and_languages
from library.starting_texts import scope

if TYPE_CHECKING:
    from library.look_alikes import LookAlike

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
    """One field for each scheme of ``concept_links``, languages by name, and what may be there.

    ``is_another_one`` declares that what looks like this record is another one.
    ``told_of_look_alikes`` is set by the script that shows them while one types; without it, a new
    record is held back once so that they are seen before it is saved.
    """

    languages = LanguagesField(
        label=_("Languages of the resource"),
        required=False,
        help_text=_("Any language, by its name: French, Krio, العربية."),
    )
    is_another_one = forms.BooleanField(
        label=_("It is another one. Don’t ask again."), required=False
    )
    told_of_look_alikes = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: list[LookAlike] | None = None
        files = self.formsets.get("files")
        if files is not None:
            rows = [row.instance for row in files.forms]
            load_documents(rows)
            if not self.is_bound:
                self._offer(rows)

    def _offer(self, rows: list[Any]) -> None:
        """Fill in from the files what nobody has written yet."""
        pages, languages = pages_and_languages(rows)
        for name, value in (("page_count", pages), ("languages", languages)):
            if value and not getattr(self.instance, name):
                self.initial[name] = value
                self.fields[name].help_text = _("Filled in from the file. Please check it.")

    def clean(self) -> dict[str, Any]:
        """Before publishing, say kindly what is missing; a draft may lack anything but a title."""
        self._find_free_slug()
        cleaned = super().clean()
        if not self.is_deferred_validation:
            from library.services import missing_to_publish

            for field, message in missing_to_publish(self.instance, cleaned):
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, message)
            self._ask_for_files()
        if not self.follows_source:
            self._ask_about_look_alikes(cleaned)
        return cleaned

    def _find_free_slug(self) -> None:
        """Number the slug that followed the title, where another work has the same title.

        Autosave would stop for it otherwise, though nobody has typed a slug.
        """
        slug, title = self.cleaned_data.get("slug"), self.cleaned_data.get("title")
        if not slug or not title or slug != slugify(title, allow_unicode=True):
            return
        parent = self.parent_page or self.instance.get_parent()
        others = parent.get_children().filter(slug__startswith=slug).exclude(pk=self.instance.pk)
        taken = {*others.values_list("slug", flat=True), *self.instance.taken_slugs}
        free, number = slug, 1
        while free in taken:
            number += 1
            free = f"{slug}-{number}"
        self.cleaned_data["slug"] = free

    def _ask_for_files(self) -> None:
        from library.models.records import ONE_OF_TWO

        formset = self.formsets.get("files")
        if formset is None or not formset.is_valid():
            return
        for row in formset.forms:
            values = row.cleaned_data
            if not values or values.get("DELETE"):
                continue
            if not (values.get("document") or values.get("link")):
                row.add_error(None, ONE_OF_TWO)
                self.add_error(None, _("Files and links: %(what)s") % {"what": ONE_OF_TWO})

    def _ask_about_look_alikes(self, cleaned: dict[str, Any]) -> None:
        """Keep what was declared, and hold back what nobody has looked at yet.

        Publishing asks in any case. A draft is held back only before it comes into being, and only
        where no script has shown what is there: autosave never stops for it.
        """
        declared = cleaned.get("is_another_one")
        is_new = self.instance.pk is None
        asks = not self.is_deferred_validation or (
            is_new and not cleaned.get("told_of_look_alikes")
        )
        if not (declared or asks):
            return
        found = self.look_alikes(self.for_user)
        if declared:
            keys = {*self.instance.different_from, *(each.key for each in found)}
            self.instance.different_from = sorted(keys)
        elif found:
            self.add_error(
                None,
                _(
                    "This may already be in the library: look at the top of the form. Open what is "
                    "there, or tick “It is another one”."
                ),
            )

    def look_alikes(self, user: Any) -> "list[LookAlike]":
        """Return the records that look like what is typed, or like the stored one; found once."""
        from library.look_alikes import look_alikes, stored, typed

        if self._found is None:
            if self.is_bound:
                self._found = look_alikes(typed(self), self.instance, user)
            elif self.instance.pk:
                self._found = look_alikes(stored(self.instance), self.instance, user)
            else:
                self._found = []
        return self._found


def load_documents(rows: list[Any]) -> None:
    """Load the documents of some rows with their readings, in one query."""
    documents = SiteDocument.objects.select_related("reading").in_bulk(
        {row.document_id for row in rows if row.document_id}
    )
    for row in rows:
        if row.document_id in documents:
            row.document = documents[row.document_id]


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
ResourceForm.common_form_fields += ("is_another_one", "told_of_look_alikes")
