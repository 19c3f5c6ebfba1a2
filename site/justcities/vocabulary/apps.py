"""Django's entry for this app."""

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """Label ``vocabulary``, the name other apps and migrations refer to."""

    name = "justcities.vocabulary"
    label = "vocabulary"

    def ready(self) -> None:
        """Listen to changes of the vocabulary; give its form fields to the admin's forms."""
        from justcities.vocabulary import fields, signals  # noqa: F401
