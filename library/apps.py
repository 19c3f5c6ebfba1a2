"""The library's part of the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """The resource library."""

    name = "library"
    verbose_name = _("library")

    def ready(self) -> None:
        """Let the signals, the rule of who may open a file and what is told elsewhere register."""
        from library import besides, counting, doors, exports, signals, tellers  # noqa: F401
