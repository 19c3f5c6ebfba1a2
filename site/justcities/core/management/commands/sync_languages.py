"""``manage.py sync_languages``: gives every language of the settings its locale."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from wagtail.models import Locale, Page, Site


class Command(BaseCommand):
    """Creates missing locales and names the languages without a live home page. Run it freely."""

    help = "Create the locales of all languages in LANGUAGES. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing; a locale whose language is gone is left alone."""
        for code, name in settings.LANGUAGES:
            _locale, is_new = Locale.objects.get_or_create(language_code=code)
            if is_new and options["verbosity"]:
                self.stdout.write(f"Added the locale of {name} ({code}).")
        if options["verbosity"]:
            for name in _without_home_page():
                self.stdout.write(
                    f"{name} has no live home page yet: translate it in the admin to show the "
                    "language."
                )


def _without_home_page() -> list[str]:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return [name for _code, name in settings.LANGUAGES]
    homes = Page.objects.filter(translation_key=site.root_page.translation_key, live=True)
    there = set(homes.values_list("locale__language_code", flat=True))
    return [name for code, name in settings.LANGUAGES if code not in there]
