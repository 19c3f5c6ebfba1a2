"""``/sitemap.xml`` with every public page and its translations, and ``/robots.txt``.

Wagtail's own sitemap lists the default language's tree only and names no alternates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import quote
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page, PageLogEntry, Site

from justcities.core.access import visible_pages
from justcities.core.languages import codes
from justcities.translation.queries import prefix

MOST_IN_A_PART = 10_000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
STARTED = timezone.now().replace(microsecond=0)


@dataclass(frozen=True)
class Entry:
    """A public page: its full address, its language, what it is a translation of."""

    address: str
    language: str
    key: Any
    changed: datetime | None


def _public() -> Any:
    pages = Page.objects.filter(depth__gt=1, alias_of=None, locale__language_code__in=codes())
    return visible_pages(pages)


def entries(request: HttpRequest) -> list[Entry]:
    """Return all public pages of the request's site in a stable order, in constant queries."""
    site = Site.find_for_request(request)
    roots = [path for path in Site.get_site_root_paths() if site and path.site_id == site.pk]
    prefixes = {code: prefix(code) for code in codes()}
    found = []
    rows = (
        _public()
        .order_by("pk")
        .values_list("url_path", "locale__language_code", "translation_key", "last_published_at")
    )
    for url_path, language, key, changed in rows:
        root = next((root for root in roots if url_path.startswith(root.root_path)), None)
        if root is not None:
            rest = quote(url_path[len(root.root_path) :])
            found.append(Entry(root.root_url + prefixes[language] + rest, language, key, changed))
    return found


def _state(request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Return what changes when the sitemap does, asked once a request.

    Publishing, unpublishing, moving, deleting and restricting are in the log; what was loaded
    without one still changes the count or the last date.
    """
    if not hasattr(request, "sitemap_state"):
        state = _public().aggregate(count=Count("pk"), published=Max("last_published_at"))
        state["logged"] = PageLogEntry.objects.aggregate(last=Max("timestamp"))["last"]
        request.sitemap_state = state  # type: ignore[attr-defined]
    return request.sitemap_state  # type: ignore[attr-defined]


def _etag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    state = (*_state(request).values(), *codes(), request.get_host())
    return '"' + blake2b(repr(state).encode(), digest_size=12).hexdigest() + '"'


def _last_modified(request: HttpRequest, *args: Any, **kwargs: Any) -> datetime | None:
    state = _state(request)
    return max((d for d in (state["published"], state["logged"]) if d), default=None)


@require_safe
@condition(etag_func=_etag, last_modified_func=_last_modified)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the sitemap, or with an index of its parts where it is too long for one file."""
    found = entries(request)
    if len(found) <= MOST_IN_A_PART:
        return _urlset(found, found)
    response, xml = _document()
    xml.startElement("sitemapindex", AttributesImpl({"xmlns": SITEMAP}))
    for number in range(1, -(-len(found) // MOST_IN_A_PART) + 1):
        xml.startElement("sitemap", AttributesImpl({}))
        address = request.build_absolute_uri(reverse("sitemap_part", args=(number,)))
        xml.addQuickElement("loc", address)
        xml.endElement("sitemap")
    xml.endElement("sitemapindex")
    return response


@require_safe
@condition(etag_func=_etag, last_modified_func=_last_modified)
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with one part of a long sitemap.

    Raises:
        Http404: where there is no such part.
    """
    found = entries(request)
    part = found[(number - 1) * MOST_IN_A_PART : number * MOST_IN_A_PART] if number else []
    if not part:
        raise Http404
    return _urlset(part, found)


def _document() -> tuple[HttpResponse, SimplerXMLGenerator]:
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    return response, xml


def _urlset(part: list[Entry], found: list[Entry]) -> HttpResponse:
    together: dict[Any, dict[str, Entry]] = {}
    for entry in found:
        together.setdefault(entry.key, {})[entry.language] = entry
    response, xml = _document()
    xml.startElement("urlset", AttributesImpl({"xmlns": SITEMAP, "xmlns:xhtml": XHTML}))
    for entry in part:
        xml.startElement("url", AttributesImpl({}))
        xml.addQuickElement("loc", entry.address)
        if entry.changed:
            xml.addQuickElement("lastmod", entry.changed.date().isoformat())
        for language, other in _alternates(together[entry.key]):
            attributes = {"rel": "alternate", "hreflang": language, "href": other.address}
            xml.addQuickElement("xhtml:link", attrs=attributes)
        xml.endElement("url")
    xml.endElement("urlset")
    return response


def _alternates(by_language: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield the same links as ``queries.alternates`` gives the page itself."""
    if len(by_language) < 2:
        return
    ordered = [(code, by_language[code]) for code in codes() if code in by_language]
    yield from ordered
    yield "x-default", by_language.get(settings.LANGUAGE_CODE, ordered[0][1])


@require_safe
@condition(last_modified_func=lambda request: STARTED)
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with what search engines should leave alone, and where the sitemap is."""
    address = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {address}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
