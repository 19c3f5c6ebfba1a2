"""Django's entry for this app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Label ``home``."""

    name = "home"

    def ready(self) -> None:
        """Listen to changes of what stands around every page."""
        from home import signals  # noqa: F401
