"""The library's place in the Wagtail admin.

A further entry of its menu registers itself by the hook ``register_library_menu_item``.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogFormatter

from library.admin_listing import CollectionListing, ResourceListing
from library.bulk import LOG_ACTION
from library.bulk_action import ChangeManyAction
from library.importing import admin_menu  # noqa: F401 -- registers its hooks
from library.permissions import can_edit_library, can_see_suggestions

MENU_HOOK = "register_library_menu_item"

resources = ResourceListing()
collections = CollectionListing()


class LibraryItem(MenuItem):
    """An entry of the library's menu.

    Args:
        rule: a function of ``permissions.py`` that tells who sees it.
    """

    def __init__(
        self, label: str | Promise, url: str, rule: Callable[[Any], bool], **kwargs: Any
    ) -> None:
        super().__init__(label, url, **kwargs)
        self.rule = rule

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide the entry from others."""
        return self.rule(request.user)


@hooks.register("register_admin_viewset")
def register_listings() -> list[Any]:
    """Add the lists of resources and collections."""
    return [resources, collections]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Put the views below ``/admin/library/``."""
    return [path("library/", include("library.admin_urls"))]


@hooks.register("register_admin_menu_item")
def register_menu() -> SubmenuMenuItem:
    """Add the menu “Library”, for whoever sees one of its entries."""
    items = [
        LibraryItem(
            _("Resources"),
            reverse("library_resources:index"),
            can_edit_library,
            name="library-resources",
            icon_name=resources.icon,
            order=100,
        ),
        LibraryItem(
            _("Collections"),
            reverse("library_collections:index"),
            can_edit_library,
            name="library-collections",
            icon_name=collections.icon,
            order=200,
        ),
        LibraryItem(
            _("Suggestions"),
            reverse("library_admin:suggestions") + "?state=waiting",
            can_see_suggestions,
            name="library-suggestions",
            icon_name="mail",
            order=500,
        ),
        LibraryItem(
            _("Needs care"),
            reverse("library_admin:care"),
            can_edit_library,
            name="library-care",
            icon_name="clipboard-list",
            order=600,
        ),
    ]
    menu = Menu(register_hook_name=MENU_HOOK, items=items)
    return SubmenuMenuItem(_("Library"), menu, name="library", icon_name="doc-full", order=150)


# To change many resources at once, in their list. This hook takes the class itself.
hooks.register("register_bulk_action", ChangeManyAction)


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to read and answer suggestions."""
    return Permission.objects.filter(
        content_type__app_label="library",
        codename__in=["view_suggestion", "change_suggestion", "delete_suggestion"],
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Name what the library’s log entries say."""
    for state, label, message in (
        ("asked", _("Ask back"), _("Asked back")),
        ("accepted", _("Accept"), _("Accepted: a draft was made of it")),
        ("declined", _("Decline"), _("Declined")),
    ):
        actions.register_action(f"library.suggestion_{state}", label, message)

    @actions.register_action(LOG_ACTION)
    class ChangeManyFormatter(LogFormatter):
        label = _("Change facts of several resources")

        def format_message(self, entry: Any) -> str:
            return _("Changed together with others: %(what)s") % entry.data
