"""The public pages of case studies. Thin: what is shown comes from the modules beside this one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.url_routing import RouteResult

from casestudies.citation import citation, head_metadata
from casestudies.facts import facts, first_facts
from casestudies.feeds import feed
from casestudies.listing import Listing
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.places import case_marks
from casestudies.queries import for_records, listing_page
from casestudies.reading import minutes, terms
from casestudies.related import related
from casestudies.sharing import share_links
from justcities.core.access import visible_pages
from justcities.core.beside import beside
from justcities.core.exporters import export_links, exporter
from justcities.core.worldmap import world
from justcities.vocabulary.listing.answering import answer


def listing(request: HttpRequest, page: CaseStudyIndexPage) -> HttpResponse:
    """Answer with the listing; htmx gets only the part that changes."""
    found = Listing(request, page)
    context = {"listing": found, "exports": export_links(found.base, found.choice_query)}
    return answer(request, page, "casestudies/_results.html", context)


def route_below_index(
    page: CaseStudyIndexPage, request: HttpRequest, path_components: list[str]
) -> RouteResult | None:
    """Find what stands below the listing that is no page: its feed, and what is taken out."""
    if not page.live:
        return None
    match path_components:
        case ["feed"]:
            return RouteResult(page, kwargs={"as_feed": True})
        case ["export", key]:
            return RouteResult(page, kwargs={"export": key})
        case [slug, "export", key]:
            return RouteResult(page, kwargs={"export": key, "slug": slug})
    return None


def serve_index(
    request: HttpRequest,
    page: CaseStudyIndexPage,
    as_feed: bool = False,
    export: str = "",
    slug: str = "",
) -> HttpResponseBase:
    """Answer with the listing, with its feed, or with case studies in a format."""
    if export:
        return take_out(request, page, export, slug)
    return feed(request, page) if as_feed else listing(request, page)


def take_out(
    request: HttpRequest, page: CaseStudyIndexPage, key: str, slug: str
) -> HttpResponseBase:
    """Answer with one case study, or with a choice of them, in a format.

    Raises:
        Http404: nobody here knows the format, or the reader may see no such case study.
    """
    known = exporter()
    if known is None:
        raise Http404
    if not slug:
        found = Listing(request, page)
        places = found.index.ordered(found.matches, found.filters.sort)
        pks = [found.index.entries[at].pk for at in places]
        return known.respond(request, for_records(pks), key, page.title)
    named = CaseStudyPage.objects.child_of(page).filter(slug=slug)
    case = visible_pages(named, request.user).first()
    if case is None:
        raise Http404
    return known.respond(request, for_records([case.pk]), key, case.title)


def case_context(page: CaseStudyPage, language: str, user: Any) -> dict[str, Any]:
    """Return what can be told of a case study in a language, without its narrative.

    Serves the page itself, its preview, and the page that says it isn't translated yet.
    """
    index = listing_page(language, user)
    every = facts(page, index.url if index else "")
    return {
        "facts": every,
        "first_facts": first_facts(every),
        "world": world(case_marks(page)),
        "related": related(page, language, user),
        "case_index": index,
    }


def page_context(request: HttpRequest, page: CaseStudyPage) -> dict[str, Any]:
    """Return what the page of a case study shows beside its fields."""
    cited = citation(page)
    found = terms(page)
    return {
        **case_context(page, page.locale.language_code, request.user),
        "sections": found.sections,
        "terms": found.terms,
        "citation": cited,
        "meta": head_metadata(page, cited),
        "minutes": minutes(page),
        "share": share_links(page),
        "exports": export_links(page.get_url(request) or ""),
        "beside": beside(page, page.locale.language_code, request.user),
    }
