"""Reads of the admin's lists: concepts of a scheme, and what has no label yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from justcities.core.languages import current, direction
from justcities.vocabulary.models import Concept, Definition, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import words
from justcities.vocabulary.text import fold
from justcities.vocabulary.uses import use_counts


@dataclass
class Row:
    """A concept in a list of the admin."""

    concept: Concept
    label: str
    lang: str
    broader: str = ""
    uses: int = 0
    found_by: str = ""
    cells: list["Cell"] = field(default_factory=list)


@dataclass
class Cell:
    """What one language has of a concept in the grid."""

    language: str
    label: str
    direction: str
    defined: bool
    others: int


def scheme_counts() -> list[tuple[str, str, int]]:
    """Return (scheme, name, number of concepts) of every scheme; 1 query."""
    counts = dict(
        Concept.objects.filter(replaced_by=None)
        .order_by()
        .values_list("scheme")
        .annotate(number=Count("pk"))
    )
    return [(scheme.value, str(scheme.label), counts.get(scheme.value, 0)) for scheme in Scheme]


def concepts_in(scheme: str) -> QuerySet[Concept]:
    """Return a scheme's concepts in their order."""
    return Concept.objects.filter(scheme=scheme, replaced_by=None).order_by("sort_order", "name")


def concepts_found(text: str, scheme: str = "") -> tuple[QuerySet[Concept], dict[int, str]]:
    """Return the concepts with a wording that holds a text, and that wording by concept."""
    labels = Label.objects.filter(folded__contains=fold(text), concept__replaced_by=None)
    if scheme:
        labels = labels.filter(concept__scheme=scheme)
    wordings: dict[int, str] = {}
    for pk, wording in labels.order_by("pk").values_list("concept_id", "text"):
        wordings.setdefault(pk, wording)
    concepts = Concept.objects.filter(pk__in=list(wordings)).order_by(
        "scheme", "sort_order", "name"
    )
    return concepts, wordings


def rows(concepts: Iterable[Concept], found_by: dict[int, str] | None = None) -> list[Row]:
    """Return a page of concepts with labels and use counts; one query a kind of use."""
    concepts = list(concepts)
    labels = words(current()).labels
    uses = use_counts(concept.pk for concept in concepts)
    result = []
    for concept in concepts:
        label, lang = labels.get(concept.pk, (concept.name, ""))
        wording = (found_by or {}).get(concept.pk, "")
        result.append(
            Row(
                concept=concept,
                label=label,
                lang=lang,
                broader=labels.get(concept.broader_id or 0, ("", ""))[0],
                uses=uses[concept.pk],
                found_by=wording if wording != label else "",
            )
        )
    return result


def without_label(scheme: str, language: str) -> QuerySet[Concept]:
    """Return the scheme's concepts that have no preferred label in a language."""
    labelled = Label.objects.filter(kind=Label.Kind.PREFERRED, language=language)
    return concepts_in(scheme).exclude(pk__in=labelled.values("concept"))


def missing_counts(scheme: str, languages: Iterable[str]) -> dict[str, int]:
    """Return how many of a scheme's concepts have no label, by language; 2 queries."""
    total = concepts_in(scheme).count()
    there = dict(
        Label.objects.filter(
            kind=Label.Kind.PREFERRED, concept__scheme=scheme, concept__replaced_by=None
        )
        .order_by()
        .values_list("language")
        .annotate(number=Count("pk"))
    )
    return {code: total - there.get(code, 0) for code in languages}


def grid(concepts: Iterable[Concept], languages: list[str]) -> list[Row]:
    """Return a page of concepts with a cell a language; 2 queries."""
    concepts = list(concepts)
    pks = [concept.pk for concept in concepts]
    preferred: dict[tuple[int, str], str] = {}
    others: dict[tuple[int, str], int] = {}
    for wording in Label.objects.filter(concept__in=pks, language__in=languages):
        key = (wording.concept_id, wording.language)
        if wording.kind == Label.Kind.PREFERRED:
            preferred[key] = wording.text
        else:
            others[key] = others.get(key, 0) + 1
    defined = set(
        Definition.objects.filter(concept__in=pks)
        .exclude(text="")
        .values_list("concept_id", "language")
    )
    known = words(current()).labels
    result = []
    for concept in concepts:
        label, lang = known.get(concept.pk, (concept.name, ""))
        cells = [
            Cell(
                language=code,
                label=preferred.get((concept.pk, code), ""),
                direction=direction(code),
                defined=(concept.pk, code) in defined,
                others=others.get((concept.pk, code), 0),
            )
            for code in languages
        ]
        result.append(Row(concept=concept, label=label, lang=lang, cells=cells))
    return result
