"""The report of pictures that lack alternative text."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.images.permissions import permission_policy

from justcities.assets.models import SiteImage
from justcities.assets.queries import pictures_without_alt_text
from justcities.core.languages import codes, name_in_current


class LanguageFilterSet(WagtailFilterSet):
    """Chooses the language the text is missing in."""

    language = django_filters.ChoiceFilter(
        label=_("No text in"),
        choices=lambda: [(code, name_in_current(code)) for code in codes()],
        method="keep",
        empty_label=None,
    )

    class Meta:
        model = SiteImage
        fields: list[str] = []

    def keep(self, pictures: QuerySet, name: str, value: str) -> QuerySet:
        """Return the pictures as they are: the view has chosen them by the language."""
        return pictures


class AltTextReport(ReportView):
    """Pictures without alternative text in a language, the source language first."""

    model = SiteImage
    page_title = _("Pictures without alternative text")
    header_icon = "image"
    index_url_name = "pictures_without_alt_text"
    index_results_url_name = "pictures_without_alt_text_results"
    filterset_class = LanguageFilterSet
    permission_policy = permission_policy
    any_permission_required = ["change"]
    list_export: list[str] = []
    default_ordering = "-created_at"
    is_searchable = False

    @property
    def language(self) -> str:
        """The language asked for; the source language where none or an unknown one is."""
        asked = self.request.GET.get("language", "")
        return asked if asked in codes() else settings.LANGUAGE_CODE

    @cached_property
    def columns(self) -> list[Any]:
        """The picture’s name, which leads to its form, and when it came."""
        return [
            TitleColumn(
                "title", label=_("Picture"), url_name="wagtailimages:edit", accessor="title"
            ),
            DateColumn("created_at", label=_("Added"), width="20%"),
        ]

    def get_base_queryset(self) -> QuerySet:
        """Return the pictures this person may change that lack the text."""
        return pictures_without_alt_text(self.language, self.request.user)
