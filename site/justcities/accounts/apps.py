"""Django's entries: this app, and Wagtail's app of users with our forms."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Label ``accounts``, the name other apps and migrations refer to."""

    default = True
    name = "justcities.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Connect what follows from a reset password."""
        from justcities.accounts import signals  # noqa: F401


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail’s management of people, for people who have an address and no user name."""

    default = False
    user_viewset = "justcities.accounts.viewsets.PeopleViewSet"
