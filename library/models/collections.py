"""Collections of resources: put together by hand, or the answer to a stored query."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from justcities.core.blocks import BodyBlocks
from justcities.core.fields import StreamField
from justcities.core.models import AccessMixin, BasePage
from library.forms import CollectionForm
from library.models.records import TAKEN_SLUGS, Part, ResourcePage

NOTE_LENGTH = 400


class CollectionPage(AccessMixin, BasePage):
    """A set of resources with an introduction.

    ``query`` is the query string of the library's listing; where it is filled, the collection is
    what that finds today, else the items, in their order.
    """

    introduction = StreamField(BodyBlocks(), verbose_name=_("introduction"), blank=True)
    query = models.CharField(
        _("found by"),
        max_length=1_000,
        blank=True,
        help_text=_(
            "To collect by a query, set the filters in the library and copy its address here. "
            "Leave it empty to choose the resources below."
        ),
    )
    imported_as = models.CharField(max_length=255, blank=True, editable=False, db_index=True)

    parent_page_types = ["library.LibraryIndexPage"]
    subpage_types: list[str] = []
    taken_slugs = TAKEN_SLUGS
    exclude_fields_in_copy = ["imported_as"]
    base_form_class = CollectionForm
    page_description = _("Resources that belong together, with an introduction.")
    override_translatable_fields = [
        SynchronizedField("access"),
        SynchronizedField("query"),
        SynchronizedField("imported_as"),
    ]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("access"),
        FieldPanel("introduction"),
        FieldPanel("query"),
        InlinePanel("items", heading=_("Resources"), label=_("resource")),
    ]

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    @property
    def schema_type(self) -> str:
        """The schema.org type of a list."""
        return "CollectionPage"

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer with the collection, its feed or its archive of files."""
        from library.views import serve_collection

        return serve_collection(request, self, *args, **kwargs)

    def route(self, request: Any, path_components: list[str]) -> Any:
        """Let feed and archive through to their views."""
        from library.views import route_below_collection

        return route_below_collection(self, request, path_components) or super().route(
            request, path_components
        )


class CollectionItem(Part):
    """A resource in a collection, and why it is there."""

    page = ParentalKey(CollectionPage, on_delete=models.CASCADE, related_name="items")
    resource = models.ForeignKey(
        ResourcePage, verbose_name=_("resource"), on_delete=models.CASCADE, related_name="+"
    )
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)

    translatable_fields = [SynchronizedField("resource"), TranslatableField("note")]
    panels = [PageChooserPanel("resource", "library.ResourcePage"), FieldPanel("note")]

    class Meta(Part.Meta):
        verbose_name = _("resource of a collection")
        verbose_name_plural = _("resources of a collection")
