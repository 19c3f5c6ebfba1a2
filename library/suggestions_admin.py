"""The queue of suggestions in the admin: what waits, what it is, and the three answers."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import DeleteView, IndexView

from justcities.core.languages import direction, name_in_current
from justcities.core.queues import QueuePolicy
from library import suggesting
from library.look_alikes import Known, look_alikes
from library.models import ResourcePage, Suggestion
from library.permissions import can_answer_suggestions, can_see_suggestions

policy = QueuePolicy(Suggestion)


class SuggestionFilterSet(WagtailFilterSet):
    """Where it stands."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=Suggestion.State.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = Suggestion
        fields = ["state"]


class SuggestionIndexView(IndexView):
    """The list, the newest first."""

    model = Suggestion
    permission_policy = policy
    any_permission_required = ["view", "change", "delete"]
    page_title = _("Suggestions")
    header_icon = "mail"
    index_url_name = "library_admin:suggestions"
    index_results_url_name = "library_admin:suggestions_results"
    edit_url_name = "library_admin:suggestion"
    filterset_class = SuggestionFilterSet
    default_ordering = "-made_at"
    search_fields = ["title", "who_made_it", "name", "email", "why"]
    is_searchable = True
    search_backend_name = None
    paginate_by = 50
    columns = [
        TitleColumn("title", label=_("Title"), url_name="library_admin:suggestion"),
        Column("who_made_it", label=_("Made by")),
        Column("state", label=_("State"), accessor="get_state_display"),
        DateColumn("made_at", label=_("Received"), sort_key="made_at"),
        DateColumn("answered_at", label=_("Answered"), sort_key="answered_at"),
    ]


class SuggestionDeleteView(DeleteView):
    """Deletes a suggestion, for whoever asks to be forgotten sooner."""

    model = Suggestion
    permission_policy = policy
    permission_required = "delete"
    header_icon = "bin"
    index_url_name = "library_admin:suggestions"
    edit_url_name = "library_admin:suggestion"
    delete_url_name = "library_admin:delete_suggestion"
    success_message = _("“%(object)s” was deleted.")


def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one suggestion, and take an answer to it.

    A refused answer comes back with the reason and what was typed.

    Raises:
        PermissionDenied: for whoever may not read suggestions, or answer them.
    """
    if not can_see_suggestions(request.user):
        raise PermissionDenied
    shown = get_object_or_404(Suggestion.objects.select_related("resource"), pk=pk)
    problem, typed = "", ""
    if request.method == "POST":
        typed = request.POST.get("text", "")
        try:
            return _answer(request, shown, typed)
        except ValidationError as error:
            problem = error.messages[0]
    known = Known(suggesting.record_of(shown))
    return render(
        request,
        "library/admin/suggestion.html",
        {
            "page_title": shown.title,
            "header_title": shown.title,
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": reverse("library_admin:suggestions"), "label": _t("Suggestions")},
                {"url": "", "label": shown.title},
            ],
            "suggestion": shown,
            "direction": direction(shown.language),
            "language_name": name_in_current(shown.language) if shown.language else "",
            "answers": shown.answers.select_related("by"),
            "found": look_alikes(known, shown.resource or ResourcePage(), request.user),
            "can_answer": can_answer_suggestions(request.user),
            "can_delete": policy.user_has_permission(request.user, "delete"),
            "problem": problem,
            "typed": typed,
            "months": suggesting.KEPT_DAYS // 30,
        },
    )


def _answer(request: HttpRequest, shown: Suggestion, text: str) -> HttpResponse:
    match request.POST.get("answer"):
        case "accept":
            page = suggesting.accept(shown, request.user)
            messages.success(request, _t("A draft was made. Describe it, then publish."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        case "ask":
            suggesting.ask_back(shown, _within_limit(text), request.user)
            messages.success(request, _t("Your question is on its way."))
        case "decline":
            suggesting.decline(shown, _within_limit(text), request.user)
            messages.success(request, _t("Declined. The reason is kept."))
        case _:
            raise ValidationError(_("Choose an answer."))
    return redirect("library_admin:suggestion", shown.pk)


def _within_limit(text: str) -> str:
    from library.models.suggestions import ANSWER_LENGTH

    if len(text) > ANSWER_LENGTH:
        raise ValidationError(
            _("This is %(length)d characters long. Use at most %(limit)d; nothing was cut."),
            params={"length": len(text), "limit": ANSWER_LENGTH},
        )
    return text
