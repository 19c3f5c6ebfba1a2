"""``manage.py collect_messages``: brings the catalogues up to date with the code."""

import contextlib
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

from justcities.core.catalogues import DOMAIN, languages_to_translate

# Sample data and tools have no texts on screen; what only tests say is nobody's to translate.
LEFT_OUT = ["var", "tests", "tools", "docs", "*/data/*", "*/static/*"]


class Command(BaseCommand):
    """Collects texts from code and templates into one catalogue a language, in ``site/locale``."""

    help = "Collect the texts to translate from code and templates. Needs gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect for every language but the source language.

        Raises:
            CommandError: where gettext is not installed.
        """
        if not shutil.which("xgettext"):
            raise CommandError("Collecting texts needs gettext: apt-get install gettext")
        codes = languages_to_translate()
        Path(settings.LOCALE_PATHS[0]).mkdir(parents=True, exist_ok=True)
        # makemessages takes the folder it is called in for the whole of the code.
        with contextlib.chdir(settings.ROOT):
            call_command(
                "makemessages",
                locale=[to_locale(code) for code in codes],
                domain=DOMAIN,
                no_location=True,
                no_obsolete=True,
                ignore_patterns=LEFT_OUT,
                verbosity=options["verbosity"],
                stdout=self.stdout,
                stderr=self.stderr,
            )
