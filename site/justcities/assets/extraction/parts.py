"""What a reader of one format gives back, and how it says that it can't."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

from justcities.assets.extraction import limits


class UnreadableError(Exception):
    """A file gives no text. ``outcome`` is the word for why (``reading.Outcome``)."""

    def __init__(self, outcome: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass
class Found:
    """The text of a file so far, page by page, and what else was seen in it."""

    pages: list[str] = field(default_factory=list)
    page_count: int = 0
    flags: set[str] = field(default_factory=set)
    scanned: bool = False


class Budget:
    """Time and characters that are left for a file's text."""

    def __init__(self) -> None:
        self.ends = monotonic() + limits.SECONDS_FOR_TEXT
        self.left = limits.CHARACTERS

    def take(self, found: Found, pages: Iterator[str]) -> None:
        """Add pages until there are none, or the budget is used up; the flag ``cut`` says so."""
        for text in pages:
            found.pages.append(text[: self.left])
            if len(text) > self.left or len(found.pages) >= limits.PAGES:
                found.flags.add("cut")
                return
            self.left -= len(text)
            if monotonic() > self.ends:
                found.flags.add("cut")
                return
