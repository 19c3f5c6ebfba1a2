"""Preferred labels and definitions of a language, kept in memory.

Every page shows dozens of labels. Read from the database each time, they cost three queries a list;
kept by version (``justcities.core.versions``), none.
"""

from dataclasses import dataclass, field

from justcities.core.versions import Kept

NAME = "vocabulary"


@dataclass
class Words:
    """What the vocabulary says in one language, by a concept's primary key.

    ``labels`` has (text, language of the text): the language asked for, else English.
    """

    labels: dict[int, tuple[str, str]] = field(default_factory=dict)
    definitions: dict[int, str] = field(default_factory=dict)


def words(language: str) -> Words:
    """Return what the vocabulary says in a language; no query of its own while nothing changes."""
    return _kept.get(language)


def _read(language: str) -> Words:
    from justcities.vocabulary.models import Definition, Label

    found = Words()
    rows = Label.objects.filter(
        kind=Label.Kind.PREFERRED, language__in={language, "en"}
    ).values_list("concept_id", "language", "text")
    for pk, code, text in rows:
        if code == language or pk not in found.labels:
            found.labels[pk] = (text, code)
    found.definitions = dict(
        Definition.objects.filter(language=language)
        .exclude(text="")
        .values_list("concept_id", "text")
    )
    return found


_kept = Kept(_read, NAME)
