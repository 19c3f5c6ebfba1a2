"""Puts the data files' concepts into the database, adding only what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s

from django.db import transaction
from django.utils import timezone

from justcities.core.versions import bump
from justcities.vocabulary.datafiles import Entry, read_all
from justcities.vocabulary.models import Concept, Definition, Label
from justcities.vocabulary.store import NAME
from justcities.vocabulary.text import fold

BATCH = 500


@dataclass
class Loaded:
    """How much a run added."""

    concepts: int = 0
    labels: int = 0
    definitions: int = 0


def fingerprint(*parts: str) -> str:
    """Return a short mark by which a loaded word or link is remembered."""
    return blake2s("|".join(parts).encode(), digest_size=4).hexdigest()


def slug_for(scheme: str, notation: str) -> str:
    """Return the slug of a concept with a notation; slugs are unique across schemes."""
    return f"{scheme}-{notation}".lower().replace(".", "-")


@transaction.atomic
def load_entries(entries: Iterable[Entry] | None = None) -> Loaded:
    """Add concepts, labels, definitions and links that the database lacks.

    Nothing is ever changed or taken away: a label an editor reworded or moved stays so, and what
    an editor removed does not come back, because each concept remembers by fingerprint what was
    once loaded for it. Only the order follows the file. A merged concept is left alone. A new
    language, or new words in a later release, arrive by loading again.

    Args:
        entries: what to load; None for the packaged data files.
    """
    run = _Run(list(entries if entries is not None else read_all()))
    run.make_concepts()
    positions: Counter[str] = Counter()
    for entry in run.entries:
        positions[entry.scheme] += 1
        concept = run.concepts[entry.key]
        if concept.replaced_by_id is None:
            run.take(concept, entry, positions[entry.scheme])
    return run.write()


class _Run:
    """One load: what is there, what is to be added."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.now: datetime = timezone.now()
        self.concepts = {(c.scheme, c.notation): c for c in Concept.objects.exclude(notation="")}
        self.wordings = set(Label.objects.values_list("concept_id", "language", "text"))
        self.preferred = set(
            Label.objects.filter(kind=Label.Kind.PREFERRED).values_list("concept_id", "language")
        )
        self.defined = set(Definition.objects.values_list("concept_id", "language"))
        self.labels: list[Label] = []
        self.definitions: list[Definition] = []
        self.changed: dict[int, Concept] = {}
        self.result = Loaded()

    def make_concepts(self) -> None:
        """Create the concepts that are missing, in one statement a batch."""
        taken = set(Concept.objects.values_list("slug", flat=True))
        missing: dict[tuple[str, str], Concept] = {}
        for entry in self.entries:
            if entry.key not in self.concepts and entry.key not in missing:
                slug = base = slug_for(entry.scheme, entry.notation)
                number = 1
                while slug in taken:
                    number += 1
                    slug = f"{base}-{number}"
                taken.add(slug)
                missing[entry.key] = Concept(
                    scheme=entry.scheme,
                    notation=entry.notation,
                    slug=slug,
                    name=next(iter(entry.preferred.values())),
                    updated_at=self.now,
                )
        for concept in Concept.objects.bulk_create(missing.values(), batch_size=BATCH):
            self.concepts[concept.scheme, concept.notation] = concept
        self.result.concepts = len(missing)

    def take(self, concept: Concept, entry: Entry, position: int) -> None:
        """Note what one entry adds to its concept."""
        known = set(concept.loaded)
        marks: list[str] = []
        for kind, language, text in _words(entry):
            mark = fingerprint(language, text)
            if mark in known or mark in marks:
                continue
            marks.append(mark)
            self._add_label(concept, kind, language, text)
        for language in dict.fromkeys([*entry.definition, *entry.note]):
            mark = fingerprint("definition", language)
            if mark not in known:
                marks.append(mark)
                self._add_definition(concept, entry, language)
        for name in ("broader", "related"):
            reference = getattr(entry, name)
            target = self.concepts.get(tuple(reference.split(":", 1))) if reference else None
            mark = fingerprint(name)
            if target is not None and mark not in known:
                marks.append(mark)
                if getattr(concept, f"{name}_id") is None:
                    setattr(concept, name, target)
        if marks or concept.sort_order != position:
            concept.loaded = [*concept.loaded, *marks]
            concept.sort_order = position
            concept.updated_at = self.now
            self.changed[concept.pk] = concept

    def _add_label(self, concept: Concept, kind: str, language: str, text: str) -> None:
        if (concept.pk, language, text) in self.wordings:
            return
        if kind == Label.Kind.PREFERRED:
            if (concept.pk, language) in self.preferred:
                return
            self.preferred.add((concept.pk, language))
        self.wordings.add((concept.pk, language, text))
        self.labels.append(
            Label(concept=concept, kind=kind, language=language, text=text, folded=fold(text))
        )

    def _add_definition(self, concept: Concept, entry: Entry, language: str) -> None:
        if (concept.pk, language) not in self.defined:
            self.defined.add((concept.pk, language))
            self.definitions.append(
                Definition(
                    concept=concept,
                    language=language,
                    text=entry.definition.get(language, ""),
                    note=entry.note.get(language, ""),
                )
            )

    def write(self) -> Loaded:
        """Write everything noted, in one statement a batch."""
        Concept.objects.bulk_update(
            self.changed.values(),
            ["broader", "related", "sort_order", "loaded", "updated_at"],
            batch_size=BATCH // 5,
        )
        Label.objects.bulk_create(self.labels, batch_size=BATCH)
        Definition.objects.bulk_create(self.definitions, batch_size=BATCH)
        if self.changed:
            bump(NAME)
        self.result.labels = len(self.labels)
        self.result.definitions = len(self.definitions)
        return self.result


def _words(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, language, wording), preferred labels first."""
    for language, text in entry.preferred.items():
        yield Label.Kind.PREFERRED.value, language, text
    for kind, words in (
        (Label.Kind.ALTERNATIVE.value, entry.alternative),
        (Label.Kind.AVOID.value, entry.avoid),
    ):
        for language, texts in words.items():
            for text in texts:
                yield kind, language, text
