"""The library's list as a template needs it, and its feed."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from justcities.vocabulary.listing import feed as feeds
from justcities.vocabulary.listing.listing import Listing
from library.cards import for_cards
from library.index import Entry
from library.models import LibraryIndexPage
from library.offer import OFFER
from library.queries import visible_index


def listing(request: HttpRequest, page: LibraryIndexPage) -> Listing[Entry]:
    """Return one reader's view of the library."""
    index, visible = visible_index(page.locale.language_code, request.user)
    return Listing(request, page.get_url(request), OFFER, index, visible, for_cards)


def feed(request: HttpRequest, page: LibraryIndexPage) -> HttpResponse:
    """Answer with the records of a choice, those added last first, 20 a page."""
    found = listing(request, page)
    titles = ", ".join(chip["label"] for chip in found.chips)
    return feeds.feed(
        request,
        page,
        [found.index.entries[at] for at in found.index.ordered(found.matches, "added")],
        feed_entries,
        title=_("%(title)s: %(filters)s") % {"title": page.title, "filters": titles}
        if titles
        else page.title,
        link=found.url(found.filters),
        feed_url=found.feed_url,
    )


def feed_entries(pks: Iterable[int]) -> list[feeds.FeedEntry]:
    """Return what a feed says of records."""
    return [
        feeds.FeedEntry(card.page, card.page.summary, [card.kind[0]] if card.kind[0] else [])
        for card in for_cards(pks)
    ]
