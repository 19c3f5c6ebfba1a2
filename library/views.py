"""The public pages of the library. Thin: what is shown comes from the modules beside this one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.encoding import uri_to_iri
from django.views.decorators.http import require_safe
from wagtail.url_routing import RouteResult

from casestudies.sharing import share_links
from justcities.core.exporters import export_links
from justcities.vocabulary.listing.answering import answer
from library import archive, booklet, collecting, keeping, taking_out
from library.cited import cited
from library.facts import facts, first_facts, further_facts, publisher
from library.files import files_of
from library.listing import feed, listing
from library.metadata import head_metadata
from library.models import CollectionPage, LibraryIndexPage, ResourcePage
from library.queries import library_page
from library.related import citing_cases, collections_with, related, relations
from library.suggesting import suggest

# What stands below the list of resources, and below a collection, that is no page.
View = Callable[[HttpRequest, Any], HttpResponseBase]
NOT_KEPT = "private, no-store"


def serve_index(
    request: HttpRequest, page: LibraryIndexPage, view: View | None = None
) -> HttpResponseBase:
    """Answer with the listing, or with what stands below it that is no page."""
    return view(request, page) if view else list_resources(request, page)


def route_below_index(
    page: LibraryIndexPage, request: HttpRequest, path_components: list[str]
) -> RouteResult | None:
    """Find what stands below the listing that is no page."""
    export = taking_out.below_index(path_components)
    if export and page.live:
        return RouteResult(page, kwargs={"view": export})
    return _route(page, BELOW_INDEX, path_components)


def serve_collection(
    request: HttpRequest, page: CollectionPage, view: View | None = None
) -> HttpResponseBase:
    """Answer with the collection, its feed or its archive of files."""
    return view(request, page) if view else show_collection(request, page)


def route_below_collection(
    page: CollectionPage, request: HttpRequest, path_components: list[str]
) -> RouteResult | None:
    """Find what stands below a collection that is no page."""
    return _route(page, BELOW_COLLECTION, path_components)


def _route(page: Any, views: dict[str, View], path_components: list[str]) -> RouteResult | None:
    view = views.get("/".join(path_components)) if path_components else None
    return RouteResult(page, kwargs={"view": view}) if view and page.live else None


@require_safe
def list_resources(request: HttpRequest, page: LibraryIndexPage) -> HttpResponse:
    """Answer with the listing; htmx gets only the part that changes."""
    found = listing(request, page)
    context = {
        "listing": found,
        "exports": export_links(found.base, found.choice_query),
        "shelves": collecting.collections_of(page.locale.language_code, request.user),
    }
    return answer(request, page, "library/_results.html", context)


@require_safe
def show_collection(request: HttpRequest, page: CollectionPage) -> HttpResponse:
    """Answer with the collection."""
    held = collecting.collected(page, request.user)
    context = {
        **page.get_context(request),
        "collected": held,
        "archive": archive.archive_of((each.card.page for each in held.held), request.user),
        "share": share_links(page),
        "exports": export_links(page.get_url(request) or ""),
    }
    return TemplateResponse(request, page.get_template(request), context)


@require_safe
def download_collection(request: HttpRequest, page: CollectionPage) -> HttpResponseBase:
    """Answer with a collection's archive; where there is none to give, its page says why."""
    packed = archive.archive_of_collection(page, request.user)
    if not packed.files or not packed.fits:
        return HttpResponseRedirect(f"{page.get_url(request)}#download")
    return archive.respond(request, page, packed)


@require_safe
def show_list(request: HttpRequest, page: LibraryIndexPage) -> HttpResponse:
    """Answer with the list that the address holds, or add to it what was typed."""
    language = page.locale.language_code
    marks = keeping.asked(request.GET)
    typed = request.GET.get("add", "")
    if typed:
        found = keeping.mark_of_address(request, typed)
        if found:
            query = keeping.query_of(dict.fromkeys([*marks, found]))
            return _private(HttpResponseRedirect(f"{page.get_url(request)}list/{query}"))
    kept = keeping.kept_list(marks, language, request.user)
    size = booklet.size_of(request, kept, language) if kept.items else 0
    address = f"{page.get_url(request)}list/"
    context = {
        **page.get_context(request),
        "kept": kept,
        "typed": typed,
        "list_url": address,
        "shared_url": uri_to_iri(request.build_absolute_uri(address + kept.query)),
        "booklet_size": size,
        "most": keeping.MOST,
        "exports": export_links(address, kept.query),
    }
    return _private(TemplateResponse(request, "library/list.html", context))


@require_safe
def download_booklet(request: HttpRequest, page: LibraryIndexPage) -> HttpResponse:
    """Answer with the list that the address holds as one file."""
    language = page.locale.language_code
    kept = keeping.kept_list(keeping.asked(request.GET), language, request.user)
    if not kept.items:
        return _private(HttpResponseRedirect(f"{page.get_url(request)}list/"))
    return booklet.respond(request, kept, language)


def _private(response: HttpResponse) -> HttpResponse:
    """What is on somebody's list is nobody else's business, also not a search engine's."""
    response["Cache-Control"] = NOT_KEPT
    response["X-Robots-Tag"] = "noindex"
    return response


def resource_context(page: ResourcePage, language: str, user: Any) -> dict[str, Any]:
    """Return what can be told of a record in a language, whether it is translated or not."""
    index = library_page(language, user)
    every = facts(page, index.url if index else "")
    return {
        "facts": every,
        "first_facts": first_facts(every),
        "related_resources": related(page, language, user),
        "library_index": index,
    }


def page_context(request: HttpRequest, page: ResourcePage) -> dict[str, Any]:
    """Return what the page of a resource shows beside its fields."""
    language, user = page.locale.language_code, request.user
    context = resource_context(page, language, user)
    return {
        **context,
        "facts": further_facts(context["facts"]),
        "publisher": publisher(page),
        "shown": files_of(page, user, language),
        "relations": relations(page, language, user),
        "citing": citing_cases(page, language, user),
        "in_collections": collections_with(page, language, user),
        "citation": cited(page),
        "meta": head_metadata(page),
        "share": share_links(page),
        "exports": export_links(page.get_url(request) or ""),
    }


BELOW_INDEX: dict[str, View] = {
    "feed": require_safe(feed),
    "list": show_list,
    "list/booklet": download_booklet,
    "suggest": suggest,
}
BELOW_COLLECTION: dict[str, View] = {
    "feed": require_safe(collecting.feed),
    "zip": download_collection,
}
