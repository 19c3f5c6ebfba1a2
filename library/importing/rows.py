"""What a reader of a foreign format gives back, and how it says that it can't."""

from dataclasses import dataclass, field

from library.record import Record


class UnreadableError(Exception):
    """A file can't be read at all. Its text says why, in words for whoever brought it."""


@dataclass
class Row:
    """One record of a source.

    Attributes:
        number: its place in the source, as people count: from 1; of a table, the line.
        record: what it says; None where it could not be read.
        genre: what the source calls the kind of work in its own words; more exact than its type.
        notes: in words, what could not be taken over as it was. The row can be brought in.
        problems: in words, why the row can't be brought in.
        title: what to call a row that has no record.
        guessed: fields that were concluded from something else, so that they fill what is empty
            but are no reason to call a record changed.
    """

    number: int
    record: Record | None = None
    genre: str = ""
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    title: str = ""
    guessed: set[str] = field(default_factory=set)
