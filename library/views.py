"""The public pages of the library. Thin: what is shown comes from the modules beside this one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from library.models import CollectionPage, LibraryIndexPage, ResourcePage


def serve_index(request: HttpRequest, page: LibraryIndexPage) -> HttpResponse:
    """Answer with the listing."""
    return Page.serve(page, request)


def route_below_index(
    page: LibraryIndexPage, request: HttpRequest, path_components: list[str]
) -> RouteResult | None:
    """Find what stands below the listing that is no page."""
    return None


def serve_collection(request: HttpRequest, page: CollectionPage) -> HttpResponse:
    """Answer with the collection."""
    return Page.serve(page, request)


def route_below_collection(
    page: CollectionPage, request: HttpRequest, path_components: list[str]
) -> RouteResult | None:
    """Find what stands below a collection that is no page."""
    return None


def page_context(request: HttpRequest, page: ResourcePage) -> dict[str, Any]:
    """Return what the page of a resource shows beside its fields."""
    return {}
