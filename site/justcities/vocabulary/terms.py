"""Finds the vocabulary's words in running text."""

import re
from dataclasses import dataclass, field

from justcities.core.versions import Kept
from justcities.vocabulary.models import Concept, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import NAME, words

# Names of places and keywords need no explaining, and short words are found everywhere.
LEFT_OUT = (Scheme.COUNTRY, Scheme.REGION, Scheme.KEYWORD)
SHORTEST = 4
_WORD = re.compile(r"\w+")
# What may stand between the words of one wording: no full stop and no comma.
_BETWEEN = r"[\s’'‑-]+"
_GAP = re.compile(_BETWEEN)


@dataclass(frozen=True)
class Term:
    """A concept and the pattern that finds its words in one language."""

    concept: Concept
    pattern: re.Pattern[str]


@dataclass
class _Terms:
    """A language's terms, and its wordings by their first word, the longest first.

    Reading a text word by word takes under a millisecond; one pattern a concept took fifteen.
    """

    terms: dict[int, Term] = field(default_factory=dict)
    starts: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)


def terms_in(text: str, language: str) -> list[Term]:
    """Return the concepts whose words stand in a text and that have a definition to show.

    Args:
        text: plain text in the language.
        language: the language's code.

    Returns:
        The terms in the order of their first use. Whole words only, whatever their case, and the
        longest wording at each place: in “street markets” nobody finds “markets”. Single words
        that are only also used (“work” for livelihoods) are everyday words, so they explain
        nothing; words to avoid are left, since nobody's words are corrected in print.
    """
    known = _kept.get(language)
    spans = list(_WORD.finditer(text))
    said = [span.group().casefold() for span in spans]
    found: dict[int, Term] = {}
    position = 0
    while position < len(said):
        length = 1
        for wording, pk in known.starts.get(said[position], ()):
            end = position + len(wording)
            if tuple(said[position:end]) == wording and all(
                _GAP.fullmatch(text, one.end(), other.start())
                for one, other in zip(spans[position:end], spans[position + 1 : end], strict=False)
            ):
                found.setdefault(pk, known.terms[pk])
                length = len(wording)
                break
        position += length
    return list(found.values())


def _read(language: str) -> _Terms:
    """Read the language's terms; 1 query."""
    defined = words(language).definitions
    labels = (
        Label.objects.filter(language=language, concept__replaced_by=None)
        .exclude(kind=Label.Kind.AVOID)
        .exclude(concept__scheme__in=LEFT_OUT)
        .select_related("concept")
        .order_by("concept__sort_order", "pk")
    )
    wordings: dict[int, list[tuple[str, ...]]] = {}
    concepts: dict[int, Concept] = {}
    for label in labels:
        parts = tuple(_WORD.findall(label.text.casefold()))
        telling = label.kind == Label.Kind.PREFERRED or len(parts) > 1
        if telling and label.concept_id in defined and len(label.text) >= SHORTEST and parts:
            concepts[label.concept_id] = label.concept
            wordings.setdefault(label.concept_id, []).append(parts)
    built = _Terms()
    for pk, texts in wordings.items():
        built.terms[pk] = Term(concepts[pk], _pattern(texts))
        for parts in texts:
            built.starts.setdefault(parts[0], []).append((parts, pk))
    for candidates in built.starts.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))
    return built


def _pattern(texts: list[tuple[str, ...]]) -> re.Pattern[str]:
    longest_first = sorted(texts, key=lambda parts: -len("".join(parts)))
    either = "|".join(_BETWEEN.join(map(re.escape, parts)) for parts in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


_kept = Kept(_read, NAME)
