"""Puts a plain record into the fields and children of a resource."""

import re
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from justcities.core.licences import Rights
from justcities.core.models import SUMMARY_LENGTH, Access
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.text import fold
from library.choices import AgentRole, IdentifierKind, RelationKind
from library.forms import MANY
from library.identifiers import normalise
from library.models import (
    ResourceAgent,
    ResourceConcept,
    ResourceIdentifier,
    ResourcePage,
    ResourcePlace,
    ResourceRelation,
)
from library.models.records import PARTIAL_DATE
from library.record import Record

_TEXTS = ("publisher", "container", "volume", "issue", "page_range", "rights_holder", "why")
_DATE: Any = PARTIAL_DATE.regex
_OWN_LANGUAGE = F("locale__language_code")  # a source page is in the language it was written in
_SENTENCE_END = re.compile(r"(?<=[.!?。؟])\s+")


class Known:
    """What records name by notation, read once for a whole import."""

    @cached_property
    def concepts(self) -> dict[tuple[str, str], Concept]:
        """Concepts of all schemes but keywords, by scheme and notation (or slug)."""
        found = Concept.objects.exclude(scheme=Scheme.KEYWORD).select_related("replaced_by")
        return {(concept.scheme, concept.key): concept.replaced_by or concept for concept in found}

    @cached_property
    def _cities(self) -> dict[str, City | None]:
        return {}

    def area(self, notation: str) -> Concept | None:
        """Return a country or region by its notation."""
        country = self.concepts.get((Scheme.COUNTRY, notation.upper()))
        return country or self.concepts.get((Scheme.REGION, notation))

    def city(self, name: str) -> City | None:
        """Return the city that ``Name, XX`` names: the largest of that name in the country."""
        if name not in self._cities:
            self._cities[name] = self._read_city(*name.rsplit(",", 1))
        return self._cities[name]

    def _read_city(self, name: str, country: str) -> City | None:
        here = City.objects.filter(country__scheme=Scheme.COUNTRY).select_related("country")
        here = here.filter(country__notation=country.strip().upper())
        exact = here.filter(name=name.strip()).first()
        if exact is not None:
            return exact
        folded = fold(name)
        close = here.filter(folded__contains=folded)
        return next((city for city in close if folded in city.folded.split("|")), None)


def apply(record: Record, page: ResourcePage, known: Known | None = None) -> list[str]:
    """Put a record into a resource that is saved by the caller.

    What a record is silent about stays as it is on the page: another program's export without
    themes takes none away. Nor does a record open what the page shows to members only. Keywords,
    collections, files, key and language are the caller's.

    Args:
        record: what was read.
        page: unsaved, or loaded; only a source page takes a record, translations follow it.
        known: for many records, one for all.

    Returns:
        In words for the editor, what could not be taken over as it was.
    """
    known = known or Known()
    if record.title:
        page.title = page.cited_title = record.title
    problems = _put_texts(record, page)
    problems += _put_facts(record, page)
    if record.agents:
        problems += _put_agents(record, page)
    problems += _put_identifiers(record, page)
    problems += _put_concepts(record, page, known)
    if record.places:
        problems += _put_places(record, page, known)
    if record.relations:
        problems += put_relations(record, page)
    return problems


def put_relations(record: Record, page: ResourcePage) -> list[str]:
    """Set how the resource stands to others; again at the end of an import, when all are there.

    Returns:
        In words, what it is related to that is not in the library.
    """
    rows: list[ResourceRelation] = []
    problems = []
    for kind, name in record.relations:
        target = page_of_key(name) or page_of_title(name)
        if kind not in RelationKind.values or target is None:
            problems.append(_("“%(title)s” is not in the library.") % {"title": name})
        elif target.translation_key != page.translation_key:
            rows.append(ResourceRelation(kind=kind, target=target, sort_order=len(rows)))
    if rows:
        _set_children(page, "relations", rows)
    return problems


def page_of_key(key: str) -> ResourcePage | None:
    """Return the source page that an import or an export knows by this key."""
    pages = ResourcePage.objects.filter(original_language=_OWN_LANGUAGE)
    try:
        return pages.filter(translation_key=UUID(key)).first()
    except ValueError:
        return pages.filter(imported_as=key).first() if key else None


def page_of_title(title: str) -> ResourcePage | None:
    """Return the source page of the resource with this title, as it stands on the work."""
    return ResourcePage.objects.filter(original_language=_OWN_LANGUAGE, cited_title=title).first()


def abstract_note() -> str:
    """Say that an abstract is too long for a summary; its whole text stays with the import."""
    return _(
        "The abstract is longer than %(number)d characters: its beginning is taken. The report of "
        "the import has all of it."
    ) % {"number": SUMMARY_LENGTH}


def first_sentences(text: str, most: int = SUMMARY_LENGTH) -> str:
    """Return as many whole sentences of an abstract as fit; of one too long, whole words."""
    kept = ""
    for sentence in _SENTENCE_END.split(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most:
            break
        kept = longer
    if kept:
        return kept
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _set_children(page: ResourcePage, name: str, rows: list[Any]) -> None:
    """Put rows in place of a page's children; modelcluster takes a list, which types don't know."""
    setattr(page, name, rows)


def _put_texts(record: Record, page: ResourcePage) -> list[str]:
    problems = []
    for name in _TEXTS:
        value = getattr(record, name)
        field: Any = page._meta.get_field(name)
        if value and len(value) > field.max_length:
            problems.append(
                _("%(field)s: longer than %(number)d characters, left out.")
                % {"field": field.verbose_name, "number": field.max_length}
            )
        elif value:
            setattr(page, name, value)
    if len(record.summary) > SUMMARY_LENGTH:
        page.summary = first_sentences(record.summary)
        problems.append(abstract_note())
    elif record.summary:
        page.summary = record.summary
    return problems


def _put_facts(record: Record, page: ResourcePage) -> list[str]:
    problems = []
    if record.date and _DATE.match(record.date):
        page.date = record.date
    elif record.date:
        problems.append(_("“%(date)s” is no date that is understood.") % {"date": record.date})
    if record.licence in Rights.values:
        page.licence = record.licence
    elif record.licence:
        problems.append(_("“%(licence)s” is no licence known.") % {"licence": record.licence})
    if record.languages:
        page.languages = list(record.languages)
    if record.page_count is not None:
        page.page_count = record.page_count
    if record.minutes is not None:
        page.minutes = record.minutes
    if record.access in Access.values and (page.pk is None or record.access == Access.MEMBERS):
        page.access = record.access
    return problems


def _put_agents(record: Record, page: ResourcePage) -> list[str]:
    rows: list[ResourceAgent] = []
    problems = []
    longest = ResourceAgent._meta.get_field("name").max_length or 0
    longest_given = ResourceAgent._meta.get_field("given").max_length or 0
    for agent in record.agents:
        role = agent.role if agent.role in AgentRole.values else AgentRole.AUTHOR
        if not agent.name or len(agent.name) > longest or len(agent.given) > longest_given:
            problems.append(
                _("“%(name)s” is no name that can be kept.") % {"name": agent.name[:60]}
            )
            continue
        rows.append(
            ResourceAgent(name=agent.name, given=agent.given, role=role, sort_order=len(rows))
        )
    _set_children(page, "agents", rows)
    return problems


def _put_identifiers(record: Record, page: ResourcePage) -> list[str]:
    """Set the kinds of identifier that the record has; those of other kinds stay."""
    given = {
        IdentifierKind.DOI: [record.doi] if record.doi else [],
        IdentifierKind.ISBN: record.isbn,
        IdentifierKind.ISSN: record.issn,
        IdentifierKind.URL: record.urls,
    }
    before = list(page.identifiers.all())
    longest = ResourceIdentifier._meta.get_field("value").max_length or 0
    found: dict[str, list[str]] = {}
    problems = []
    for kind, values in given.items():
        for value in values:
            try:
                normal = normalise(kind, value)
            except ValueError as error:
                problems.append(f"{value[:60]}: {error}")
                continue
            if len(normal) > longest:
                problems.append(_("“%(value)s…” is too long.") % {"value": normal[:60]})
            elif normal not in found.setdefault(kind, []):
                found[kind].append(normal)
    rows = []
    for each in IdentifierKind.values:
        values = found.get(each) or [item.value for item in before if item.kind == each]
        rows += [(each, value) for value in values]
    children = [
        ResourceIdentifier(kind=kind, value=value, sort_order=at)
        for at, (kind, value) in enumerate(rows)
    ]
    _set_children(page, "identifiers", children)
    return problems


def _put_concepts(record: Record, page: ResourcePage, known: Known) -> list[str]:
    """Set the coded facts of the schemes the record has; those of other schemes stay."""
    given = {
        **({Scheme.RESOURCE_TYPE.value: [record.kind]} if record.kind else {}),
        **record.concepts,
    }
    kept = [link.concept for link in page.concept_links.all()]
    problems, chosen = [], {}
    for scheme, notations in given.items():
        fits = scheme == Scheme.RESOURCE_TYPE or scheme in MANY
        found = [known.concepts.get((scheme, notation)) for notation in notations] if fits else []
        problems += [
            _("“%(notation)s” is not in the list “%(list)s”.")
            % {"notation": notation, "list": Scheme(scheme).label if fits else scheme}
            for notation, concept in zip(notations, found or [None] * len(notations), strict=True)
            if concept is None
        ]
        concepts = [concept for concept in found if concept is not None]
        if concepts:
            chosen[scheme] = concepts
    rows = [concept for concept in kept if concept.scheme not in chosen]
    rows += [concept for concepts in chosen.values() for concept in concepts]
    order: dict[str, int] = {scheme: at for at, scheme in enumerate((Scheme.RESOURCE_TYPE, *MANY))}
    rows.sort(key=lambda concept: order.get(concept.scheme, len(order)))
    links = [
        ResourceConcept(concept=concept, sort_order=at)
        for at, concept in enumerate(dict.fromkeys(rows))
    ]
    _set_children(page, "concept_links", links)
    return problems


def _put_places(record: Record, page: ResourcePage, known: Known) -> list[str]:
    rows: list[ResourcePlace] = []
    problems = []
    for name in record.places:
        city = known.city(name) if "," in name else None
        area = city.country if city else known.area(name)
        if area is None:
            problems.append(_("“%(place)s” is no place known.") % {"place": name})
            continue
        rows.append(ResourcePlace(city=city, area=area, sort_order=len(rows)))
    if rows:
        _set_children(page, "places", rows)
    return problems
