"""``manage.py compile_catalogues``: puts the translated texts on screen to use."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from justcities.core.catalogues import CatalogueError, compile_stale


class Command(BaseCommand):
    """Compiles catalogues in Python, only those that changed. Needs no gettext and no database."""

    help = "Compile the catalogues of texts on screen that changed. Needs no gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and name what was compiled.

        Raises:
            CommandError: for a catalogue that can't be read.
        """
        try:
            compiled = compile_stale()
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            for path in compiled:
                self.stdout.write(f"Compiled {path}")
            if not compiled:
                self.stdout.write("The compiled catalogues are up to date.")
