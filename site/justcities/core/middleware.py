"""Small steps around each request: id, headers, language of the address, maintenance."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from justcities.core import memo
from justcities.core.languages import wished

GetResponse = Callable[[HttpRequest], HttpResponse]

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")

# The Wagtail admin needs inline script and style (docs/adr/0007); nothing else does.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def current_request_id() -> str:
    """Return the id of the request under way, or an empty string."""
    return _request_id.get()


def request_id(get_response: GetResponse) -> GetResponse:
    """Give each request an id, a proxy's own if harmless, and a memo of what is read once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if _ID.match(given) else uuid.uuid4().hex
        # For what Django logs of a request once its middleware is done (core/logs.py).
        request.request_id = number  # type: ignore[attr-defined]
        token = _request_id.set(number)
        remembered = memo.open_memo()
        try:
            response = get_response(request)
            response["X-Request-ID"] = number
            return response
        finally:
            memo.close_memo(remembered)
            _request_id.reset(token)

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """Switch off browser features nobody uses; give the Wagtail admin the policy it needs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path.startswith("/admin/"):
            # What django-csp's decorator sets, and its middleware reads.
            response._csp_replace = ADMIN_POLICY  # type: ignore[attr-defined]
            response.setdefault("Cache-Control", "private, no-store")
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return middleware


def language_of_address(get_response: GetResponse) -> GetResponse:
    """Use the language that stands first in the address.

    A cookie or the browser's wish never changes what an address like ``/fr/`` shows. The admin,
    whose addresses have no language, follows the browser's wish (Wagtail then follows the
    person's own setting); any other address without one is in the source language, so that a
    cache may keep it. ``/`` chooses by itself (``translation.views.first_address``).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info)
        if not language and request.path_info.startswith("/admin/"):
            language = wished(request.headers.get("Accept-Language", ""))
        with translation.override(language or settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


def maintenance(get_response: GetResponse) -> GetResponse:
    """While MAINTENANCE is on, answer all but health checks with a page that says so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE and not request.path.startswith("/health/"):
            response = render(request, "errors/maintenance.html", status=503)
            response["Retry-After"] = "600"
            return response
        return get_response(request)

    return middleware
