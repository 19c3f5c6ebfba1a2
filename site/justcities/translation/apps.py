"""Django's entry for this app."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Label ``translation``, the name other apps and migrations refer to."""

    name = "justcities.translation"
    label = "translation"
