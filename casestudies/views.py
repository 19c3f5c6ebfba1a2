"""The public pages of case studies. Thin: what is shown comes from the modules beside this one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.url_routing import RouteResult

from casestudies.citation import citation, head_metadata
from casestudies.facts import facts, first_facts
from casestudies.feeds import feed
from casestudies.listing import Listing
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.places import case_marks
from casestudies.queries import listing_page
from casestudies.reading import minutes, terms
from casestudies.related import related
from casestudies.sharing import share_links
from justcities.core.beside import beside
from justcities.core.worldmap import world


def listing(request: HttpRequest, page: CaseStudyIndexPage) -> HttpResponse:
    """Answer with the listing; htmx gets only the part that changes."""
    context = page.get_context(request)
    context["listing"] = Listing(request, page)
    partial = request.headers.get("HX-Request") == "true" and not request.headers.get(
        "HX-History-Restore-Request"
    )
    context["partial"] = partial
    template = "casestudies/_results.html" if partial else page.get_template(request)
    response = TemplateResponse(request, template, context)
    response["Vary"] = "HX-Request"
    return response


def route_below_index(
    page: CaseStudyIndexPage, request: HttpRequest, path_components: list[str]
) -> RouteResult | None:
    """Find what stands below the listing that is no page: its feed."""
    if path_components == ["feed"] and page.live:
        return RouteResult(page, kwargs={"as_feed": True})
    return None


def serve_index(
    request: HttpRequest, page: CaseStudyIndexPage, as_feed: bool = False
) -> HttpResponse:
    """Answer with the listing or with its feed."""
    return feed(request, page) if as_feed else listing(request, page)


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
        "beside": beside(page, page.locale.language_code, request.user),
    }
