"""The action of the list of resources that changes many of them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from justcities.core.licences import Rights
from justcities.core.models import Access
from justcities.vocabulary.concept_forms import field_name
from justcities.vocabulary.fields import ConceptsField
from library.admin_listing import ResourceFilterSet, words_to_find
from library.bulk import MOST_AT_ONCE, Changes, carry_out, plan, to_change
from library.care import resources_to_edit
from library.forms import MANY, ONE
from library.models import ResourcePage


class ChangeManyForm(forms.Form):
    """What to change; what is left empty stays as it is."""

    licence = forms.ChoiceField(
        label=_("Licence"), required=False, choices=[("", _("leave as it is")), *Rights.choices]
    )
    access = forms.ChoiceField(
        label=_("Who may see it"),
        required=False,
        choices=[("", _("leave as it is")), *Access.choices],
    )
    take_away = forms.ChoiceField(
        label=_("The facts chosen below are"),
        required=False,
        choices=[("", _("added")), ("1", _("taken away"))],
        widget=forms.RadioSelect,
        help_text=_("A type takes the place of the one there is."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one change at least."""
        cleaned = super().clean() or {}
        if not (cleaned.get("licence") or cleaned.get("access") or self._concepts()):
            raise forms.ValidationError(_("Choose what is to be changed."))
        return cleaned

    def _concepts(self) -> list[Any]:
        names = [field_name(scheme) for scheme in (*ONE, *MANY)]
        return [concept for name in names for concept in self.cleaned_data.get(name) or []]

    def changes(self) -> Changes:
        """Return the changes of a valid form."""
        return Changes(
            concepts=self._concepts(),
            take_away=bool(self.cleaned_data["take_away"]),
            licence=self.cleaned_data["licence"],
            access=self.cleaned_data["access"],
        )


for _scheme in (*ONE, *MANY):
    ChangeManyForm.base_fields[field_name(_scheme)] = ConceptsField(
        scheme=_scheme, max_choices=1 if _scheme in ONE else None
    )


def _is_a_key(text: str) -> bool:
    """Tell whether a text can be the key of a record: databases refuse longer numbers."""
    return text.isascii() and text.isdecimal() and len(text) < 19


class ChangeManyAction(BulkAction):
    """Changes licence, access or coded facts of many resources, after showing what that means."""

    models = [ResourcePage]
    display_name = _("Change facts")
    aria_label = _("Change licence, access or coded facts of the selected resources")
    action_type = "change_many"
    template_name = "library/admin/change_many.html"
    action_priority = 10
    form_class = ChangeManyForm

    def __init__(self, request: HttpRequest, model: type[ResourcePage]) -> None:
        super().__init__(request, model)
        self.left_out: list[tuple[ResourcePage, str]] = []
        self.number_beyond = 0

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """Return what the listing's filters and search find, on all of its pages."""
        pages = resources_to_edit(self.request.user).order_by("-latest_revision_created_at", "-pk")
        pages = ResourceFilterSet(self.request.GET, queryset=pages, request=self.request).qs
        words = words_to_find(self.request.GET)
        if words:
            found = pages.order_by().autocomplete(words)
            return [page.pk for page in found]
        return pages.values_list("pk", flat=True)

    @classmethod
    def get_queryset(cls, model: type[ResourcePage], object_ids: Any) -> Any:
        """Return the chosen resources; nonsense in the address chooses none."""
        keys = [key for key in map(str, object_ids) if _is_a_key(key)]
        found = ResourcePage.objects.filter(pk__in=keys).select_related("locale")
        return found.prefetch_related("concept_links__concept").order_by("pk")

    def get_actionable_objects(self) -> tuple[list[ResourcePage], dict[str, Any]]:
        """Return the resources that can be changed, as many as are changed at once."""
        ids = self.request.GET.getlist("id")
        if "all" in ids:
            ids = self.get_all_objects_in_listing_query(None)
        can, self.left_out = [], []
        for page, reason in to_change(self.get_queryset(self.model, ids), self.request.user):
            if reason:
                self.left_out.append((page, reason))
            else:
                can.append(page)
        self.number_beyond = max(0, len(can) - MOST_AT_ONCE)
        return can[:MOST_AT_ONCE], {"items_with_no_access": []}

    def form_valid(self, form: ChangeManyForm) -> HttpResponse:
        """Show what would change; change it where that has been shown."""
        changes = form.changes()
        pages, _no_access = self.get_actionable_objects()
        fingerprint = changes.fingerprint(pages)
        if self.request.POST.get("confirmed") != fingerprint:
            planned = plan(pages, changes)
            return self.render_to_response(
                self.get_context_data(
                    form=form,
                    planned=[each for each in planned if each.words],
                    number_same=sum(not each.words for each in planned),
                    fingerprint=fingerprint,
                )
            )
        number = carry_out(pages, changes, self.request.user)
        messages.success(
            self.request,
            ngettext("%(count)d resource was changed.", "%(count)d resources were changed.", number)
            % {"count": number},
        )
        return redirect(self.next_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is left out, and how many are too many."""
        return {
            **super().get_context_data(**kwargs),
            "left_out": self.left_out,
            "number_beyond": self.number_beyond,
            "most": MOST_AT_ONCE,
        }
