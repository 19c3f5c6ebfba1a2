"""Checks the site's own stylesheets, and writes the plain values before each ``var()``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from justcities.core import stylesheets


class Command(BaseCommand):
    """``manage.py check_css [--write]``; fails where a rule of the stylesheets is broken."""

    help = "Checks the stylesheets: plain values before var(), no physical sides, no @layer."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the wish to write."""
        parser.add_argument("--write", action="store_true", help="put missing plain values in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and write first where asked to."""
        if options["write"]:
            known = stylesheets.tokens()
            for path in stylesheets.files():
                path.write_text(stylesheets.with_fallbacks(path.read_text(), known))
        found = stylesheets.problems()
        if found:
            raise CommandError("\n".join(found))
