"""Handing out documents and the pictures of their first pages."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.documents.models import document_served

from justcities.assets import serving
from justcities.assets.models import DocumentReading, SiteDocument
from justcities.assets.permissions import can_see_document
from justcities.core.languages import wished


@require_safe
def serve_document(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """Hand a document to somebody who may read it, to be kept, never shown in the page.

    Wagtail’s own view leaves a private document to every cache on the way, and its ETag is the
    SHA-1 of the file, so a guess about the content can be checked by ``If-None-Match``.

    A document that isn't there and one that isn't for this person are answered in the same way.
    Where a download begins, Wagtail's signal ``document_served`` is sent.
    """
    document = SiteDocument.objects.select_related("collection").filter(pk=document_id).first()
    if (
        document is None
        or document.filename != document_filename
        or not can_see_document(request.user, document)
    ):
        return not_here(request)
    try:
        response = serving.respond(
            request,
            serving.Stored(
                storage=document.file.storage,
                name=document.file.name,
                filename=document.filename,
                content_type=document.content_type,
                as_attachment=True,
                is_public=_is_public(request.user, document),
            ),
        )
    except FileNotFoundError:
        return not_here(request)
    if serving.is_beginning(request, response):
        document_served.send(sender=SiteDocument, instance=document, request=request)
    return response


@require_safe
def serve_first_page(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """Show the picture of a document's first page to whoever may read the document."""
    reading = (
        DocumentReading.objects.select_related("document__collection")
        .filter(document_id=document_id)
        .exclude(first_page="")
        .first()
    )
    if reading is None or not can_see_document(request.user, reading.document):
        return not_here(request)
    try:
        return serving.respond(
            request,
            serving.Stored(
                storage=reading.first_page.storage,
                name=str(reading.first_page.name),
                filename="first-page.webp",
                content_type="image/webp",
                as_attachment=False,
                is_public=_is_public(request.user, reading.document),
            ),
        )
    except FileNotFoundError:
        return not_here(request)


def not_here(request: HttpRequest) -> HttpResponse:
    """Answer that there is no such file, or none for this person: which of the two isn't told."""
    with translation.override(wished(request.headers.get("Accept-Language", ""))):
        response = render(request, "assets/document_not_here.html", status=404)
        response["Content-Language"] = translation.get_language()
    response["Cache-Control"] = serving.PRIVATE
    return response


def _is_public(user: Any, document: SiteDocument) -> bool:
    return not user.is_authenticated or can_see_document(AnonymousUser(), document)
