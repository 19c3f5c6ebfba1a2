"""``manage.py generate_content``: many made-up case studies and resources, for measuring."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.demo.generate import generate
from home.demo.generate_resources import generate_resources


class Command(BaseCommand):
    """Adds made-up pages. Only for a database that is thrown away afterwards."""

    help = (
        "Adds any number of made-up case studies and resources below the English lists of them, "
        "for measuring. Nothing takes them away again: use a database that may be thrown away."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the numbers and the seed."""
        parser.add_argument("--pages", type=int, default=0, help="how many case studies to add")
        parser.add_argument("--resources", type=int, default=0, help="how many resources to add")
        parser.add_argument("--seed", type=int, default=1, help="another number, other pages")

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate and say how many."""
        try:
            if options["pages"]:
                generate(options["pages"], options["seed"])
            if options["resources"]:
                generate_resources(options["resources"], options["seed"])
        except LookupError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"{options['pages']} case studies and {options['resources']} resources added."
            )
