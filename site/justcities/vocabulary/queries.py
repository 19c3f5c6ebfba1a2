"""Reads of the vocabulary, each a fixed number of queries whatever it finds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from justcities.core.languages import current
from justcities.vocabulary.models import City, Concept, Definition, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import words
from justcities.vocabulary.text import fold

# What is read to be ranked; more words than this that share their first letters are too many.
MOST_READ = 400
SHORTEST_WITHIN = 3


@dataclass(frozen=True)
class Suggestion:
    """A concept or a city that fits what somebody types.

    Attributes:
        pk: of the concept or city.
        label: its preferred label, with ``lang``, the language of the label.
        found_by: the wording that fitted, where it is another one.
        avoid: whether that wording is one to avoid.
        note: what we say instead of it, and why.
        context: the scheme's name, or the city's country.
    """

    pk: int
    label: str
    lang: str = ""
    found_by: str = ""
    avoid: bool = False
    note: str = ""
    context: str = ""


def region_of_country(country: Concept) -> Concept | None:
    """Return the smallest region a country lies in: the concept it stands below."""
    region = country.broader
    return region if region is not None and region.scheme == Scheme.REGION else None


def in_group(group: Concept) -> QuerySet[Concept]:
    """Return the concepts that count among a group, such as the countries of the Global South."""
    return Concept.objects.filter(related=group, replaced_by=None)


def labels_for(pks: Iterable[int], language: str | None = None) -> dict[int, tuple[str, str]]:
    """Return the preferred label and its language for each concept, without a query of its own."""
    known = words(language or current()).labels
    return {pk: known[pk] for pk in pks if pk in known}


def find_by_label(text: str, scheme: str | None = None) -> list[Concept]:
    """Return the concepts that have this wording in any language, keywords first; 1 query.

    Case, accents and Arabic spellings don't matter, and words to avoid find too.
    """
    return find_by_labels([text], scheme)[fold(text)]


def find_by_labels(
    texts: Iterable[str], scheme: str | None = None
) -> defaultdict[str, list[Concept]]:
    """Return what :func:`find_by_label` does for each text, by its folded form; 1 query in all."""
    folded = {fold(text) for text in texts} - {""}
    labels = Label.objects.filter(folded__in=folded, concept__replaced_by=None)
    if scheme:
        labels = labels.filter(concept__scheme=scheme)
    found: defaultdict[str, list[Concept]] = defaultdict(list)
    for label in labels.select_related("concept").order_by("concept_id"):
        if label.concept not in found[label.folded]:
            found[label.folded].append(label.concept)
    for concepts in found.values():
        concepts.sort(key=lambda concept: concept.scheme != Scheme.KEYWORD)
    return found


def suggest(
    text: str, scheme: str | None = None, language: str | None = None, limit: int = 12
) -> list[Suggestion]:
    """Return concepts one of whose wordings fits what was typed, best first; at most 3 queries.

    Wordings that begin so come first, those in the reader's language before others. A wording of
    any language finds, also one to avoid.

    Args:
        text: what was typed; empty for the first concepts of the scheme.
        scheme: the scheme to stay in; None for all.
        language: the reader's language; None for the active one.
        limit: how many at most.
    """
    language = language or current()
    folded = fold(text)
    labels = Label.objects.filter(concept__replaced_by=None)
    if scheme:
        labels = labels.filter(concept__scheme=scheme)
    if folded:
        found = _ranked(labels, folded, language)
    elif scheme:
        found = [
            (pk, scheme, "", Label.Kind.PREFERRED)
            for pk in Concept.objects.filter(scheme=scheme, replaced_by=None)
            .order_by("sort_order", "name")
            .values_list("pk", flat=True)[:limit]
        ]
    else:
        found = []
    chosen: dict[int, tuple[str, str, str]] = {}
    for pk, in_scheme, wording, kind in found:
        if len(chosen) < limit:
            chosen.setdefault(pk, (in_scheme, wording, kind))
    return _described(chosen, language)


def _ranked(labels: QuerySet[Label], folded: str, language: str) -> list[tuple[int, str, str, str]]:
    columns = ("concept_id", "concept__scheme", "text", "kind", "language", "folded")
    within = len(folded) >= SHORTEST_WITHIN
    match = {"folded__contains": folded} if within else {"folded__startswith": folded}
    rows = labels.filter(**match).order_by("folded").values_list(*columns)[:MOST_READ]

    def rank(row: tuple) -> tuple:
        _pk, _scheme, text, kind, code, wording = row
        place = 0 if wording.startswith(folded) else 1 if f" {folded}" in wording else 2
        return (wording != folded, place, code != language, kind != "preferred", len(text), text)

    return [row[:4] for row in sorted(rows, key=rank)]


def _described(chosen: dict[int, tuple[str, str, str]], language: str) -> list[Suggestion]:
    avoided = [pk for pk, (_scheme, _text, kind) in chosen.items() if kind == Label.Kind.AVOID]
    notes = (
        dict(
            Definition.objects.filter(concept__in=avoided, language=language).values_list(
                "concept_id", "note"
            )
        )
        if avoided
        else {}
    )
    labels = labels_for(chosen, language)
    result = []
    for pk, (scheme, wording, kind) in chosen.items():
        label, lang = labels.get(pk, (wording, ""))
        result.append(
            Suggestion(
                pk=pk,
                label=label,
                lang=lang,
                found_by=wording if wording != label else "",
                avoid=kind == Label.Kind.AVOID,
                note=notes.get(pk, ""),
                context=str(Scheme(scheme).label),
            )
        )
    return result


def suggest_cities(text: str, language: str | None = None, limit: int = 12) -> list[Suggestion]:
    """Return cities one of whose names fits, the largest first; 1 query.

    What follows a comma narrows by country, so that ``Tripoli, Lebanon`` finds one of two.
    """
    language = language or current()
    name, _comma, country = (fold(part) for part in text.replace("،", ",").partition(","))
    if not name:
        return []
    cities = City.objects.filter(folded__contains=name).order_by("-population")
    rows = list(cities.values_list("pk", "name", "names", "folded", "country_id")[:MOST_READ])
    countries = labels_for({row[4] for row in rows}, language)

    def rank(row: tuple) -> int:
        known = row[3].split("|")
        return 0 if name in known else 1 if any(each.startswith(name) for each in known) else 2

    result = []
    for pk, english, names, _folded, country_id in sorted(rows, key=rank):
        place = countries.get(country_id, ("", ""))[0]
        if country and country not in fold(place):
            continue
        result.append(
            Suggestion(
                pk=pk,
                label=names.get(language, english),
                lang=language if language in names else "",
                context=place,
            )
        )
    return result[:limit]
