"""The glossary: every concept in use as a word of this site, by scheme."""

from dataclasses import dataclass, field

from django.db.models import Q

from justcities.core.languages import current
from justcities.vocabulary.models import Concept, Definition, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import words
from justcities.vocabulary.text import fold
from justcities.vocabulary.uses import public_keywords

BY_LABEL = (Scheme.COUNTRY, Scheme.KEYWORD)


@dataclass
class Entry:
    """One concept with its words in the active language."""

    concept: Concept
    label: str
    lang: str
    definition: str
    note: str = ""
    alternatives: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    narrower: list["Entry"] = field(default_factory=list)

    @property
    def says_more(self) -> bool:
        """Whether there is more to tell of it than its word."""
        return bool(self.definition or self.alternatives or self.avoid or self.narrower)


@dataclass
class SchemeEntries:
    """One scheme with its concepts, narrower ones below theirs."""

    key: str
    name: str
    entries: list[Entry]

    @property
    def are_names(self) -> bool:
        """Whether it is a list of names that explain themselves, such as the countries."""
        return not any(entry.says_more for entry in self.entries)


def glossary() -> list[SchemeEntries]:
    """Return the whole vocabulary, of the keywords those that the public may read on a page."""
    language = current()
    said = words(language)
    concepts = Concept.objects.filter(replaced_by=None).filter(
        ~Q(scheme=Scheme.KEYWORD) | Q(pk__in=public_keywords())
    )
    entries: dict[int, Entry] = {}
    for concept in concepts.order_by("scheme", "sort_order"):
        text, lang = said.labels.get(concept.pk, (concept.name, ""))
        entries[concept.pk] = Entry(
            concept=concept,
            label=text,
            lang=lang if lang != language else "",
            definition=said.definitions.get(concept.pk, ""),
        )
    others = Label.objects.filter(language=language, concept__in=list(entries)).exclude(
        kind=Label.Kind.PREFERRED
    )
    for label in others:
        entry = entries[label.concept_id]
        (entry.avoid if label.kind == Label.Kind.AVOID else entry.alternatives).append(label.text)
    notes = Definition.objects.filter(language=language, concept__in=list(entries))
    for definition in notes.exclude(note=""):
        entries[definition.concept_id].note = definition.note
    return [
        SchemeEntries(scheme.value, str(scheme.label), below)
        for scheme in Scheme
        if (below := _tree(entries, scheme))
    ]


def _tree(entries: dict[int, Entry], scheme: Scheme) -> list[Entry]:
    top = []
    for entry in entries.values():
        if entry.concept.scheme != scheme:
            continue
        above = entries.get(entry.concept.broader_id or 0)
        if above is not None and above.concept.scheme == scheme:
            above.narrower.append(entry)
        else:
            top.append(entry)
    return sorted(top, key=lambda entry: fold(entry.label)) if scheme in BY_LABEL else top
