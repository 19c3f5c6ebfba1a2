"""The vocabulary's place in the Wagtail admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogFormatter

from justcities.vocabulary import permissions
from justcities.vocabulary.models import City


class CityViewSet(ModelViewSet):
    """Cities, for the one that the gazetteer lacks."""

    model = City
    icon = "globe"
    menu_label = _("Cities")
    add_to_admin_menu = False
    url_prefix = "vocabulary/places"
    url_namespace = "vocabulary_places"
    list_display = ["name", "country", "population"]
    list_per_page = 50
    search_fields = ["name", "folded"]
    search_backend_name = None
    inspect_view_enabled = False
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("country"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("population"),
    ]


class VocabularyItem(MenuItem):
    """An entry of the menu for people who may see the vocabulary."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide the entry from others."""
        return permissions.can_view(request.user)


city_viewset = CityViewSet("vocabulary_places")


@hooks.register("register_admin_viewset")
def register_cities() -> CityViewSet:
    """Offer the cities."""
    return city_viewset


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    """Put the views below ``/admin/vocabulary/``."""
    return [path("vocabulary/", include("justcities.vocabulary.admin_urls"))]


@hooks.register("register_admin_menu_item")
def register_menu() -> SubmenuMenuItem:
    """Add the menu “Vocabulary”."""
    items = [
        VocabularyItem(_("Concepts"), reverse("vocabulary:index"), icon_name="tag", order=1),
        VocabularyItem(
            _("Labels by language"), reverse("vocabulary:grid"), icon_name="globe", order=2
        ),
        city_viewset.get_menu_item(order=3),
    ]
    return SubmenuMenuItem(
        _("Vocabulary"), Menu(items=items), name="vocabulary", icon_name="tag", order=400
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let groups be given rights to the vocabulary."""
    return Permission.objects.filter(
        content_type__app_label="vocabulary", content_type__model__in=["concept", "city"]
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Name what the vocabulary's log entries say."""

    @actions.register_action("vocabulary.merge")
    class MergeFormatter(LogFormatter):
        label = _("Merge concepts")

        def format_message(self, entry: Any) -> str:
            return _("“%(old)s” was merged into “%(new)s”") % entry.data

    @actions.register_action("vocabulary.promote")
    class PromoteFormatter(LogFormatter):
        label = _("Move a keyword into a list")

        def format_message(self, entry: Any) -> str:
            return _("Moved into the list “%(scheme)s”") % entry.data
