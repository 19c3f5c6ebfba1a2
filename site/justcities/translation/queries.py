"""Which languages a page exists in, for whom, and at which address."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from wagtail.models import Page, Site

from justcities.core.access import seen_of, tokens_held
from justcities.core.languages import codes, current, direction, native_name

CURRENT = "current"
TRANSLATED = "translated"
MISSING = "missing"
DEEPEST = 12


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switcher. ``state`` is ``current``, ``translated`` or ``missing``."""

    code: str
    name: str
    direction: str
    url: str
    state: str


@dataclass(frozen=True)
class Alternate:
    """One ``hreflang`` link, with a full address."""

    code: str
    url: str


def versions(page: Page, user: Any = None) -> dict[str, Page]:
    """Return the live versions of a page that a person may see, by language, in the site's order.

    Drafts, alias pages, languages that are no longer the site's, and what a restriction hides
    are left out. What is read (two queries) stays with the page object, so that the switcher,
    the alternates and the page itself ask once.

    Args:
        page: the page, in any language.
        user: the person, or None for the public.
    """
    if not hasattr(page, "_versions_read"):
        same = Page.objects.filter(translation_key=page.translation_key)
        read = list(_real(same).select_related("locale"))
        for version in read:
            if version.pk == page.pk:
                page.locale = version.locale
        page._versions_read = read
    found = page._versions_read
    held = tokens_held(user)
    by_language = {version.locale.language_code: version for version in seen_of(found, held)}
    return {code: by_language[code] for code in codes() if code in by_language}


def preferred(found: dict[str, Page]) -> Page:
    """Return the version in the site's source language, else the first in the site's order."""
    return found.get(settings.LANGUAGE_CODE) or next(iter(found.values()))


def switcher(page: Page | None, request: HttpRequest) -> list[LanguageLink]:
    """Return a link for every language of the site, in order.

    Args:
        page: the page shown. None on pages that aren't Wagtail's, such as those of the account:
            they exist in every language. On an error page the links lead to the home pages.
        request: the request, for its person and its address.
    """
    page = page or getattr(request, "shown_page", None)
    if page is None and _is_a_view(request):
        return [
            _link(
                code,
                translate_url(request.path, code),
                CURRENT if code == current() else TRANSLATED,
            )
            for code in codes()
        ]
    if page is None:
        site = Site.find_for_request(request)
        page = site.root_page if site else None
    found = versions(page, getattr(request, "user", None)) if page else {}
    links = []
    for code in codes():
        version = found.get(code)
        url = version.get_url(request) if version else address_in(page, code, request)
        if code == current():
            links.append(_link(code, request.path, CURRENT))
        else:
            links.append(_link(code, url, TRANSLATED if version else MISSING))
    return links


def alternates(page: Page | None) -> list[Alternate]:
    """Return the ``hreflang`` links of a page: its real, public translations and ``x-default``.

    The same list for each of them, as search engines ask. Empty where there is nothing to
    choose from, or where the page itself is not public.
    """
    if page is None:
        return []
    found = versions(page)
    if len(found) < 2 or page.pk not in {version.pk for version in found.values()}:
        return []
    links = [Alternate(code, version.full_url) for code, version in found.items()]
    return [*links, Alternate("x-default", preferred(found).full_url)]


def prefix(code: str) -> str:
    """Return the address below which a language's pages stand, such as ``/fr/``."""
    with translation.override(code):
        return reverse("wagtail_serve", args=("",))


def address_in(page: Page | None, code: str, request: HttpRequest | None = None) -> str:
    """Return a page's own address with another language's prefix.

    Where the page is missing in that language, this is the address that offers what there is.
    """
    url = page.get_url(request) if page is not None else None
    own = prefix(page.locale.language_code) if page is not None else ""
    rest = url.removeprefix(own) if url and url.startswith(own) else ""
    return prefix(code) + rest


def find_in_any_language(home: Page, path: str) -> Page | None:
    """Find the public page that an address means, each step of it in whatever language.

    ``etudes-de-cas/lane-numbers`` finds the English page ``case-studies/lane-numbers``, for the
    French list of case studies is a translation of the English one. Every step has to be public:
    neither the slug nor the place of a draft or a restricted page can be guessed from the answer.

    Args:
        home: the site's first page, in any language.
        path: what follows the language's prefix.

    Returns:
        The page, the source language's version first, or None.
    """
    steps = [step for step in path.split("/") if step]
    if len(steps) > DEEPEST:
        return None

    def public(pages: Any) -> list[Page]:
        found = seen_of(_real(pages).select_related("locale"), tokens_held(None))
        return sorted(found, key=lambda page: codes().index(page.locale.language_code))

    level = public(Page.objects.filter(translation_key=home.translation_key))
    for step in steps:
        below = {page.path for page in level}
        children = [
            page
            for page in public(Page.objects.filter(slug=step))
            if page.path[: -Page.steplen] in below
        ]
        keys = {page.translation_key for page in children}
        level = public(Page.objects.filter(translation_key__in=keys)) if keys else []
        # The child whose own slug was asked for decides which page is meant.
        if children:
            first = children[0].translation_key
            level.sort(key=lambda page: page.translation_key != first)
    return level[0] if level else None


def home_languages(request: HttpRequest) -> list[str]:
    """Return the languages that have a public home page, in the site's order."""
    site = Site.find_for_request(request)
    return list(versions(site.root_page)) if site else []


def _real(pages: Any) -> Any:
    return pages.filter(live=True, alias_of=None, locale__language_code__in=codes())


def _is_a_view(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name != "wagtail_serve"


def _link(code: str, url: str, state: str) -> LanguageLink:
    return LanguageLink(code, native_name(code), direction(code), url, state)
