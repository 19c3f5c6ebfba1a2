"""What every template needs to know."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from home.navigation import SiteLinks
from home.surroundings import site_settings
from justcities.core.languages import current
from justcities.translation import queries as translation


def site(request: HttpRequest) -> dict[str, Any]:
    """Add navigation, legal links, the site's settings and the other languages of this address.

    All of them are lazy: the admin's templates pass here too and ask for none.
    """
    route = getattr(request, "_wagtail_route_for_request", None)
    page = route[0] if route else None
    links = SiteLinks(request, current())
    return {
        "navigation": links,
        "legal": SimpleLazyObject(lambda: links.legal),
        "site_settings": SimpleLazyObject(lambda: site_settings(Site.find_for_request(request))),
        "switcher": SimpleLazyObject(lambda: translation.switcher(page, request)),
        "alternates": SimpleLazyObject(lambda: translation.alternates(page)),
    }
