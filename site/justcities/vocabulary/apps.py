"""Django's entry for this app."""

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """Label ``vocabulary``, the name other apps and migrations refer to."""

    name = "justcities.vocabulary"
    label = "vocabulary"

    def ready(self) -> None:
        """Listen to changes of the vocabulary."""
        from justcities.vocabulary import signals  # noqa: F401
