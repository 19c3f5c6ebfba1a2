"""``manage.py load_demo``: the sample site."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.demo.load import Loader, other_content
from home.demo.people import PASSWORD, SAMPLE_PEOPLE
from home.demo.remove import remove
from home.demo.texts import ContentError


class Command(BaseCommand):
    """Loads the sample site, again without harm: only what is missing is added."""

    help = (
        "Loads the sample site: twelve case studies in up to four languages, pages, pictures and, "
        "under DEBUG, people who can sign in. Only adds what is missing; run it again freely."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the seed, and leave for what could surprise."""
        parser.add_argument(
            "--seed", type=int, default=1, help="another number, other days of publication"
        )
        parser.add_argument(
            "--reset", action="store_true", help="remove the sample site first; asks before"
        )
        parser.add_argument(
            "--no-input", action="store_true", help="with --reset: do not ask, remove"
        )
        parser.add_argument(
            "--alongside",
            action="store_true",
            help="load it on a site that has pages of its own, below their home page",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what there is."""
        found = other_content()
        if found and not options["alongside"]:
            names = ", ".join(f"“{page.title}”" for page in found)
            raise CommandError(
                f"This site has pages of its own ({names}). To put the sample pages beside them, "
                "say --alongside."
            )
        if options["reset"]:
            if not options["no_input"] and not confirmed():
                self.stdout.write("Nothing was changed.")
                return
            remove(self.stdout.write)
        try:
            Loader(options["seed"], self._say(options)).run()
        except ContentError as error:
            raise CommandError(str(error)) from error
        if settings.DEBUG and options["verbosity"]:
            for person in SAMPLE_PEOPLE:
                self.stdout.write(f"{person.role}: {person.email}, password “{PASSWORD}”")

    def _say(self, options: dict[str, Any]) -> Any:
        return self.stdout.write if options["verbosity"] else lambda text: None


def confirmed() -> bool:
    """Ask whether the sample site may go."""
    answer = input(
        "This removes the sample site, with all that was changed on its pages. "
        "Type “yes” to go on: "
    )
    return answer.strip().lower() == "yes"
