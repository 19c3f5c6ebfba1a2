"""The library's place in the Wagtail admin."""

from typing import Any

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Put the views below ``/admin/library/``."""
    return [path("library/", include("library.admin_urls"))]
