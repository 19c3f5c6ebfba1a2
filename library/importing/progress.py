"""Says that an import is being worked on, so that nobody takes it for dead and begins it again."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.utils import timezone

from library.models import Import

SECONDS = 20
"""So often it is said at most; ``services.PATIENCE`` is many times longer."""

Item = TypeVar("Item")


class Progress:
    """Moves an import's ``changed_at`` on while it is read, written or undone."""

    def __init__(self, of: Import) -> None:
        self._pk = of.pk
        self._said = time.monotonic()

    def stamp(self) -> None:
        """Say that something was done; one query, and none where it was said a moment ago.

        In a transaction it is seen by others only once that has ended: keep those short.
        """
        if time.monotonic() - self._said < SECONDS:
            return
        self._said = time.monotonic()
        Import.objects.filter(pk=self._pk).update(changed_at=timezone.now())

    def through(self, items: Iterable[Item]) -> Iterator[Item]:
        """Give items on, and stamp at each."""
        for item in items:
            self.stamp()
            yield item
