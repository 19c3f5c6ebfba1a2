"""Finds the concepts and places that the words of records mean, in whatever language they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from justcities.vocabulary.models import Concept
from justcities.vocabulary.queries import find_by_labels, suggest_cities
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.text import fold
from library.applying import Known
from library.forms import MANY
from library.importing.rows import Row
from library.models import KeywordMapping
from library.record import Record

_FACTS = frozenset(scheme.value for scheme in MANY)
_AREAS = frozenset({Scheme.COUNTRY.value, Scheme.REGION.value})
# Where a word names several concepts: facts of a resource first, then keywords, then places.
_ORDER = {
    **dict.fromkeys(_FACTS, 0),
    Scheme.KEYWORD.value: 1,
    **dict.fromkeys(_AREAS, 2),
    Scheme.RESOURCE_TYPE.value: 4,
}
_OTHERS = 3
MOST_CITIES_SEARCHED = 2_000


@dataclass
class Words:
    """What the keywords of a record are.

    Attributes:
        record: the record with those words as facts that are facts; the others stay keywords.
        keywords: the concepts of those that stay, by word.
        unknown: words that nothing is called.
    """

    record: Record
    keywords: dict[str, Concept] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


class Lookup:
    """The vocabulary, asked for many records at once and remembered."""

    def __init__(self) -> None:
        self.known = Known()
        self._concepts: dict[str, list[Concept]] = {}
        self._left_out: set[str] = set()
        self._places: dict[str, str] = {}

    def forget_words(self) -> None:
        """Read words anew the next time: editors match them while an import runs."""
        self._concepts.clear()
        self._left_out.clear()

    def load(self, records: Iterable[Record], genres: Iterable[str] = ()) -> None:
        """Read all the words of some records; at most 2 queries, however many they are."""
        words = set(genres)
        for record in records:
            words.update((record.kind, *record.tags, *record.places))
            for found in record.concepts.values():
                words.update(found)
        missing = {fold(word) for word in words} - self._concepts.keys() - {""}
        if not missing:
            return
        found_words = find_by_labels(missing)
        for word in missing:
            called = found_words.get(word, [])
            self._concepts[word] = sorted(called, key=lambda each: _ORDER.get(each.scheme, _OTHERS))
        mappings = KeywordMapping.objects.filter(folded__in=missing).select_related("concept")
        for mapping in mappings:
            if mapping.concept is not None:
                self._concepts[mapping.folded] = [mapping.concept]
            elif mapping.left_out:
                self._left_out.add(mapping.folded)

    def concept(self, word: str, scheme: str = "") -> Concept | None:
        """Return the concept a loaded word means, of one scheme where one is given."""
        found = self._concepts.get(fold(word), [])
        return next((each for each in found if not scheme or each.scheme == scheme), None)

    def is_left_out(self, word: str) -> bool:
        """Tell whether editors have said that this word is of no use here."""
        return fold(word) in self._left_out

    def settle(self, row: Row) -> None:
        """Put kind, facts and places of a row's record into notations; what isn't known is told.

        Words that stand for a fact but are not in its list become keywords: nothing is lost.
        """
        record = row.record
        if record is None:
            return
        self._settle_kind(record, row)
        for scheme, found in list(record.concepts.items()):
            keys = []
            for word in found:
                key = self._key(scheme, word)
                if key:
                    keys.append(key)
                elif word not in record.tags:
                    record.tags.append(word)
            record.concepts[scheme] = list(dict.fromkeys(keys))
        record.concepts = {scheme: keys for scheme, keys in record.concepts.items() if keys}
        places = []
        for text in record.places:
            name = self.place(text)
            if name:
                places.append(name)
            else:
                row.notes.append(_("The place “%(place)s” is not known.") % {"place": text[:80]})
        record.places = list(dict.fromkeys(places))

    def _settle_kind(self, record: Record, row: Row) -> None:
        """Take the more exact of two things a program says: its own words, or its type."""
        exact = self._key(Scheme.RESOURCE_TYPE, row.genre) if row.genre else ""
        if exact:
            record.kind = exact
            row.guessed.discard("kind")
        elif record.kind:
            key = self._key(Scheme.RESOURCE_TYPE, record.kind)
            if not key:
                row.notes.append(
                    _("The kind “%(kind)s” is not known.") % {"kind": record.kind[:80]}
                )
            record.kind = key

    def _key(self, scheme: str, word: str) -> str:
        if (scheme, word) in self.known.concepts:
            return word
        concept = self.concept(word, scheme)
        return concept.key if concept else ""

    def place(self, text: str) -> str:
        """Return a place as records name it, by code or by its name in any language; or nothing."""
        if text not in self._places:
            self._places[text] = self._find_place(text)
        return self._places[text]

    def _find_place(self, text: str) -> str:
        area = self.known.area(text)
        if area is not None:
            return area.key
        if "," in text and self.known.city(text) is not None:
            return text
        for scheme in (Scheme.COUNTRY, Scheme.REGION):
            concept = self.concept(text, scheme)
            if concept is not None:
                return concept.key
        if len(self._places) > MOST_CITIES_SEARCHED:
            return ""
        asked = fold(text.replace("،", ",").split(",")[0])
        cities = [each for each in suggest_cities(text) if fold(each.label) == asked]
        return self._city_name(cities[0].pk) if cities else ""

    def _city_name(self, pk: int) -> str:
        from justcities.vocabulary.models import City

        city = City.objects.select_related("country").get(pk=pk)
        return f"{city.name}, {city.country.key}"

    def words(self, record: Record) -> Words:
        """Tell facts, keywords and unknown words of a record apart, by its loaded words."""
        concepts = {scheme: list(keys) for scheme, keys in record.concepts.items()}
        places = list(record.places)
        kind = record.kind
        found = Words(record)
        for word in record.tags:
            if self.is_left_out(word):
                continue
            concept = self.concept(word)
            if concept is None:
                found.unknown.append(word)
            elif concept.scheme in _FACTS:
                keys = concepts.setdefault(concept.scheme, [])
                if concept.key not in keys:
                    keys.append(concept.key)
            elif concept.scheme in _AREAS:
                places.append(concept.key)
            elif concept.scheme == Scheme.RESOURCE_TYPE and not kind:
                kind = concept.key
            else:
                found.keywords[word] = concept
        found.record = replace(
            record, concepts=concepts, places=list(dict.fromkeys(places)), kind=kind
        )
        return found
