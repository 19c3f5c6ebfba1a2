"""What stands beside a record: resources like it, those it belongs with, cases, collections."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casestudies.models import CaseStudyPage
from casestudies.queries import for_cards as case_cards
from justcities.core.access import visible_pages
from justcities.core.languages import codes
from justcities.vocabulary.listing.closest import closest, reason
from justcities.vocabulary.listing.index import Bits
from justcities.vocabulary.schemes import Scheme
from library.cards import Card, for_cards
from library.choices import RelationKind
from library.index import Entry, LibraryIndex
from library.models import CollectionPage, ResourcePage, ResourceRelation
from library.offer import parse
from library.queries import visible_index

HOW_MANY = 3
MOST_COLLECTIONS = 6
WEIGHTS = {"theme": 3, "group": 2, "target": 1, "type": 1}
SCHEMES = {
    "theme": Scheme.THEME,
    "group": Scheme.POPULATION_GROUP,
    "target": Scheme.SDG_TARGET,
    "type": Scheme.RESOURCE_TYPE,
}
FORWARD = {
    RelationKind.PART_OF: _("Part of"),
    RelationKind.TRANSLATION_OF: _("Translated from"),
    RelationKind.VERSION_OF: _("A version of"),
}
BACKWARD = {
    RelationKind.PART_OF: _("Its parts"),
    RelationKind.TRANSLATION_OF: _("Translated as"),
    RelationKind.VERSION_OF: _("Other versions"),
}


@dataclass
class Related:
    """A related resource and, in words, what the two have in common."""

    card: Card
    reason: str


@dataclass
class Relation:
    """How other resources stand to this one, in words, and which they are."""

    name: str
    entries: list[Entry]


@dataclass
class CitingCase:
    """A case study that uses a resource; ``other`` is its language where it's not the reader's."""

    case: CaseStudyPage
    other: str = ""


def related(page: ResourcePage, language: str, user: Any) -> list[Related]:
    """Return up to three resources that share most with this one and that the reader may see."""
    index, visible = visible_index(language, user)
    coded = [
        (facet, concept) for facet, scheme in SCHEMES.items() for concept in page.concepts(scheme)
    ]
    own = index.by_key.get(page.translation_key)
    found = [
        (index.entries[at].pk, shared)
        for at, shared in closest(index, visible, coded, WEIGHTS, own, HOW_MANY)
    ]
    cards = {card.page.pk: card for card in for_cards(pk for pk, _shared in found)}
    return [Related(cards[pk], reason(shared)) for pk, shared in found if pk in cards and shared]


def relations(page: ResourcePage, language: str, user: Any) -> list[Relation]:
    """Return the resources this one belongs with, both ways, as far as the reader may see them."""
    index, visible = visible_index(language, user)
    ways: dict[str, list[Entry]] = {}
    forward = [
        (FORWARD[RelationKind(row.kind)], row.target.translation_key)
        for row in page.relations.all()
    ]
    back = ResourceRelation.objects.filter(
        target__translation_key=page.translation_key, page__live=True
    ).values_list("kind", "page__translation_key")
    backward = [(BACKWARD[RelationKind(kind)], key) for kind, key in back]
    for name, key in forward + backward:
        entry = _seen(index, visible, key)
        if entry is not None and entry not in ways.setdefault(str(name), []):
            ways[str(name)].append(entry)
    return [Relation(name, entries) for name, entries in ways.items() if entries]


def citing_cases(page: ResourcePage, language: str, user: Any) -> list[CitingCase]:
    """Return the case studies that use a resource, each in one language the reader may see."""
    keys = [row.case.translation_key for row in page.citations.all()]
    if not keys:
        return []
    versions = visible_pages(CaseStudyPage.objects.filter(translation_key__in=keys), user)
    chosen: dict[Any, tuple[int, int, str]] = {}
    order = [language, *codes()]
    rows = versions.filter(locale__language_code__in=codes())
    for key, pk, code in rows.values_list("translation_key", "pk", "locale__language_code"):
        ranked = (order.index(code), pk, code)
        chosen[key] = min(chosen.get(key, ranked), ranked)
    shown = [chosen[key] for key in keys if key in chosen]
    other = {pk: code if code != language else "" for _rank, pk, code in shown}
    return [CitingCase(case, other[case.pk]) for case in case_cards(other)]


def resources_on(case: CaseStudyPage, language: str, user: Any) -> list[Entry]:
    """Return the resources that a case study uses, from memory: no query of its own."""
    index, visible = visible_index(language, user)
    bits = index.citing.get(case.translation_key, 0) & visible
    return [index.entries[at] for at in index.ordered(bits, "title")]


def collections_with(page: ResourcePage, language: str, user: Any) -> list[CollectionPage]:
    """Return the collections of a language that hold a resource and that the reader may see."""
    index, visible = visible_index(language, user)
    at = index.by_key.get(page.translation_key)
    holding = Q(items__resource__translation_key=page.translation_key) | ~Q(query="")
    found = visible_pages(
        CollectionPage.objects.filter(holding, locale__language_code=language)
        .select_related("locale")
        .distinct()
        .order_by("path"),
        user,
    )
    return [
        each
        for each in found
        if not each.query or (at is not None and _matches(index, visible, each.query) >> at & 1)
    ][:MOST_COLLECTIONS]


def _matches(index: LibraryIndex, visible: Bits, query: str) -> Bits:
    return index.matching(parse(QueryDict(query)), visible)


def _seen(index: LibraryIndex, visible: Bits, key: Any) -> Entry | None:
    at = index.by_key.get(key)
    return index.entries[at] if at is not None and visible >> at & 1 else None
