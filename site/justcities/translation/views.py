"""Page serving that never shows another language than asked, and wishes for translations."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from wagtail.models import Page, Site
from wagtail.views import serve

from justcities.core.access import can_see_page, visible_pages
from justcities.core.languages import current, direction, native_name, wished
from justcities.core.models import AccessMixin
from justcities.core.throttle import take_place
from justcities.translation.queries import (
    address_in,
    find_in_any_language,
    home_languages,
    preferred,
    prefix,
    switcher,
    versions,
)
from justcities.translation.routing import find_by_address
from justcities.translation.services import ask_for_translation
from justcities.translation.tellers import told_of

ASKED = "asked"
ASKED_FOR = 60 * 60
MOST_REMEMBERED = 40
# Generous, since a whole school may share a connection; whoever throws the cookie away is stopped.
WISHES_AN_HOUR = 20
TOO_MANY = "later"


def first_address(request: HttpRequest) -> HttpResponse:
    """Send a visitor of ``/`` to the home page in the language the browser asks for.

    The only address that is chosen so: everywhere else the address names the language. Only
    languages that have a public home page are chosen from.
    """
    language = wished(request.headers.get("Accept-Language", ""), home_languages(request))
    response = HttpResponseRedirect(prefix(language))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page in the language of the address, or tell in it what can be told.

    Stands in for Wagtail's own view, which answers 200 with English where a language has no
    home page, and 404 with nothing where a page has no translation. ``handler404`` would be
    silent under DEBUG.

    Raises:
        Http404: where no public page in any language is meant by the address.
    """
    language = current()
    route = find_by_address(request, path) or Page.route_for_request(request, path)
    if route is not None and route[0].locale.language_code == language:
        # In the same words as for a page that is not there: what members keep is not given away.
        if isinstance(route[0], AccessMixin) and not can_see_page(request.user, route[0]):
            # Else the links to other languages on the page that says so would know it.
            request._wagtail_route_for_request = None  # type: ignore[attr-defined]
            raise Http404
        request.shown_page = route[0]  # type: ignore[attr-defined]
        return _kept_by(request, serve(request, path), can_see_page(None, route[0]))

    site = Site.find_for_request(request)
    found = find_in_any_language(site.root_page, path) if site else None
    if found is None:
        raise Http404
    languages = versions(found)
    if language in languages:
        address = languages[language].get_url(request)
        if address == request.path:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address)
    told = _not_translated(request, preferred(languages).specific, languages)
    return _kept_by(request, told, is_public=True)


def _kept_by(request: HttpRequest, response: HttpResponse, is_public: bool) -> HttpResponse:
    """Say who may keep a copy of an answer: no cache on the way of what is for one reader.

    Also a page that everybody may see shows members what is for members, and their name. What is
    not for everybody is kept by nobody: whoever uses the device next could go back to it.
    """
    if not is_public:
        response["Cache-Control"] = "private, no-store"
    elif request.user.is_authenticated:
        patch_cache_control(response, private=True)
    return response


def _not_translated(
    request: HttpRequest, source: Page, languages: dict[str, Page]
) -> TemplateResponse:
    """Answer 404 in the asked language, with all that needs no translation."""
    language = current()
    request.shown_page = source  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "facts": [],
        "first_facts": [],
        "world": None,
        "related": [],
        **told_of(source, language),
        "title": source.title,
        "source_language": source.locale.language_code,
        "languages": [
            {
                "code": code,
                "name": native_name(code),
                "direction": direction(code),
                "url": version.get_url(request),
            }
            for code, version in languages.items()
        ],
        "request_url": reverse("ask_for_translation", args=(source.pk,)),
        "switcher": switcher(source, request),
        "alternates": [],
        "too_many": TOO_MANY in request.GET,
        "requested": ASKED in request.GET or _mark(source, language) in _asked(request),
    }
    return TemplateResponse(request, "errors/not_translated.html", context, status=404)


def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    """Count a wish for a page in the language of the address, then thank on the page itself.

    One tap, no account. A signed cookie of an hour keeps a second tap from counting; it holds
    page numbers and languages, and nothing of it is kept here. A connection has so many wishes
    an hour; beyond that the page says so and counts nothing.

    Args:
        page_id: any public version of the page.

    Raises:
        Http404: for a page that the public can't see, in the same words as for none.
    """
    language = current()
    wanted = get_object_or_404(visible_pages(Page.objects.filter(alias_of=None)), pk=page_id)
    languages = versions(wanted)
    if not languages:
        raise Http404
    if language in languages:
        return redirect(languages[language].get_url(request))
    source = preferred(languages)
    address = address_in(source, language, request)
    if request.method != "POST":
        return redirect(address)

    asked, mark = _asked(request), _mark(source, language)
    if mark not in asked:
        if not take_place(request, "wish", WISHES_AN_HOUR):
            return redirect(f"{address}?{TOO_MANY}=1")
        ask_for_translation(source, language)
    response = redirect(f"{address}?{ASKED}=1")
    response.set_signed_cookie(
        ASKED,
        " ".join([mark, *(other for other in asked if other != mark)][:MOST_REMEMBERED]),
        max_age=ASKED_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _mark(source: Page, language: str) -> str:
    return f"{source.pk}.{language}"


def _asked(request: HttpRequest) -> list[str]:
    return (request.get_signed_cookie(ASKED, default="", max_age=ASKED_FOR) or "").split()
