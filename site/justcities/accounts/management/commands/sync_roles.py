"""Writes the roles of ``accounts/roles.py`` into the database."""

from typing import Any

from django.core.management.base import BaseCommand

from justcities.accounts.roles import sync_roles


class Command(BaseCommand):
    """Give each role exactly its rights. Run it after an upgrade, and when a language is added."""

    help = "Give each role (editor, member, translators) exactly its rights."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sync and name the roles."""
        names = ", ".join(group.name for group in sync_roles())
        self.stdout.write(f"Roles are in place: {names}.")
