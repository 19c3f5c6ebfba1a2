"""Tells that a page's other languages stay public when it is unpublished or restricted.

Each language is a page of its own in Wagtail, and so are its publication and its restriction. That
is wanted (a translation may outlive its source), but nobody would guess it, so it is said.
"""

import json
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views import page_privacy
from wagtail.models import Page

from justcities.core.access import visible_pages
from justcities.core.languages import codes, direction, native_name

MOST_NAMED = 10


def still_public(pages: Iterable[Page]) -> list[Page]:
    """Return the public pages that say the same as these in other languages, by language.

    Args:
        pages: what is unpublished or restricted.
    """
    given = {page.pk: page.translation_key for page in pages}
    others = Page.objects.filter(
        translation_key__in=set(given.values()), locale__language_code__in=codes()
    ).exclude(pk__in=given)
    found = visible_pages(others).select_related("locale").order_by("path")
    return sorted(found, key=lambda page: codes().index(page.locale.language_code))


def named(pages: list[Page], request: HttpRequest) -> SafeString:
    """Return the pages' titles as a sentence with links, at most ten.

    A link leads to where the reader can do something about it: the editor, else the page itself.
    """
    links = format_html_join(
        ", ",
        '<a href="{}"><bdi lang="{}" dir="{}">{}</bdi></a> ({})',
        (
            (
                _address(page, request),
                page.locale.language_code,
                direction(page.locale.language_code),
                page.title,
                native_name(page.locale.language_code),
            )
            for page in pages[:MOST_NAMED]
        ),
    )
    more = len(pages) - MOST_NAMED
    if more <= 0:
        return links
    text = ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
    return format_html("{} {}", links, text)


def _address(page: Page, request: HttpRequest) -> str:
    if page.permissions_for_user(request.user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return page.get_url(request) or ""


def tell_unpublished(request: HttpRequest, pages: list[Page], with_descendants: bool) -> None:
    """Tell, after pages were unpublished, which of their translations are still public."""
    gone = list(pages)
    if with_descendants:
        for page in pages:
            gone += page.get_descendants().filter(live=False)
    left = still_public(gone)
    if left:
        text = _("Still public in other languages, each to be unpublished by itself:")
        messages.warning(request, format_html("{} {}", text, named(left, request)))


def set_privacy(request: HttpRequest, page_id: int) -> HttpResponse:
    """Stand before Wagtail's view: say which translations a restriction leaves public.

    Before the choice in the dialog, and after it in a message, for the dialog closes.
    """
    response = page_privacy.set_privacy(request, page_id)
    answer = json.loads(response.content)
    page = Page.objects.get(pk=page_id)
    left = still_public(page.get_descendants(inclusive=True))
    if not left:
        return response
    names = named(left, request)
    if answer.get("step") == "set_privacy_done" and not answer["is_public"]:
        text = _("Still public in other languages, each to be restricted by itself:")
        messages.warning(request, format_html("{} {}", text, names))
    elif answer.get("step") == "set_privacy":
        text = _("This holds for one language. Public in others, whatever you choose here:")
        note = format_html('<p class="help-block help-warning">{} {}</p>', text, names)
        answer["html"] = note + answer["html"]
        response.content = json.dumps(answer).encode()
    return response
