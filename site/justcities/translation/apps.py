"""Django's entry for this app."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Label ``translation``, the name other apps and migrations refer to."""

    name = "justcities.translation"
    label = "translation"

    def ready(self) -> None:
        """Switch off what would put another language at a language's address."""
        from justcities.translation import guards

        guards.keep_slugs_of_any_script()
        guards.remove_synchronised_locales()
