"""A list of resources and case studies as one booklet: a single HTML file, without pictures.

It holds the narratives of the case studies, the records of the resources with where to get them,
and how to cite it all, so that it can be read, printed and sent where there is no network.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header

from casestudies.facts import facts as case_facts
from casestudies.models import CaseStudyPage
from casestudies.queries import for_reading
from justcities.core.access import tokens_held
from justcities.core.versions import version
from library.cited import cited
from library.facts import facts
from library.files import ShownFiles, files_of
from library.keeping import KeptList
from library.models import ResourcePage
from library.queries import for_records

KNOWN_FOR = 24 * 60 * 60


@dataclass
class BookletCase:
    """A case study of a booklet."""

    page: CaseStudyPage
    facts: list[Any]
    citation: str


@dataclass
class BookletResource:
    """A resource of a booklet."""

    page: ResourcePage
    facts: list[Any]
    shown: ShownFiles
    citation: str


def booklet(request: HttpRequest, kept: KeptList, language: str) -> str:
    """Return a booklet as HTML."""
    cases = [
        BookletCase(page, case_facts(page), cited(page).html)
        for page in for_reading(item.page.pk for item in kept.cases)
    ]
    resources = [
        BookletResource(page, facts(page), files_of(page, request.user, language), cited(page).html)
        for page in for_records(item.page.pk for item in kept.resources)
    ]
    text = render_to_string(
        "library/booklet.html",
        {"cases": cases, "resources": resources, "day": timezone.localdate()},
    )
    # The file is read far from the site, so every link in it says where the site is.
    return text.replace('href="/', f'href="{settings.BASE_URL}/')


def size_of(request: HttpRequest, kept: KeptList, language: str) -> int:
    """Return how many bytes a booklet has; remembered as long as nothing in it changes.

    For one reader, or for the public: which files and links stand in it is a matter of who reads.
    """
    reader = (request.user.pk, sorted(tokens_held(request.user)))
    state = (language, kept.query, reader, version("library", "case-studies", "vocabulary"))
    digest = blake2b(repr(state).encode(), digest_size=16).hexdigest()
    size: int | None = cache.get(f"booklet.{digest}")
    if size is None:
        size = len(booklet(request, kept, language).encode())
        cache.set(f"booklet.{digest}", size, KNOWN_FOR)
    return size


def respond(request: HttpRequest, kept: KeptList, language: str) -> HttpResponse:
    """Answer with a booklet, to be kept."""
    response = HttpResponse(booklet(request, kept, language))
    response["Content-Disposition"] = content_disposition_header(True, "just-cities.html")
    response["Cache-Control"] = "private, no-store"
    return response
