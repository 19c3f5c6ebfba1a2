"""Versions of data that each process keeps in memory, held in the database.

A cache would have to be shared by all processes; the database already is. Read the version *before*
the data: a change in between then only costs one more rebuild. Within a request all versions are
read once (``justcities.core.memo``).

A change adds a row, and the version is the sum of a kind's rows. The row is written in the
transaction of the change, so that neither can be there without the other: a version raised after
the commit would be lost where the process dies in between, and what other processes keep would
stay stale until the next change. Adding waits for nobody, while one row a kind would be locked
until the commit: saves would queue behind each other, and two that name kinds in another order
would wait for each other.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from secrets import randbits
from threading import Lock
from typing import Generic, TypeVar

from django.db import transaction
from django.db.models import Sum

from justcities.core import memo
from justcities.core.models import DataChange

Key = TypeVar("Key")
Value = TypeVar("Value")

# So many changes after the last time, rows are put together; at most so many rows at once.
CHANGES_TO_FOLD = 100
MOST_ROWS = 1000

# Fields of a page whose change alone changes nothing a reader sees: every autosave sets them.
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


def version(*names: str) -> tuple[int, ...]:
    """Return the current versions of these kinds of data, in at most one query."""
    known = memo.once("versions", _read_versions)
    return tuple(known.get(name, 0) for name in names)


def _read_versions() -> dict[str, int]:
    sums = DataChange.objects.values_list("name").annotate(version=Sum("number")).order_by()
    return {name: int(number) for name, number in sums}


def bump(name: str) -> None:
    """Say that this kind of data has changed; takes part in the transaction of the change.

    How much the version grows is drawn by lot, not one: a change that is rolled back and the next
    one would otherwise give the same version, and a process that saw the first would keep it for
    good.
    """
    memo.forget()
    change = DataChange.objects.create(name=name, number=1 + randbits(32))
    if change.pk % CHANGES_TO_FOLD == 0:
        transaction.on_commit(fold, robust=True)


@transaction.atomic
def fold() -> None:
    """Put the rows of each kind together into one, so that there are never many.

    No version changes by it. Rows that another process is folding are left to it.
    """
    rows = list(DataChange.objects.select_for_update(skip_locked=True).order_by("pk")[:MOST_ROWS])
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row.name] += row.number
    DataChange.objects.filter(pk__in=[row.pk for row in rows]).delete()
    DataChange.objects.bulk_create(
        DataChange(name=name, number=number) for name, number in sorted(sums.items())
    )


class Kept(Generic[Key, Value]):
    """What this process keeps in memory, by key, until its kind of data changes.

    Args:
        read: reads the value of a key anew.
        names: the kinds of data the values are made of.
    """

    def __init__(self, read: Callable[[Key], Value], *names: str) -> None:
        self._read = read
        self._names = names
        self._values: dict[Key, tuple[tuple[int, ...], Value]] = {}
        self._lock = Lock()

    def get(self, key: Key) -> Value:
        """Return the value of a key; read once where several threads ask for a new one."""
        number = version(*self._names)
        kept = self._values.get(key)
        if kept is None or kept[0] != number:
            with self._lock:
                kept = self._values.get(key)
                if kept is None or kept[0] != number:
                    kept = self._values[key] = (number, self._read(key))
        return kept[1]


def changes_what_readers_see(update_fields: Iterable[str] | None) -> bool:
    """Tell whether saving these fields of a page (None: all) changes what readers see."""
    return update_fields is None or bool(set(update_fields) - DRAFT_FIELDS)
