"""The admin's report of the translations that readers wish for."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from justcities.core.languages import name_in_current
from justcities.translation.models import TranslationRequest
from justcities.translation.permissions import can_see_requests


def open_requests() -> QuerySet[TranslationRequest]:
    """Return the wishes that are still open, the one made most often first.

    A wish is open until the page is live in that language. ``draft`` is the key of the page in
    that language, where one has been begun.
    """
    versions = Page.objects.filter(
        alias_of=None,
        translation_key=OuterRef("page__translation_key"),
        locale__language_code=OuterRef("language"),
    )
    return (
        TranslationRequest.objects.filter(~Exists(versions.filter(live=True)))
        .annotate(draft=Subquery(versions.values("pk")[:1]))
        .select_related("page__locale")
        .order_by("-count", "-last_asked", "pk")
    )


class RequestFilters(WagtailFilterSet):
    """Filters by the language wished for."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=lambda: list(settings.LANGUAGES)
    )

    class Meta:
        model = TranslationRequest
        fields = ["language"]


class TranslationRequestsReport(ReportView):
    """Lists open wishes, with the way to the translation. Nothing can be changed here."""

    index_url_name = "translation_requests"
    index_results_url_name = "translation_requests_results"
    page_title = _("Translations wished for")
    header_icon = "wagtail-localize-language"
    model = TranslationRequest
    filterset_class = RequestFilters
    columns = [
        TitleColumn("page", label=_("Page"), get_url=lambda wish: wish.translate_url),
        Column(
            "language", label=_("Language"), accessor=lambda wish: name_in_current(wish.language)
        ),
        Column("count", label=_("Asked for")),
        Column("last_asked", label=_("Last asked for")),
    ]
    list_export = ["page.title", "language", "count", "last_asked"]
    export_headings = {"page.title": _("Page")}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer those who may read the wishes.

        Raises:
            PermissionDenied: for anybody else.
        """
        if not can_see_requests(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[TranslationRequest]:
        """Return the open wishes."""
        return open_requests()

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> Iterable[Any]:
        """Give each wish the address at which this person can help with it."""
        for wish in object_list:
            wish.translate_url = translate_url(wish, self.request.user)
        return object_list


def translate_url(wish: Any, user: Any) -> str | None:
    """Return where a person makes the translation: its draft, else the form that begins one.

    Args:
        wish: one of :func:`open_requests`.
        user: the person.

    Returns:
        None where there is no draft yet and the person may not begin one.
    """
    if wish.draft:
        return reverse("wagtailadmin_pages:edit", args=(wish.draft,))
    if not user.has_perm("wagtail_localize.submit_translation"):
        return None
    address = reverse("wagtail_localize:submit_page_translation", args=(wish.page_id,))
    return f"{address}?select_locale={wish.language}"
