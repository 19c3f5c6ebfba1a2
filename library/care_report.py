"""The care report in the admin: an overview, each list with CSV, and what is used most."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from justcities.core.cells import harmless_cell
from justcities.core.languages import name_in_current
from library import care
from library.admin_listing import kind_of
from library.counting import DAYS_OF_A_REPORT, most_used
from library.links import problem_in_words
from library.models import LinkCheck, ResourcePage
from library.permissions import can_edit_library
from library.tasks import look_at_some_links


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show how many records each list holds, and what readers use most.

    Raises:
        PermissionDenied: for whoever may change no page.
    """
    if not can_edit_library(request.user):
        raise PermissionDenied
    mine = care.resources_to_edit(request.user)
    return render(
        request,
        "library/admin/care.html",
        {
            "page_title": _t("Needs care"),
            "header_title": _t("Needs care"),
            "header_icon": "clipboard-list",
            "breadcrumbs_items": [{"url": "", "label": _t("Needs care")}],
            "lists": care.counts(request.user),
            "links": LinkCheck.objects.aggregate(all=Count("pk"), seen=Count("checked_at")),
            "opened": most_used(mine, downloads=False),
            "fetched": most_used(mine, downloads=True),
            "days": DAYS_OF_A_REPORT,
        },
    )


@require_POST
def look_now(request: HttpRequest) -> HttpResponse:
    """Have a few links looked at now.

    Raises:
        PermissionDenied: for whoever may change no page.
    """
    if not can_edit_library(request.user):
        raise PermissionDenied
    look_at_some_links.enqueue()
    messages.success(request, _t("A few links that are due are being looked at."))
    return redirect("library_admin:care")


def language_of(page: ResourcePage) -> str:
    """Return the language of a listed page."""
    return name_in_current(page.locale.language_code)


def links_in_words(page: Any) -> str:
    """Return the dead links of a listed record, and what is wrong with each."""
    return "; ".join(f"{check.url} ({problem_in_words(check)})" for check in page.dead_links)


class CareReport(ReportView):
    """One list of the report. Which one stands in the address."""

    model = ResourcePage
    header_icon = "clipboard-list"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    index_url_name = "library_admin:care_list"
    index_results_url_name = "library_admin:care_list_results"
    results_template_name = "library/admin/care_list_results.html"
    paginate_by = 50
    is_searchable = False
    default_ordering = "title"
    list_export = ["pk", "title", "language", "kind", "date", "problem", "address"]
    export_headings = {
        "pk": _("number"),
        "title": _("Title"),
        "language": _("Language"),
        "kind": _("Type"),
        "date": _("Date"),
        "problem": _("What is wrong"),
        "address": _("Where it is mended"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the list."""
        if kwargs["name"] not in care.LISTS:
            raise Http404
        self.list = care.LISTS[kwargs["name"]]
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_title(self) -> str:  # type: ignore[override]
        """The list's name."""
        return str(self.list.heading)

    def get_index_url(self) -> str:
        """Where the list is."""
        return reverse(self.index_url_name, args=[self.list.name])

    def get_index_results_url(self) -> str:
        """Where the list without its frame is."""
        return reverse(self.index_results_url_name, args=[self.list.name])

    def get_filename(self) -> str:
        """The name of the file that is exported."""
        return f"library-{self.list.name}"

    @cached_property
    def columns(self) -> list[Any]:
        """The record, which leads to its form; of dead links, which and why."""
        found = [
            TitleColumn("title", label=_("Title"), url_name="wagtailadmin_pages:edit"),
            Column("language", label=_("Language"), accessor=language_of),
            Column("kind", label=_("Type"), accessor=kind_of),
            Column("date", label=_("Date"), accessor="date"),
            DateColumn("latest_revision_created_at", label=_("Updated")),
        ]
        if self.list.name == "dead-links":
            found.insert(1, Column("links", label=_("Link"), accessor=links_in_words))
        return found

    def get_base_queryset(self) -> QuerySet:
        """Return the records on the list that this person may change."""
        pages = self.list.narrow(care.resources_to_edit(self.request.user))
        return pages.select_related("locale").prefetch_related("concept_links__concept")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Add what is exported, and the dead links."""
        pages = list(object_list)
        links = care.dead_links_of(pages) if self.list.name == "dead-links" else {}
        for page in pages:
            page.dead_links = links.get(page.pk, [])
        return pages

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what to do about it; the table gets the decorated records."""
        context = super().get_context_data(*args, **kwargs)
        return {**context, "advice": self.list.advice}

    def get_table(self, object_list: Any) -> Any:
        """Decorate the records before the table takes them."""
        return super().get_table(self.decorate_paginated_queryset(object_list))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Return one row of the export, with cells that no spreadsheet runs."""
        row = {
            "pk": item.pk,
            "title": item.title,
            "language": language_of(item),
            "kind": kind_of(item),
            "date": item.date,
            "problem": links_in_words(item),
            "address": settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[item.pk]),
        }
        return {name: harmless_cell(value) for name, value in row.items()}
