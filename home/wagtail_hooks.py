"""What the admin gets from this app."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.messages_admin import MessageViewSet
from home.models import Navigation


@hooks.register("register_admin_viewset")
def message_viewset() -> MessageViewSet:
    """Add the queue of messages."""
    return MessageViewSet()


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
