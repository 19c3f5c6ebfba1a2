"""Small answers for the editor of a record, while it is filled in."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST
from wagtail.documents.permissions import permission_policy as document_permissions

from justcities.assets.models import SiteDocument
from library.file_facts import facts_of
from library.models import LibraryIndexPage, ResourcePage


@require_POST
def show_look_alikes(request: HttpRequest) -> HttpResponse:
    """Answer with the records that look like the one in the form that was sent; saves nothing.

    ``page`` or ``parent`` in the address says which record is edited, or where a new one is to
    stand.

    Raises:
        PermissionDenied: for whoever may not edit it, or add one there.
    """
    page, parent = _page_of(request)
    form_class = ResourcePage.get_edit_handler().get_form_class()
    form = form_class(request.POST, instance=page, for_user=request.user, parent_page=parent)
    form.defer_required_fields()
    # What is right of it is what duplicates are found by; what is wrong is told when it is saved.
    form.is_valid()
    found = [] if form.follows_source else form.look_alikes(request.user)
    return render(request, "library/admin/look_alikes.html", {"found": found})


def _page_of(request: HttpRequest) -> tuple[ResourcePage, Any]:
    """Return the record that is edited, saved or not, and the page it stands below."""
    if "page" in request.GET:
        stored = get_object_or_404(ResourcePage, pk=_number(request.GET["page"]))
        if not stored.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return stored.get_latest_revision_as_object(), stored.get_parent()
    parent = get_object_or_404(LibraryIndexPage, pk=_number(request.GET.get("parent", "")))
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    return ResourcePage(locale=parent.locale, owner_id=request.user.pk), parent


def _number(text: Any) -> int:
    """Return a key from an address; one that no page has for nonsense."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


@require_GET
def show_file_facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with what is told of a file.

    Raises:
        PermissionDenied: for whoever may not choose it.
    """
    document = get_object_or_404(SiteDocument.objects.select_related("reading"), pk=pk)
    if not document_permissions.user_has_any_permission_for_instance(
        request.user, ["choose", "change"], document
    ):
        raise PermissionDenied
    return render(request, "library/admin/file_facts.html", {"facts": facts_of(document)})
