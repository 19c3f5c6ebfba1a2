"""The first page of the admin: what waits for the person who opened it.

Each part asks whether the person may see it, and costs one or two queries however much waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.models import ContactMessage
from justcities.core.languages import codes, direction, name_in_current
from justcities.translation.permissions import can_see_requests
from justcities.translation.waiting import (
    languages_of,
    not_in_translation,
    pages_wished_for,
    to_publish,
    to_translate,
)
from justcities.vocabulary import permissions as vocabulary_permissions
from justcities.vocabulary.admin_queries import missing_counts
from justcities.vocabulary.schemes import Scheme

MOST_PAGES = 5


@dataclass(frozen=True)
class Line:
    """One thing that waits: words that lead to it, and what is said beside them.

    ``language`` is that of the words, where they are a title.
    """

    text: str
    url: str
    note: str = ""
    language: str = ""

    @property
    def direction(self) -> str:
        """The direction of the words."""
        return direction(self.language)


@dataclass(frozen=True)
class Part:
    """Things of one kind that wait. ``none`` is what is said where there are none."""

    heading: str
    icon: str
    none: str
    lines: list[Line] = field(default_factory=list)


class DeskPanel(Component):
    """Shows what waits."""

    order = 100
    template_name = "home/admin/desk.html"

    class Media:
        css = {"all": ["css/admin/desk.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the parts this person may see."""
        return {"parts": list(parts_for(self.request.user))}


def parts_for(user: Any) -> Iterator[Part]:
    """Yield what may wait for a person, what others wait for first."""
    if user.has_perm("home.view_contactmessage"):
        yield _messages()
    languages = languages_of(user)
    if user.has_perm("wagtail_localize.submit_translation"):
        yield _to_publish(user)
    elif languages:
        yield _to_translate(user)
    yield _drafts(user)
    if can_see_requests(user):
        yield _wishes(languages)
    if vocabulary_permissions.can_change(user):
        yield _keywords()


def _messages() -> Part:
    number = ContactMessage.objects.filter(handled_at=None).count()
    text = ngettext("%(count)d message is open", "%(count)d messages are open", number)
    url = reverse("contact_messages:index") + "?state=open"
    return Part(
        _("Messages"),
        "mail",
        _("Every message is handled."),
        [Line(text % {"count": number}, url)] if number else [],
    )


def _to_publish(user: Any) -> Part:
    return Part(
        _("Translated, to be published"),
        "wagtail-localize-language",
        _("No translation waits for you."),
        _lines(to_publish(user)),
    )


def _to_translate(user: Any) -> Part:
    return Part(
        _("To be translated"),
        "wagtail-localize-language",
        _("Nothing waits. What an editor sends to translation appears here."),
        _lines(to_translate(user)),
    )


def _drafts(user: Any) -> Part:
    pages = (
        page_permission_policy.instances_user_has_permission_for(user, "change")
        .filter(has_unpublished_changes=True, latest_revision__user=user)
        .select_related("locale")
        .order_by("-latest_revision_created_at")
    )
    return Part(
        _("Your drafts"),
        "edit",
        _("You have begun nothing that isn’t published."),
        _lines(not_in_translation(pages)),
    )


def _lines(pages: QuerySet[Page]) -> list[Line]:
    return [
        Line(
            page.draft_title or page.title,
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            name_in_current(page.locale.language_code),
            page.locale.language_code,
        )
        for page in pages[:MOST_PAGES]
    ]


def _wishes(languages: list[str]) -> Part:
    url = reverse("translation_requests")
    return Part(
        _("Translations wished for"),
        "group",
        _("Readers have asked for no page that isn’t there."),
        [
            Line(
                name_in_current(code),
                f"{url}?{urlencode({'language': code})}",
                ngettext("%(count)d page", "%(count)d pages", number) % {"count": number},
            )
            for code, number in pages_wished_for(languages).items()
        ],
    )


def _keywords() -> Part:
    url = reverse("vocabulary:grid")
    missing = missing_counts(Scheme.KEYWORD, codes())
    return Part(
        _("Keywords without a label"),
        "tag",
        _("Every keyword has a label in every language."),
        [
            Line(
                name_in_current(code),
                f"{url}?{urlencode({'scheme': Scheme.KEYWORD.value, 'language': code})}",
                ngettext("%(count)d keyword", "%(count)d keywords", number) % {"count": number},
            )
            for code, number in missing.items()
            if number
        ],
    )
