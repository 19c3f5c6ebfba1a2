"""What a collection holds for one reader: chosen by hand and in order, or found by its query."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from justcities.core.access import visible_pages
from justcities.vocabulary.listing import feed as feeds
from justcities.vocabulary.text import fold
from library.cards import Card, for_cards
from library.index import Entry
from library.listing import feed_entries
from library.models import CollectionPage
from library.offer import Filters, parse
from library.queries import library_page, visible_index

MOST = 200
MOST_LISTED = 12


@dataclass
class Held:
    """A resource of a collection, and why it is there."""

    card: Card
    note: str = ""


@dataclass
class Collected:
    """What a reader sees of a collection.

    Attributes:
        held: the resources, at most 200.
        total: how many there are.
        url: of the list in the library that a query finds; empty where it was put together by hand.
    """

    held: list[Held] = field(default_factory=list)
    total: int = 0
    url: str = ""


def entries_of(page: CollectionPage, user: Any) -> tuple[list[Entry], dict[Any, str]]:
    """Return the entries a reader sees of a collection, in order, and notes by translation key.

    Three queries at most; what the reader may not see, or what is not published, is left out.
    """
    index, visible = visible_index(page.locale.language_code, user)
    if page.query:
        asked = QueryDict(page.query)
        matches = index.matching(parse(asked), visible)
        return [index.entries[at] for at in index.ordered(matches, parse(asked).sort)], {}
    entries: dict[Any, Entry] = {}
    notes: dict[Any, str] = {}
    for item in page.items.select_related("resource"):
        key = item.resource.translation_key
        at = index.by_key.get(key)
        if at is not None and visible >> at & 1 and key not in entries:
            entries[key] = index.entries[at]
            notes[key] = item.note
    return list(entries.values()), notes


def collected(page: CollectionPage, user: Any) -> Collected:
    """Return what a collection's page shows."""
    entries, notes = entries_of(page, user)
    cards = for_cards(entry.pk for entry in entries[:MOST])
    library = library_page(page.locale.language_code, user)
    found_by = Filters(chosen=parse(QueryDict(page.query)).chosen).query() if page.query else ""
    return Collected(
        held=[Held(card, notes.get(card.page.translation_key, "")) for card in cards],
        total=len(entries),
        url=library.url + found_by if library and found_by else "",
    )


def feed(request: HttpRequest, page: CollectionPage) -> HttpResponse:
    """Answer with a collection's resources, those added to the library last first."""
    entries, _notes = entries_of(page, request.user)
    newest = sorted(entries, key=lambda entry: (entry.published, entry.pk), reverse=True)
    url = page.get_url(request)
    return feeds.feed(
        request,
        page,
        newest,
        feed_entries,
        title=page.title,
        link=url,
        feed_url=url + "feed/",
    )


@dataclass
class Shelves:
    """The collections of a language that a reader may see.

    Attributes:
        first: the first ones, in the editors' order.
        every: all of them by title, where there are more than the first ones; else empty.
    """

    first: list[CollectionPage]
    every: list[CollectionPage]


def collections_of(language: str, user: Any) -> Shelves:
    """Return the collections of a language that a reader may see, in one query."""
    pages = CollectionPage.objects.filter(locale__language_code=language).order_by("path")
    seen = list(visible_pages(pages, user).select_related("locale"))
    by_title = sorted(seen, key=lambda page: fold(page.title))
    return Shelves(seen[:MOST_LISTED], by_title if len(seen) > MOST_LISTED else [])
