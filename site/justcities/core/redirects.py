"""Old addresses, which lead only to what whoever asks may see."""

from urllib.parse import urlparse

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from justcities.core.access import can_see_page


class SeenRedirectMiddleware(RedirectMiddleware):
    """Follows an old address only to an address outside, or to a page that the reader may see.

    Wagtail makes a redirect whenever a published page gets another address, and its own middleware
    follows it for everybody: the answer names the slug, and so the title, of a page for members and
    of one that was unpublished since. Here the old address is as missing as the new one.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase | HttpResponse:
        """Answer with the redirect that stands for an address that is not there."""
        if response.status_code != 404:
            return response
        whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        for path in dict.fromkeys([whole, urlparse(whole).path]):
            found = get_redirect(request, path)
            if found is None or (
                found.redirect_page is not None
                and not can_see_page(request.user, found.redirect_page)
            ):
                continue
            if found.link is not None:
                kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
                return kind(found.link)
        return response
