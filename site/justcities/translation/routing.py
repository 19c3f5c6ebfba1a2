"""Finds the page of an address in two queries.

Wagtail walks down the tree, two queries a level. A live page's whole path is a column of its row,
so that the usual address needs no walk; what isn't found so (a feed below a page) still walks.
"""

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from justcities.core.languages import current
from justcities.core.models import BasePage


def find_by_address(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the live page at an address in the active language, loaded for serving.

    Leaves the result where Wagtail looks for it (``request._wagtail_route_for_request``).

    Args:
        request: the request.
        path: what follows the language's prefix.

    Returns:
        The page without further arguments, or None where no page has just this path.
    """
    site = Site.find_for_request(request)
    roots = [
        root.root_path
        for root in Site.get_site_root_paths()
        if site and root.site_id == site.pk and root.language_code == current()
    ]
    steps = "".join(f"{step}/" for step in path.split("/") if step)
    for root in roots:
        found = Page.objects.filter(url_path=root + steps, live=True).first()
        kind = found.specific_class if found else None
        if found is not None and kind is not None and issubclass(kind, BasePage):
            request._wagtail_route_for_request = RouteResult(kind.for_serving(found.pk))  # type: ignore[attr-defined]
            return request._wagtail_route_for_request  # type: ignore[attr-defined]
    return None
