"""Atom feed of case studies, of all or of any choice of filters."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casestudies.listing import Listing
from casestudies.models import CaseStudyIndexPage
from casestudies.queries import for_cards
from justcities.vocabulary.listing import feed as feeds


def feed(request: HttpRequest, page: CaseStudyIndexPage) -> HttpResponse:
    """Answer with the newest case studies of a choice, 20 a page."""
    listing = Listing(request, page)
    titles = ", ".join(chip["label"] for chip in listing.chips)
    return feeds.feed(
        request,
        page,
        [listing.index.entries[at] for at in listing.index.ordered(listing.matches, "newest")],
        _entries,
        title=_("%(title)s: %(filters)s") % {"title": page.title, "filters": titles}
        if titles
        else page.title,
        link=listing.url(listing.filters),
        feed_url=listing.feed_url,
    )


def _entries(pks: Iterable[int]) -> list[feeds.FeedEntry]:
    return [
        feeds.FeedEntry(case, case.summary, [concept.label() for concept in case.people])
        for case in for_cards(pks)
    ]
