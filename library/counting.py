"""Counts how often records are opened and files fetched, by day. Of whom, nothing is kept.

So there is nothing to consent to, and “do not track” has nothing to ask for.
"""

import logging
import re
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, QuerySet, Sum
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from wagtail.documents.models import document_served

from justcities.assets.models import SiteDocument
from library.models import Download, ResourcePage
from library.permissions import can_edit_resource

logger = logging.getLogger(__name__)

DAYS_OF_A_REPORT = 30
MOST_OF_A_REPORT = 20
# How programs call themselves; whoever hides it is counted, and that is all it costs.
_PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|scan|archiver|facebookexternalhit|whatsapp"
    r"|curl|wget|python|java/|go-http|okhttp|libwww|headless",
    re.IGNORECASE,
)


def is_a_reader(request: HttpRequest) -> bool:
    """Tell whether a request comes from somebody who reads: no program, and no mere question."""
    agent = request.headers.get("User-Agent", "")
    return request.method == "GET" and bool(agent) and not _PROGRAMS.search(agent)


def count_view(request: HttpRequest, page: ResourcePage) -> None:
    """Count that a record was opened, unless by one of its editors or a program."""
    if getattr(request, "is_preview", False) or not is_a_reader(request):
        return
    if page.live and not can_edit_resource(request.user, page):
        _add(page.pk, None)


@receiver(document_served, sender=SiteDocument)
def count_download(instance: SiteDocument, request: HttpRequest, **kwargs: Any) -> None:
    """Count that a file was fetched, at each record that has it, in its original language.

    The signal is sent where a download begins: for its first part only, not for each.
    """
    if not is_a_reader(request):
        return
    pages = ResourcePage.objects.filter(
        files__document=instance, live=True, original_language=F("locale__language_code")
    ).distinct()
    for page in pages:
        if not can_edit_resource(request.user, page):
            _add(page.pk, instance.pk)


def _add(page: int, document: int | None) -> None:
    """Add one to today’s count. Where that fails, the reader gets the answer all the same."""
    try:
        today = Download.objects.filter(
            day=timezone.localdate(), resource_id=page, document_id=document
        )
        with transaction.atomic():
            if today.update(number=F("number") + 1):
                return
        try:
            with transaction.atomic():
                Download.objects.create(
                    day=timezone.localdate(), resource_id=page, document_id=document, number=1
                )
        except IntegrityError:
            # Somebody else was the first of the day at the same moment.
            with transaction.atomic():
                today.update(number=F("number") + 1)
    except DatabaseError:
        logger.warning("a view or download was not counted", exc_info=True)


def numbers_of(page: ResourcePage) -> dict[str, int]:
    """Return how often a record was opened, in any language, and its files fetched; 1 query."""
    rows = (
        Download.objects.filter(resource__translation_key=page.translation_key)
        .order_by()
        .values("document_id")
        .annotate(sum=Sum("number"))
    )
    found = {"views": 0, "downloads": 0}
    for row in rows:
        found["views" if row["document_id"] is None else "downloads"] += row["sum"]
    return found


def most_used(pages: QuerySet[ResourcePage], *, downloads: bool) -> list[tuple[ResourcePage, int]]:
    """Return the records that were opened, or whose files were fetched, most in the last 30 days.

    Args:
        pages: among which.
        downloads: count files fetched; else records opened.
    """
    since = timezone.localdate() - timedelta(days=DAYS_OF_A_REPORT)
    sums = (
        Download.objects.filter(
            day__gt=since,
            document__isnull=not downloads,
            resource__in=pages.order_by().values("pk"),
        )
        .order_by()
        .values("resource")
        .annotate(sum=Sum("number"))
        .order_by("-sum", "resource")[:MOST_OF_A_REPORT]
    )
    numbers = {row["resource"]: row["sum"] for row in sums}
    found = ResourcePage.objects.select_related("locale").in_bulk(numbers)
    return [(found[key], number) for key, number in numbers.items() if key in found]
