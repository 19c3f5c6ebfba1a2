"""Versions of data that each process keeps in memory, held in the database.

A cache would have to be shared by all processes; the database already is. Read the version *before*
the data: a change in between then only costs one more rebuild.

Within a request all versions are read once: middleware opens a memo, whatever is asked for the
first time fills it, a change empties it. Outside a request every question is a query.
"""

from contextvars import ContextVar, Token
from secrets import randbits

from justcities.core.models import DataVersion

_memo: ContextVar[dict[str, int] | None] = ContextVar("data_versions", default=None)


def open_memo() -> Token:
    """Begin to remember versions; give the result to :func:`close_memo`."""
    return _memo.set({})


def close_memo(token: Token) -> None:
    """Stop remembering versions."""
    _memo.reset(token)


def version(*names: str) -> tuple[int, ...]:
    """Return the current versions of these kinds of data, in at most one query."""
    memo = _memo.get()
    known = memo or dict(DataVersion.objects.values_list("name", "number"))
    if memo is not None and not memo:
        memo.update(known or {"": 0})
    return tuple(known.get(name, 0) for name in names)


def bump(name: str) -> None:
    """Say that this kind of data has changed; takes part in the transaction of the change.

    The new version is drawn by lot, not counted up: a change that is rolled back and the next one
    would otherwise get the same number, and a process that saw the first would keep it for good.
    """
    memo = _memo.get()
    if memo:
        memo.clear()
    DataVersion.objects.update_or_create(name=name, defaults={"number": randbits(62)})
