"""The vocabulary in SKOS, as Turtle and JSON-LD, at addresses that stay."""

from functools import lru_cache

from django.conf import settings
from django.utils.translation import override
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef

from justcities.core.languages import codes
from justcities.core.versions import version
from justcities.vocabulary.models import Concept, Definition, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import NAME
from justcities.vocabulary.uses import public_keywords

FORMATS = {"ttl": ("turtle", "text/turtle"), "jsonld": ("json-ld", "application/ld+json")}
_PREDICATES = {
    Label.Kind.PREFERRED.value: SKOS.prefLabel,
    Label.Kind.ALTERNATIVE.value: SKOS.altLabel,
    Label.Kind.AVOID.value: SKOS.hiddenLabel,
}
Version = tuple[tuple[int, ...], frozenset[int]]


def scheme_uri(scheme: str) -> URIRef:
    """Return the address that names a scheme."""
    return URIRef(f"{settings.BASE_URL}/vocabulary/{scheme}")


def concept_uri(concept: Concept) -> URIRef:
    """Return the address that names a concept; it leads to the glossary."""
    base = Namespace(f"{scheme_uri(concept.scheme)}/")
    return base[concept.key]


def current_version() -> Version:
    """Return what the export depends on: the vocabulary, and which keywords are public."""
    return version(NAME), public_keywords()


@lru_cache(maxsize=32)
def serialized(export: str, scheme: str, of: Version) -> bytes:
    """Return the export, built once a version in each process.

    Args:
        export: a key of ``FORMATS``.
        scheme: the scheme to export; empty for all.
        of: the version, from :func:`current_version`.
    """
    name, _media_type = FORMATS[export]
    return graph(scheme, of[1]).serialize(format=name, encoding="utf-8")


def graph(scheme: str, keywords: frozenset[int]) -> Graph:
    """Return the concepts of one scheme, or of all, as a graph; 3 queries.

    A keyword is left out unless it is among ``keywords``, those on public pages. A merged concept
    keeps its address and says what replaced it.
    """
    found = Graph()
    for prefix, namespace in (("skos", SKOS), ("dcterms", DCTERMS), ("owl", OWL)):
        found.bind(prefix, namespace)
    every = {
        concept.pk: concept
        for concept in Concept.objects.defer("loaded")
        if concept.scheme != Scheme.KEYWORD or concept.pk in keywords
    }
    chosen = {pk: c for pk, c in every.items() if not scheme or c.scheme == scheme}
    for each in Scheme:
        if not scheme or each.value == scheme:
            _add_scheme(found, each)
    for concept in chosen.values():
        _add_concept(found, concept, every)
    _add_words(found, chosen)
    return found


def _add_scheme(found: Graph, scheme: Scheme) -> None:
    uri = scheme_uri(scheme.value)
    found.add((uri, RDF.type, SKOS.ConceptScheme))
    for code in codes():
        with override(code):
            found.add((uri, SKOS.prefLabel, Literal(str(scheme.label), lang=code)))


def _add_concept(found: Graph, concept: Concept, every: dict[int, Concept]) -> None:
    uri = concept_uri(concept)
    found.add((uri, RDF.type, SKOS.Concept))
    found.add((uri, SKOS.inScheme, scheme_uri(concept.scheme)))
    if concept.notation:
        found.add((uri, SKOS.notation, Literal(concept.notation)))
    heir = every.get(concept.replaced_by_id or 0)
    if concept.replaced_by_id:
        found.add((uri, OWL.deprecated, Literal(True)))
        if heir is not None:
            found.add((uri, DCTERMS.isReplacedBy, concept_uri(heir)))
        return
    above = every.get(concept.broader_id or 0)
    if above is None:
        found.add((uri, SKOS.topConceptOf, scheme_uri(concept.scheme)))
        found.add((scheme_uri(concept.scheme), SKOS.hasTopConcept, uri))
    else:
        found.add((uri, SKOS.broader, concept_uri(above)))
        found.add((concept_uri(above), SKOS.narrower, uri))
    group = every.get(concept.related_id or 0)
    if group is not None:
        found.add((uri, SKOS.related, concept_uri(group)))
        found.add((concept_uri(group), SKOS.related, uri))


def _add_words(found: Graph, chosen: dict[int, Concept]) -> None:
    for pk, language, kind, text in Label.objects.values_list(
        "concept_id", "language", "kind", "text"
    ):
        if pk in chosen:
            found.add((concept_uri(chosen[pk]), _PREDICATES[kind], Literal(text, lang=language)))
    for pk, language, text, note in Definition.objects.values_list(
        "concept_id", "language", "text", "note"
    ):
        if pk not in chosen:
            continue
        uri = concept_uri(chosen[pk])
        if text:
            found.add((uri, SKOS.definition, Literal(text, lang=language)))
        if note:
            found.add((uri, SKOS.editorialNote, Literal(note, lang=language)))
