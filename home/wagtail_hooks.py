"""What the admin gets from this app."""

from wagtail import hooks

from home.messages_admin import MessageViewSet


@hooks.register("register_admin_viewset")
def message_viewset() -> MessageViewSet:
    """Add the queue of messages."""
    return MessageViewSet()
