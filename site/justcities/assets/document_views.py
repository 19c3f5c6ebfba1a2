"""The admin's list and form of documents, with what came of reading their files."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views import documents as wagtail_views

from justcities.assets.extraction import Outcome
from justcities.assets.models import SiteDocument
from justcities.assets.tasks import read_document_file
from justcities.assets.words import tell

UNREAD = "unread"
REMARKED = "remarked"


class DocumentFilterSet(wagtail_views.DocumentsFilterSet):
    """Wagtail's filters, and one by what came of reading the file."""

    text = django_filters.ChoiceFilter(
        label=_("Text"),
        choices=[*Outcome.choices, (REMARKED, _("With remarks")), (UNREAD, _("Not read yet"))],
        method="with_outcome",
    )

    def with_outcome(self, documents: QuerySet, name: str, value: str) -> QuerySet:
        """Narrow the documents to one outcome."""
        if value == UNREAD:
            return documents.filter(reading=None)
        if value == REMARKED:
            return documents.exclude(reading=None).exclude(reading__flags=[])
        return documents.filter(reading__outcome=value)


class DocumentIndexView(wagtail_views.IndexView):
    """Wagtail's list with a column for the text."""

    filterset_class = DocumentFilterSet

    def get_base_queryset(self) -> QuerySet:
        """Fetch the readings along."""
        return super().get_base_queryset().select_related("reading")

    @cached_property
    def columns(self) -> list[Any]:
        """Put the outcome behind the file's name."""
        columns = list(super().columns)
        columns.insert(3, Column("text", label=_("Text"), accessor=_outcome))
        return columns


def _outcome(document: SiteDocument) -> str:
    reading = getattr(document, "reading", None)
    if reading is None:
        return gettext("Not read yet")
    label = str(Outcome(reading.outcome).label)
    return gettext("%(outcome)s, with remarks") % {"outcome": label} if reading.flags else label


class DocumentEditView(wagtail_views.EditView):
    """Wagtail's form with a panel that tells what came of reading the file."""

    template_name = "assets/document_edit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the panel says."""
        return {**super().get_context_data(**kwargs), "told": tell(self.object)}


@require_POST
def read_again(request: HttpRequest, document_id: int) -> HttpResponse:
    """Have a document's file read again.

    Raises:
        PermissionDenied: for people who may not change the document.
    """
    document = get_object_or_404(SiteDocument, pk=document_id)
    if not permission_policy.user_has_permission_for_instance(request.user, "change", document):
        raise PermissionDenied
    read_document_file.enqueue(document.pk)
    messages.success(
        request, gettext("The file is being read. Load this page again in a minute to see more.")
    )
    return redirect("wagtaildocs:edit", document.pk)
