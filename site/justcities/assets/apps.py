"""Django's entry for this app."""

from django.apps import AppConfig


class AssetsConfig(AppConfig):
    """Label ``assets``, the name other apps and migrations refer to."""

    name = "justcities.assets"
    label = "assets"

    def ready(self) -> None:
        """Connect the guard on private folders, and the quicker way to write AVIF."""
        from justcities.assets import avif, signals  # noqa: F401

        avif.register()
