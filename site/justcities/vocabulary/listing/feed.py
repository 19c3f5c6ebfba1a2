"""Atom feed of a listing, of all or of any choice of filters."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from justcities.vocabulary.listing.index import EPOCH, Listed

PER_PAGE = 20
# What XML can't hold, and pasted text sometimes does: one of them would break the whole feed.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass
class FeedEntry:
    """One entry of a feed. ``categories`` are words; ``page`` is what it leads to."""

    page: Any
    summary: str
    categories: list[str] = field(default_factory=list)


class PagedAtomFeed(Atom1Feed):
    """An Atom feed that says where its next page is (RFC 5005)."""

    def add_root_elements(self, handler: Any) -> None:
        """Add the link to the next page."""
        super().add_root_elements(handler)
        if self.feed.get("next_url"):
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_url"]})

    def item_attributes(self, item: Any) -> dict[str, str]:
        """Name the language of an entry that is in another one than the feed."""
        attributes = super().item_attributes(item)
        if item.get("language"):
            attributes["xml:lang"] = item["language"]
        return attributes


def feed(
    request: HttpRequest,
    page: Any,
    entries: list[Any],
    load: Callable[[Iterable[int]], list[FeedEntry]],
    *,
    title: str,
    link: str,
    feed_url: str,
) -> HttpResponse:
    """Answer with the newest entries, 20 a page.

    Pages go by position of the last entry seen (``before``), so nothing is seen twice or missed
    when something is published in between.

    Args:
        request: the request, for ``before``.
        page: the page that the feed is of.
        entries: all of the feed, of an index, the newest first.
        load: loads what an entry of the feed says, for the keys of pages, in that order.
        title: what the feed is called.
        link: the address of the same on the site.
        feed_url: the address of the feed's first page.
    """
    before = _read_cursor(request.GET.get("before", ""))
    newest: list[Listed] = entries
    if before:
        newest = [entry for entry in newest if (entry.published, entry.pk) < before]
    shown = newest[:PER_PAGE]
    next_url = ""
    if len(newest) > PER_PAGE:
        joint = "&" if "?" in feed_url else "?"
        next_url = f"{feed_url}{joint}before={_cursor(shown[-1])}"
    language = page.locale.language_code
    result = PagedAtomFeed(
        title=_plain(title),
        link=request.build_absolute_uri(link),
        feed_url=request.build_absolute_uri(),
        description=_plain(page.summary),
        language=language,
        author_name=settings.WAGTAIL_SITE_NAME,
        next_url=request.build_absolute_uri(next_url) if next_url else "",
    )
    for entry in load(each.pk for each in shown):
        own = entry.page.locale.language_code
        result.add_item(
            title=_plain(entry.page.title),
            link=entry.page.full_url,
            unique_id=_entry_id(entry.page),
            description=_plain(entry.summary),
            author_name=None,
            pubdate=entry.page.first_published_at,
            updateddate=entry.page.last_published_at,
            categories=entry.categories,
            language=own if own != language else "",
        )
    return HttpResponse(result.writeString("utf-8"), content_type=result.content_type)


def _plain(text: str) -> str:
    return _NOT_XML.sub(" ", text)


def _entry_id(page: Any) -> str:
    """Return an id that stays whatever becomes of the page's address: a tag URI (RFC 4151)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    day = (page.first_published_at or EPOCH).date().isoformat()
    return f"tag:{host},{day}:{page.translation_key}/{page.locale.language_code}"


def _cursor(entry: Listed) -> str:
    text = f"{entry.published.timestamp()}:{entry.pk}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(text: str) -> tuple[datetime, int] | None:
    """Read where a page of the feed begins; None, so the first page, for what makes no sense."""
    try:
        decoded = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        moment, _colon, pk = decoded.partition(":")
        return datetime.fromtimestamp(float(moment), UTC), int(pk)
    except (ValueError, OverflowError, OSError):
        return None
