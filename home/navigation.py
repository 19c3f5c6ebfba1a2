"""The links around every page, in the reader's language."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from home.models import Navigation
from justcities.core.access import visible_pages

LEGAL_TYPES = ("imprintpage", "privacypage", "accessibilitypage", "contactpage")


class SiteLinks:
    """Masthead, foot and legal links of one language; nothing is read until a template asks."""

    def __init__(self, request: HttpRequest, language: str) -> None:
        self.request = request
        self.language = language
        self._read = False
        self._navigation: Navigation | None = None
        self._pages: dict[int, Page] = {}
        self._legal: list[dict[str, str]] = []

    @property
    def main(self) -> list[dict[str, Any]]:
        """The links of the masthead; the one that leads to where the reader is is marked."""
        self._load()
        if self._navigation is None:
            return []
        return self._links(item["value"] for item in self._navigation.main.raw_data)

    @property
    def foot(self) -> list[dict[str, Any]]:
        """The groups of links in the foot."""
        self._load()
        if self._navigation is None:
            return []
        return [
            {"heading": group["heading"], "links": self._links(_items(group["links"]))}
            for group in (item["value"] for item in self._navigation.foot.raw_data)
        ]

    @property
    def foot_text(self) -> str:
        """What the site is, in the foot."""
        self._load()
        return self._navigation.foot_text if self._navigation else ""

    @property
    def legal(self) -> list[dict[str, str]]:
        """Links to imprint, privacy, accessibility and contact, as far as they exist."""
        self._load()
        return self._legal

    def _load(self) -> None:
        """Read the navigation and every page it or the law names, in three queries."""
        if self._read:
            return
        self._read = True
        self._navigation = Navigation.objects.filter(locale__language_code=self.language).first()
        named = set(self._page_keys())
        pages = Page.objects.filter(pk__in=named) | Page.objects.filter(
            locale__language_code=self.language,
            content_type__app_label="home",
            content_type__model__in=LEGAL_TYPES,
        )
        found = list(
            visible_pages(pages, self.request.user).select_related("content_type").distinct()
        )
        self._pages = {page.pk: page for page in found if page.pk in named}
        by_type = {page.content_type.model: page for page in found}
        self._legal = [
            {"url": by_type[kind].get_url(self.request), "text": by_type[kind].title}
            for kind in LEGAL_TYPES
            if kind in by_type
        ]

    def _page_keys(self) -> list[int]:
        """Return the keys of the pages named, without loading them one by one."""
        if self._navigation is None:
            return []
        raw = [item["value"] for item in self._navigation.main.raw_data]
        for item in self._navigation.foot.raw_data:
            raw += _items(item["value"]["links"])
        return [value["page"] for value in raw if value.get("page")]

    def _links(self, values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        links = []
        for value in values:
            key = value.get("page")
            page = self._pages.get(key) if key else None
            if key and page is None:
                continue
            url = page.get_url(self.request) if page else value.get("address", "")
            links.append(
                {
                    "url": url,
                    "text": value.get("text") or (page.title if page else ""),
                    "current": bool(page) and self._is_current(url),
                }
            )
        return links

    def _is_current(self, url: str) -> bool:
        home = f"/{self.language}/"
        return self.request.path == url or (url != home and self.request.path.startswith(url))


def _items(raw: list[Any]) -> list[dict[str, Any]]:
    """Return the values of a list block's stored form, old or new."""
    return [item.get("value", item) for item in raw]
