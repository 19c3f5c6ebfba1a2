"""What the admin gets from this app: a report, a reminder, and a guard on a bulk action."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.images.permissions import permission_policy

from justcities.assets.models import SiteImage
from justcities.assets.permissions import PRIVATE_FOLDER
from justcities.assets.queries import pictures_without_alt_text
from justcities.assets.reports import AltTextReport
from justcities.core.access import is_restricted_collection
from justcities.core.languages import name_in_current


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    """Give the report its addresses."""
    return [
        path(
            "reports/alternative-text/",
            AltTextReport.as_view(),
            name="pictures_without_alt_text",
        ),
        path(
            "reports/alternative-text/results/",
            AltTextReport.as_view(results_only=True),
            name="pictures_without_alt_text_results",
        ),
    ]


class ReportMenuItem(MenuItem):
    """Leads to the report, for those who may change pictures."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever could mend what it lists."""
        return permission_policy.user_has_any_permission(request.user, ["change"])


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Put the report into the menu of reports."""
    return ReportMenuItem(
        _("Pictures without alternative text"),
        reverse("pictures_without_alt_text"),
        name="pictures-without-alt-text",
        icon_name="image",
        order=700,
    )


class AltTextPanel(Component):
    """Tells on the first page of the admin how many pictures lack alternative text."""

    order = 250
    template_name = "assets/alt_text_panel.html"

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return what the template says."""
        return {
            "heading": _("Pictures without alternative text"),
            "count": self.count,
            "language": name_in_current(settings.LANGUAGE_CODE),
            "url": reverse("pictures_without_alt_text"),
        }


@hooks.register("construct_homepage_panels")
def remind_of_alt_texts(request: HttpRequest, panels: list[Any]) -> None:
    """Add the reminder where there is something to mend."""
    if permission_policy.user_has_any_permission(request.user, ["change"]):
        count = pictures_without_alt_text(settings.LANGUAGE_CODE, request.user).count()
        if count:
            panels.append(AltTextPanel(count))


@hooks.register("before_bulk_action")
def keep_pictures_public(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse to move pictures into a private folder; the bulk action asks no model.

    It writes with one UPDATE, past every check of the model.
    """
    if action_type != "add_to_collection" or not objects or not isinstance(objects[0], SiteImage):
        return None
    collection = action.cleaned_form.cleaned_data["collection"]
    if not is_restricted_collection(collection):
        return None
    messages.error(request, PRIVATE_FOLDER)
    return redirect("wagtailimages:index")
