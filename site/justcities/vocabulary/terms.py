"""Finds the vocabulary's words in running text."""

import re
from dataclasses import dataclass

from justcities.core.versions import version
from justcities.vocabulary.models import Concept, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import NAME, words

# Names of places and keywords need no explaining, and short words are found everywhere.
LEFT_OUT = (Scheme.COUNTRY, Scheme.REGION, Scheme.KEYWORD)
SHORTEST = 4


@dataclass(frozen=True)
class Term:
    """A concept and the pattern that finds its words in one language."""

    concept: Concept
    pattern: re.Pattern[str]


_kept: dict[str, tuple[tuple[int, ...], list[Term]]] = {}


def terms_in(text: str, language: str) -> list[Term]:
    """Return the concepts whose words stand in a text and that have a definition to show.

    Args:
        text: plain text in the language.
        language: the language's code.

    Returns:
        The terms in the order of their first use. Whole words only, whatever their case; words to
        avoid are not marked, since nobody's words are corrected in print.
    """
    found = []
    for term in _terms(language):
        match = term.pattern.search(text)
        if match:
            found.append((match.start(), term))
    return [term for _start, term in sorted(found, key=lambda pair: pair[0])]


def _terms(language: str) -> list[Term]:
    number = version(NAME)
    kept = _kept.get(language)
    if kept and kept[0] == number:
        return kept[1]
    defined = words(language).definitions
    labels = (
        Label.objects.filter(language=language, concept__replaced_by=None)
        .exclude(kind=Label.Kind.AVOID)
        .exclude(concept__scheme__in=LEFT_OUT)
        .select_related("concept")
    )
    wordings: dict[int, tuple[Concept, list[str]]] = {}
    for label in labels:
        if label.concept_id in defined and len(label.text) >= SHORTEST:
            wordings.setdefault(label.concept_id, (label.concept, []))[1].append(label.text)
    terms = [Term(concept, _pattern(texts)) for concept, texts in wordings.values()]
    _kept[language] = (number, terms)
    return terms


def _pattern(texts: list[str]) -> re.Pattern[str]:
    longest_first = sorted(texts, key=len, reverse=True)
    either = "|".join(re.escape(text) for text in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
