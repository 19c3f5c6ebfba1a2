"""Looks at the library's links."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from library.links import LINKS_A_RUN, SECONDS_A_RUN, look_at_links


class Command(BaseCommand):
    """Look at the links that are due, the oldest first, and mark those that fail. Run it daily."""

    help = "Look at the library's links that are due, and mark those that fail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how much a run does at most."""
        parser.add_argument("--most", type=int, default=LINKS_A_RUN, help="at most so many links")
        parser.add_argument(
            "--seconds", type=int, default=SECONDS_A_RUN, help="begin none after so long"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and say what was seen."""
        seen = look_at_links(options["most"], options["seconds"])
        self.stdout.write(
            f"Links looked at: {seen.looked_at}; failing: {seen.failed}; dead: {seen.dead}."
        )
