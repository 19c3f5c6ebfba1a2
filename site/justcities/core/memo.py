"""What is read once a request, however many parts of a page ask for it.

Outside a request nothing is remembered: a task or a command always reads afresh.
"""

from collections.abc import Callable
from contextvars import ContextVar, Token
from typing import Any

_memo: ContextVar[dict[str, Any] | None] = ContextVar("memo_of_request", default=None)


def open_memo() -> Token:
    """Begin to remember; give the result to :func:`close_memo`."""
    return _memo.set({})


def close_memo(token: Token) -> None:
    """Stop remembering."""
    _memo.reset(token)


def once(name: str, read: Callable[[], Any]) -> Any:
    """Return what was read under this name in this request, reading it the first time."""
    memo = _memo.get()
    if memo is None:
        return read()
    if name not in memo:
        memo[name] = read()
    return memo[name]


def forget() -> None:
    """Forget everything: something has changed."""
    memo = _memo.get()
    if memo is not None:
        memo.clear()
