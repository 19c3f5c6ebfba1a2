"""``manage.py load_vocabulary``: the concepts of the packaged data files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from justcities.vocabulary.datafiles import DataFileError
from justcities.vocabulary.loading import load_entries


class Command(BaseCommand):
    """Loads the vocabulary, again without harm: only what is missing is added."""

    help = "Loads the concepts of the data files. Only adds what is missing; run it again freely."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what was added."""
        try:
            loaded = load_entries()
        except DataFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Vocabulary: {loaded.concepts} concepts, {loaded.labels} labels, "
            f"{loaded.definitions} definitions added."
        )
