"""What stands around every page of a language, kept in memory until something of it changes.

Every page shows it; read each time, it costs as many queries as the page itself. It holds titles
and addresses of pages with their place in the tree, and whoever shows them asks for each whether
the reader may see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page, Site

from home.models import Navigation, SiteSettings
from justcities.core.versions import Kept

NAME = "surroundings"
LEGAL_TYPES = ("imprintpage", "privacypage", "accessibilitypage", "contactpage")


@dataclass(frozen=True)
class Target:
    """A live page that a link leads to."""

    path: str
    url: str
    title: str
    kind: str


@dataclass
class Surroundings:
    """Navigation as stored, the live pages it names, and the legal pages, by primary key."""

    main: list[dict[str, Any]] = field(default_factory=list)
    foot: list[dict[str, Any]] = field(default_factory=list)
    foot_text: str = ""
    pages: dict[int, Target] = field(default_factory=dict)
    legal: list[Target] = field(default_factory=list)


def surroundings(language: str) -> Surroundings:
    """Return what stands around the pages of a language."""
    return _kept.get(language)


def site_settings(site: Site) -> SiteSettings:
    """Return the settings of a site."""
    return _settings.get(site)


def items(raw: list[Any]) -> list[dict[str, Any]]:
    """Return the values of a list block's stored form, old or new."""
    return [item.get("value", item) for item in raw]


def _read(language: str) -> Surroundings:
    navigation = Navigation.objects.filter(locale__language_code=language).first()
    result = Surroundings()
    if navigation is not None:
        result.main = [item["value"] for item in navigation.main.raw_data]
        result.foot = [item["value"] for item in navigation.foot.raw_data]
        result.foot_text = navigation.foot_text
    named = set(_page_keys(result))
    pages = Page.objects.filter(pk__in=named) | Page.objects.filter(
        locale__language_code=language,
        content_type__app_label="home",
        content_type__model__in=LEGAL_TYPES,
    )
    found = pages.filter(live=True).select_related("content_type", "locale").distinct()
    by_kind = {}
    for page in found:
        kind = page.content_type.model
        target = Target(page.path, page.url or "", page.title, kind)
        if page.pk in named:
            result.pages[page.pk] = target
        by_kind[kind] = target
    result.legal = [by_kind[kind] for kind in LEGAL_TYPES if kind in by_kind]
    return result


def _page_keys(found: Surroundings) -> Iterable[int]:
    links = [*found.main, *(link for group in found.foot for link in items(group["links"]))]
    return (link["page"] for link in links if link.get("page"))


_kept = Kept(_read, NAME)
_settings: Kept[Site, SiteSettings] = Kept(SiteSettings.for_site, NAME)
