"""What this app adds to the admin, and what it takes out of it."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from justcities.core.access import known_pages
from justcities.translation import still_public
from justcities.translation.permissions import can_see_requests, can_stop
from justcities.translation.reports import TranslationRequestsReport

CONVERT_TO_ALIAS = "localize-convert-to-alias"


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Stand before wagtail-localize's view that makes a translation an alias page."""
    messages.error(request, _("Alias pages are switched off."))
    return redirect("wagtailadmin_pages:edit", page_id)


@require_POST
def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Stand before wagtail-localize's view, which lets whoever may translate do it.

    Raises:
        PermissionDenied: for who may not publish the translation.
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    if not can_stop(request.user, translation.get_target_instance()):
        raise PermissionDenied
    return edit_translation.stop_translation(request, translation_id)


@hooks.register("register_admin_urls", order=-10)
def register_urls() -> list[URLPattern]:
    """Add the report; stand before wagtail-localize's own addresses, for the first match wins."""
    return [
        path("localize/page/<int:page_id>/convert_to_alias/", no_alias),
        path("localize/translate/<int:translation_id>/disable/", stop_translation),
        path(
            "reports/translations-wished-for/",
            TranslationRequestsReport.as_view(),
            name="translation_requests",
        ),
        path(
            "reports/translations-wished-for/results/",
            TranslationRequestsReport.as_view(results_only=True),
            name="translation_requests_results",
        ),
    ]


@hooks.register("construct_page_action_menu")
def remove_convert_to_alias(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Take “Convert to alias page” out of the page editor."""
    menu_items[:] = [item for item in menu_items if item.name != CONVERT_TO_ALIAS]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let roles be given the right to read readers' wishes."""
    return Permission.objects.filter(
        content_type__app_label="translation", codename="view_translationrequest"
    )


class TranslationRequestsItem(MenuItem):
    """The report's entry in the menu."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person may read the report."""
        return can_see_requests(request.user)


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Add the report to the menu of reports."""
    return TranslationRequestsItem(
        gettext_lazy("Translations wished for"),
        reverse("translation_requests"),
        name="translation-requests",
        icon_name="wagtail-localize-language",
        order=9010,
    )


@hooks.register("after_unpublish_page")
def tell_what_stays_public(request: HttpRequest, page: Page) -> None:
    """Name the translations of an unpublished page that are still public."""
    still_public.tell_unpublished(request, [page], "include_descendants" in request.POST)


@hooks.register("after_bulk_action")
def tell_what_stays_public_of_several(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Name the translations of several unpublished pages that are still public."""
    if action_type == "unpublish" and action.model is Page:
        still_public.tell_unpublished(request, objects, "include_descendants" in request.POST)


@hooks.register("construct_page_chooser_queryset")
def choose_known_pages_only(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Show and find in choosers only pages whose titles the person may read."""
    return known_pages(pages, request.user)
