"""Handing out documents."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as wagtail_serve

from justcities.assets.models import SiteDocument
from justcities.assets.permissions import can_see_document
from justcities.core.access import is_restricted_collection


@require_safe
def serve_document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponse:
    """Hand a document to somebody who may read it, to be kept, never shown in the page.

    Wagtail’s own view leaves a private document to every cache on the way, and its ETag is the
    SHA-1 of the file, so a guess about the content can be checked by ``If-None-Match``. Here no
    ETag is sent or looked at.

    Raises:
        PermissionDenied: for a member who lacks what the folder asks for.
    """
    document = get_object_or_404(SiteDocument.objects.select_related("collection"), pk=document_id)
    if not can_see_document(request.user, document):
        if request.user.is_authenticated:
            raise PermissionDenied
        response: HttpResponse = redirect_to_login(
            request.get_full_path(), login_url=reverse("account_login")
        )
        response["Cache-Control"] = "private, no-store"
        return response
    for header in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"):
        request.META.pop(header, None)
    response = wagtail_serve(request, document_id, document_filename)
    del response["ETag"]
    if is_restricted_collection(document.collection):
        response["Cache-Control"] = "private, no-store"
    return response
