"""``manage.py generate_content``: many made-up case studies, for measuring."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.demo.generate import generate


class Command(BaseCommand):
    """Adds made-up case studies. Only for a database that is thrown away afterwards."""

    help = (
        "Adds any number of made-up case studies below the English list of case studies, for "
        "measuring. Nothing takes them away again: use a database that may be thrown away."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number and the seed."""
        parser.add_argument("--pages", type=int, required=True, help="how many to add")
        parser.add_argument("--seed", type=int, default=1, help="another number, other pages")

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate and say how many."""
        try:
            generate(options["pages"], options["seed"])
        except LookupError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{options['pages']} case studies added.")
