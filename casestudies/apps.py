"""Django's entry for this app."""

from django.apps import AppConfig


class CaseStudiesConfig(AppConfig):
    """Label ``casestudies``."""

    name = "casestudies"

    def ready(self) -> None:
        """Listen to changes, and tell the translation app what can be told of a case study."""
        from casestudies import signals, tellers  # noqa: F401
