"""Django's entry for this app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Label ``core``, the name other apps and migrations refer to."""

    name = "justcities.core"
    label = "core"

    def ready(self) -> None:
        """Register the system checks, and the fields of the admin's forms that cut nothing."""
        from justcities.core import checks, limits  # noqa: F401

        limits.register()
