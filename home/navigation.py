"""The links around every page, in the reader's language, as far as the reader may follow them."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from home.surroundings import Surroundings, Target, items, surroundings
from justcities.core.access import may_see_path, restrictions, tokens_held


class SiteLinks:
    """Masthead, foot and legal links of one language; nothing is read until a template asks."""

    def __init__(self, request: HttpRequest, language: str) -> None:
        self.request = request
        self.language = language

    @property
    def main(self) -> list[dict[str, Any]]:
        """The links of the masthead; the one that leads to where the reader is is marked."""
        return self._links(self._around.main)

    @property
    def foot(self) -> list[dict[str, Any]]:
        """The groups of links in the foot."""
        return [
            {"heading": group["heading"], "links": self._links(items(group["links"]))}
            for group in self._around.foot
        ]

    @property
    def foot_text(self) -> str:
        """What the site is, in the foot."""
        return self._around.foot_text

    @property
    def legal(self) -> list[dict[str, str]]:
        """Links to imprint, privacy, accessibility and contact, as far as they exist."""
        return [
            {"url": target.url, "text": target.title, "kind": target.kind.removesuffix("page")}
            for target in self._around.legal
            if self._may_see(target)
        ]

    @cached_property
    def _around(self) -> Surroundings:
        return surroundings(self.language)

    def _may_see(self, target: Target) -> bool:
        return may_see_path(target.path, tokens_held(self.request.user), restrictions())

    def _links(self, values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        links = []
        for value in values:
            target = self._around.pages.get(value.get("page") or 0)
            if value.get("page") and (target is None or not self._may_see(target)):
                continue
            url = target.url if target else value.get("address", "")
            links.append(
                {
                    "url": url,
                    "text": value.get("text") or (target.title if target else ""),
                    "current": target is not None and self._is_current(url),
                }
            )
        return links

    def _is_current(self, url: str) -> bool:
        home = f"/{self.language}/"
        return self.request.path == url or (url != home and self.request.path.startswith(url))
