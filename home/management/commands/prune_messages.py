"""Deletes old messages of the contact form."""

from typing import Any

from django.core.management.base import BaseCommand

from home.contact import prune_messages

KEPT_DAYS = 365


class Command(BaseCommand):
    """Delete messages that were handled more than twelve months ago. Run it daily."""

    help = "Delete messages of the contact form that were handled more than twelve months ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many."""
        self.stdout.write(f"Old messages deleted: {prune_messages(KEPT_DAYS)}.")
