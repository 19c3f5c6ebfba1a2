"""``manage.py load_gazetteer``: the cities editors choose from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from justcities.vocabulary.datafiles import DataFileError
from justcities.vocabulary.gazetteer import load_cities


class Command(BaseCommand):
    """Loads the gazetteer, again without harm; the countries have to be loaded before."""

    help = "Loads the packaged cities. Needs load_vocabulary first; run it again freely."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many were added."""
        try:
            added = load_cities()
        except DataFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Gazetteer: {added} cities added.")
