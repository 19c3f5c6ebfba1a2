"""The place of imports in the Wagtail admin; ``library.wagtail_hooks`` loads it."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from library.importing.permissions import can_import


class ImportsItem(MenuItem):
    """The entry of the library's menu, for people who may bring things in."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide the entry from others."""
        return can_import(request.user)


@hooks.register("register_admin_urls")
def register_import_urls() -> list[Any]:
    """Put the screens of imports below ``/admin/library/imports/``."""
    return [path("library/imports/", include("library.importing.admin_urls"))]


@hooks.register("register_library_menu_item")
def register_imports_item() -> MenuItem:
    """Add “Imports” to the library's menu."""
    return ImportsItem(
        _("Imports"),
        reverse("library_imports:index"),
        name="library-imports",
        icon_name="download",
        order=400,
    )
