"""Deletes old suggestions of resources."""

from typing import Any

from django.core.management.base import BaseCommand

from library.suggesting import prune_suggestions


class Command(BaseCommand):
    """Delete suggestions whose last answer is twelve months old. Run it daily."""

    help = "Delete suggestions of resources that were answered more than twelve months ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many."""
        self.stdout.write(f"Old suggestions deleted: {prune_suggestions()}.")
