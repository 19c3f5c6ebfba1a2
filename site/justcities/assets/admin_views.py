"""Views of the admin that Wagtail’s own don’t guard: pictures must not come to lie in private."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.forms.collections import CollectionForm, CollectionViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.collection_privacy import set_privacy as wagtail_set_privacy
from wagtail.admin.views.collections import Edit as WagtailEditCollection
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permissions import collection_permission_policy

from justcities.assets.permissions import HOLDS_PICTURES, holds_pictures
from justcities.core.access import is_restricted_collection


def set_privacy(request: HttpRequest, collection_id: int) -> HttpResponse:
    """Set who may see a folder, unless pictures lie in it."""
    collection = get_object_or_404(Collection, pk=collection_id)
    if not collection_permission_policy.user_has_permission_for_instance(
        request.user, "change", collection
    ):
        raise PermissionDenied
    wanted = request.POST.get("restriction_type", CollectionViewRestriction.NONE)
    if wanted == CollectionViewRestriction.NONE or not holds_pictures(collection):
        return wagtail_set_privacy(request, collection_id)
    form = CollectionViewRestrictionForm(request.POST)
    form.add_error("restriction_type", HOLDS_PICTURES)
    return render_modal_workflow(
        request,
        "wagtailadmin/shared/set_privacy.html",
        None,
        {
            "action_url": reverse("wagtailadmin_collections:set_privacy", args=(collection.pk,)),
            "object": collection,
            "form": form,
        },
        json_data={"step": "set_privacy"},
    )


class GuardedCollectionForm(CollectionForm):
    """A folder’s form: one that holds pictures can’t be moved into a private one."""

    def clean_parent(self) -> Collection:
        """Refuse a private parent for a folder with pictures in it or below.

        Raises:
            ValidationError: where it is so.
        """
        parent = super().clean_parent()
        if self.instance.pk and is_restricted_collection(parent) and holds_pictures(self.instance):
            raise ValidationError(HOLDS_PICTURES, code="holds_pictures")
        return parent


class EditCollectionView(WagtailEditCollection):
    """Wagtail’s view with the guarded form."""

    form_class: Any = GuardedCollectionForm
