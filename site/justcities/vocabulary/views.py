"""The vocabulary's public addresses: exports, and where a concept's own address leads."""

from datetime import datetime
from hashlib import blake2s
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import condition, require_safe

from justcities.core.access import visible_pages
from justcities.vocabulary import skos
from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme

MAX_AGE = 3600


def _etag(request: HttpRequest, export: str, scheme: str = "") -> str:
    request.vocabulary_version = skos.current_version()  # type: ignore[attr-defined]
    number, keywords = request.vocabulary_version  # type: ignore[attr-defined]
    parts = f"{number}{sorted(keywords)}{scheme}{export}{settings.BASE_URL}"
    return f'"{blake2s(parts.encode(), digest_size=12).hexdigest()}"'


def _changed_at(request: HttpRequest, export: str, scheme: str = "") -> datetime | None:
    concepts = Concept.objects.filter(scheme=scheme) if scheme else Concept.objects
    return concepts.aggregate(last=Max("updated_at"))["last"]


@require_safe
@condition(etag_func=_etag, last_modified_func=_changed_at)
def export(request: HttpRequest, export: str, scheme: str = "") -> HttpResponse:
    """Answer with the whole vocabulary, or one scheme, in SKOS."""
    if scheme and scheme not in Scheme.values:
        raise Http404
    version = request.vocabulary_version  # type: ignore[attr-defined]
    body = skos.serialized(export, scheme, version)
    _name, media_type = skos.FORMATS[export]
    response = HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def concept(request: HttpRequest, scheme: str, key: str = "") -> HttpResponse:
    """Lead from the address that names a scheme or concept to where it is told.

    Programs that ask for Turtle or JSON-LD get the scheme's export, readers the glossary in their
    language. A merged concept leads to its heir, a promoted keyword to its new address.
    """
    if scheme not in Scheme.values:
        raise Http404
    found = _find(scheme, key) if key else None
    if found is not None and (found.scheme, found.key) != (scheme, key):
        return redirect("vocabulary_public:concept", found.scheme, found.key)
    for export_key, (_name, media_type) in skos.FORMATS.items():
        if media_type in request.headers.get("Accept", ""):
            response = redirect("vocabulary_public:scheme_export", scheme, export_key)
            break
    else:
        anchor = found.anchor if found is not None else f"scheme-{scheme}"
        response = redirect(_told_at(request, scheme, anchor))
    response.status_code = 303
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


def _find(scheme: str, key: str) -> Concept:
    key = key.replace("\x00", "")  # PostgreSQL takes none
    known = Concept.objects.select_related("replaced_by")
    by_slug = known.filter(slug=key)
    found = (
        known.filter(scheme=scheme, notation=key).first()
        or by_slug.filter(scheme=scheme).first()
        or (by_slug.first() if scheme == Scheme.KEYWORD else None)
    )
    if found is None:
        raise Http404
    found = found.replaced_by or found
    if found.scheme == Scheme.KEYWORD and found.pk not in skos.public_keywords():
        raise Http404
    return found


def _told_at(request: HttpRequest, scheme: str, anchor: str) -> str:
    """Return the glossary in the reader's language, else in any, else the scheme's export."""
    model: Any = apps.get_model(settings.GLOSSARY_PAGE_MODEL)
    wanted = get_language_from_request(request)
    pages = visible_pages(model.objects.select_related("locale"), request.user)
    by_language = {page.locale.language_code: page for page in pages}
    page = (
        by_language.get(wanted)
        or by_language.get(settings.LANGUAGE_CODE)
        or next(iter(by_language.values()), None)
    )
    if page is None:
        return reverse("vocabulary_public:scheme_export", args=[scheme, "ttl"])
    return f"{page.get_url(request)}#{anchor}"
