"""Django's entry for this app."""

from django.apps import AppConfig


class AssetsConfig(AppConfig):
    """Label ``assets``, the name other apps and migrations refer to."""

    name = "justcities.assets"
    label = "assets"

    def ready(self) -> None:
        """Connect the guard on private folders."""
        from justcities.assets import signals  # noqa: F401
