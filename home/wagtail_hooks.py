"""What the admin gets from this app."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.desk import DeskPanel
from home.messages_admin import MessageViewSet
from home.models import Navigation


@hooks.register("register_admin_viewset")
def message_viewset() -> MessageViewSet:
    """Add the queue of messages."""
    return MessageViewSet()


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Put what waits for the person at the top of the admin's first page."""
    panels.append(DeskPanel(request))


class NavigationViewSet(SnippetViewSet):
    """The masthead and foot of each language."""

    model = Navigation
    icon = "list-ul"
    menu_label = _("Masthead and foot")
    menu_order = 90
    add_to_settings_menu = True
    list_display = ["__str__"]
    copy_view_enabled = False


register_snippet(NavigationViewSet)
