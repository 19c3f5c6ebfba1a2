"""What waits to be translated or published, for the first page of the admin."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from justcities.core.languages import codes
from justcities.translation.reports import open_requests


def languages_of(user: Any) -> list[str]:
    """Return the languages in which a person may change pages, in the site's order; 1 query."""
    if user.is_superuser:
        return codes()
    rights = GroupPagePermission.objects.filter(
        group__user=user, permission__codename="change_page"
    ).values_list("page__depth", "page__locale__language_code")
    held = set(rights)
    if any(depth == 1 for depth, _code in held):
        return codes()
    return [code for code in codes() if code in {code for _depth, code in held}]


def pages_wished_for(languages: list[str]) -> dict[str, int]:
    """Return how many pages readers wish for in each of these languages; 1 query."""
    found = dict(
        open_requests()
        .filter(language__in=languages)
        .order_by()
        .values_list("language")
        .annotate(pages=Count("page_id"))
    )
    return {code: found[code] for code in languages if code in found}


def not_in_translation(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Leave out what was sent to translation: its draft is nobody's own."""
    return pages.filter(~Exists(_translation()))


def to_translate(user: Any) -> QuerySet[Page]:
    """Return the translations a person may work on that lack a piece, the oldest first.

    Only drafts, and what was sent again since it was last written, are looked through: in all
    others nothing is missing, and there may be thousands.
    """
    return (
        _translations(user, "change")
        .filter(Q(live=False) | Q(written_at=None) | Q(written_at__lt=F("sent_at")), _lacking())
        .order_by("sent_at", "pk")
    )


def to_publish(user: Any) -> QuerySet[Page]:
    """Return the wholly translated drafts that a person may publish, the oldest first."""
    return _translations(user, "publish").filter(~_lacking(), live=False).order_by("sent_at", "pk")


def _translations(user: Any, action: str) -> QuerySet[Page]:
    """Return the pages that were sent to translation, with when they were sent and written."""
    translation = _translation()
    return (
        page_permission_policy.instances_user_has_permission_for(user, action)
        .annotate(
            sent_at=Subquery(translation.values("source__last_updated_at")[:1]),
            written_at=Subquery(translation.values("destination_last_updated_at")[:1]),
        )
        .filter(sent_at__isnull=False)
        .select_related("locale")
    )


def _translation() -> QuerySet[Translation]:
    """Return, for a page, its being translated."""
    return Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        target_locale_id=OuterRef("locale_id"),
        enabled=True,
    )


def _lacking() -> Exists:
    """Tell, for a page, whether a piece of its original has no wording in its language."""
    wording = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("locale_id")),
    )
    pieces = StringSegment.objects.filter(source__object_id=OuterRef("translation_key"))
    return Exists(pieces.filter(~Exists(wording)))
