"""Versions of data that each process keeps in memory, held in the database.

A cache would have to be shared by all processes; the database already is. Read the version *before*
the data: a change in between then only costs one more rebuild. Within a request all versions are
read once (``justcities.core.memo``).
"""

from collections.abc import Callable, Iterable
from secrets import randbits
from threading import Lock
from typing import Generic, TypeVar

from justcities.core import memo
from justcities.core.models import DataVersion

Key = TypeVar("Key")
Value = TypeVar("Value")

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
    known = memo.once("versions", lambda: dict(DataVersion.objects.values_list("name", "number")))
    return tuple(known.get(name, 0) for name in names)


def bump(name: str) -> None:
    """Say that this kind of data has changed; takes part in the transaction of the change.

    The new version is drawn by lot, not counted up: a change that is rolled back and the next one
    would otherwise get the same number, and a process that saw the first would keep it for good.
    """
    memo.forget()
    DataVersion.objects.update_or_create(name=name, defaults={"number": randbits(62)})


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
