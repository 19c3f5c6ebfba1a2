"""Addresses at which records are taken out: one, a filtered list, a collection, one's own list.

``<library>/<record>/export/ris/``, ``<library>/export/csv/?theme=housing``,
``<collection>/export/bibtex/``, ``<library>/list/export/csl/?r=12&c=7``.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from casestudies.queries import for_records as case_records
from justcities.core.access import visible_pages
from library import collecting, keeping
from library.exports import export_response
from library.listing import listing
from library.models import CollectionPage, LibraryIndexPage, ResourcePage
from library.queries import for_records

View = Callable[[HttpRequest, Any], HttpResponseBase]


def below_index(path: list[str]) -> View | None:
    """Return the view of an export below the library's list, or None."""
    match path:
        case ["export", key]:
            return partial(_listed, key=key)
        case ["list", "export", key]:
            return partial(_kept, key=key)
        case [slug, "export", key]:
            return partial(_below, slug=slug, key=key)
    return None


@require_safe
def _below(request: HttpRequest, page: LibraryIndexPage, slug: str, key: str) -> HttpResponseBase:
    """Answer with a record, or with those of a collection; what isn't for the reader isn't there.

    Both are looked for here, for the list is asked before what stands below it.
    """
    for model, answer in ((ResourcePage, _record), (CollectionPage, _collected)):
        named = model._default_manager.child_of(page).filter(slug=slug)
        found = visible_pages(named, request.user).first()
        if found is not None:
            return answer(request, found, key)
    raise Http404


def _record(request: HttpRequest, record: ResourcePage, key: str) -> HttpResponseBase:
    return export_response(request, for_records([record.pk]), key, record.title)


@require_safe
def _listed(request: HttpRequest, page: LibraryIndexPage, key: str) -> HttpResponseBase:
    """Answer with the records of a choice of filters, in the order asked for."""
    found = listing(request, page)
    places = found.index.ordered(found.matches, found.filters.sort)
    pks = [found.index.entries[at].pk for at in places]
    return export_response(request, for_records(pks), key, page.title)


def _collected(request: HttpRequest, page: CollectionPage, key: str) -> HttpResponseBase:
    """Answer with the records of a collection, in its order."""
    entries, _notes = collecting.entries_of(page, request.user)
    return export_response(request, for_records(entry.pk for entry in entries), key, page.title)


@require_safe
def _kept(request: HttpRequest, page: LibraryIndexPage, key: str) -> HttpResponseBase:
    """Answer with the resources and case studies of one's own list."""
    kept = keeping.kept_list(keeping.asked(request.GET), page.locale.language_code, request.user)
    return export_response(request, _pages_of(kept), key, _("My list"))


def _pages_of(kept: keeping.KeptList) -> Iterator[Page]:
    yield from for_records(_keys(kept.resources))
    yield from case_records(_keys(kept.cases))


def _keys(items: Iterable[keeping.Kept]) -> list[int]:
    return [item.page.pk for item in items]
