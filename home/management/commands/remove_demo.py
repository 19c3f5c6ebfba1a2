"""``manage.py remove_demo``: takes the sample site away again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from home.demo.remove import remove
from home.management.commands.load_demo import confirmed


class Command(BaseCommand):
    """Removes exactly what ``load_demo`` made."""

    help = "Removes the sample site. The vocabulary and every page of your own stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take leave not to ask."""
        parser.add_argument("--no-input", action="store_true", help="do not ask, remove")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, remove, and say what had to stay."""
        if not options["no_input"] and not confirmed():
            self.stdout.write("Nothing was changed.")
            return
        remove(self.stdout.write)
