"""Atom feed of case studies, of all or of any choice of filters."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from casestudies.facets import EPOCH, Entry
from casestudies.listing import Listing
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.queries import for_cards

PER_PAGE = 20
# What XML can't hold, and pasted text sometimes does: one of them would break the whole feed.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class PagedAtomFeed(Atom1Feed):
    """An Atom feed that says where its next page is (RFC 5005)."""

    def add_root_elements(self, handler: Any) -> None:
        """Add the link to the next page."""
        super().add_root_elements(handler)
        if self.feed.get("next_url"):
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_url"]})


def feed(request: HttpRequest, page: CaseStudyIndexPage) -> HttpResponse:
    """Answer with the newest case studies of a choice, 20 a page.

    Pages go by position of the last entry seen (``before``), so nothing is seen twice or missed
    when a case study is published in between.
    """
    listing = Listing(request, page)
    newest = [listing.index.entries[at] for at in listing.index.ordered(listing.matches, "newest")]
    before = _read_cursor(request.GET.get("before", ""))
    if before:
        newest = [entry for entry in newest if (entry.published, entry.pk) < before]
    shown = newest[:PER_PAGE]
    titles = ", ".join(chip["label"] for chip in listing.chips)
    next_url = ""
    if len(newest) > PER_PAGE:
        joint = "&" if "?" in listing.feed_url else "?"
        next_url = f"{listing.feed_url}{joint}before={_cursor(shown[-1])}"
    result = PagedAtomFeed(
        title=_plain(
            _("%(title)s: %(filters)s") % {"title": page.title, "filters": titles}
            if titles
            else page.title
        ),
        link=request.build_absolute_uri(listing.url(listing.filters)),
        feed_url=request.build_absolute_uri(),
        description=_plain(page.summary),
        language=page.locale.language_code,
        author_name=settings.WAGTAIL_SITE_NAME,
        next_url=request.build_absolute_uri(next_url) if next_url else "",
    )
    for case in for_cards(entry.pk for entry in shown):
        result.add_item(
            title=_plain(case.title),
            link=case.full_url,
            unique_id=_entry_id(case),
            description=_plain(case.summary),
            author_name=None,
            pubdate=case.first_published_at,
            updateddate=case.last_published_at,
            categories=[concept.label() for concept in case.people],
        )
    return HttpResponse(result.writeString("utf-8"), content_type=result.content_type)


def _plain(text: str) -> str:
    return _NOT_XML.sub(" ", text)


def _entry_id(case: CaseStudyPage) -> str:
    """Return an id that stays whatever becomes of the page's address: a tag URI (RFC 4151)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    day = (case.first_published_at or EPOCH).date().isoformat()
    return f"tag:{host},{day}:{case.translation_key}/{case.locale.language_code}"


def _cursor(entry: Entry) -> str:
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
