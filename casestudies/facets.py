"""An index of the case studies in one language, kept in memory, that counts by sets of bits.

Ten facets whose counts each ignore their own choice are ten counts over all pages in SQL; at 10,000
pages that alone takes longer than everything else on the page. Here each value of each facet is one
integer whose bits say which case studies have it. A filter is an AND of ORs, a count is
``int.bit_count``: microseconds, the same in every shape of the site (docs/adr/0009).

The index holds every live case study, with the rules of access above each; who may see what is
decided for each request from the tokens the reader holds (``justcities.core.access``).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from casestudies.choices import Precision, Status
from casestudies.filters import SCHEME_FACETS, Filters
from casestudies.models import (
    CaseStudyConcept,
    CaseStudyIndexPage,
    CaseStudyPage,
    CaseStudyTag,
)
from justcities.core import access
from justcities.core.versions import Kept
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import words
from justcities.vocabulary.text import fold

VERSIONS = ("case-studies", "vocabulary")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Bits = int


@dataclass(frozen=True)
class Entry:
    """What the listing, the map and the feed need of one case study without loading it."""

    pk: int
    slug: str
    title: str
    published: datetime
    confirmed: str
    number: int | None
    edition: int | None
    city: int | None
    country: int | None
    region: int | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class ListingPage:
    """The page that lists the case studies of a language."""

    path: str
    url: str
    title: str


@dataclass
class FacetIndex:
    """The case studies of one language, as entries and sets of bits over their positions."""

    entries: list[Entry] = field(default_factory=list)
    orders: dict[str, list[int]] = field(default_factory=dict)
    values: dict[str, dict[str, Bits]] = field(default_factory=dict)
    rules: dict[tuple[frozenset[str], ...], Bits] = field(default_factory=dict)
    labels: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    parents: dict[tuple[str, str], str] = field(default_factory=dict)
    ranks: dict[tuple[str, str], int] = field(default_factory=dict)
    cities: dict[int, str] = field(default_factory=dict)
    places: dict[int, tuple[str, str]] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    listing: ListingPage | None = None

    def visible(self, held: frozenset[str]) -> Bits:
        """Return the case studies that a reader with these tokens may see."""
        bits = 0
        for needed, pages in self.rules.items():
            if all(held & each for each in needed):
                bits |= pages
        return bits

    def known(self, key: str, value: str) -> bool:
        """Tell whether any case study has this value."""
        return value in self.values.get(key, {})

    def matching(self, filters: Filters, visible: Bits, without: str | None = None) -> Bits:
        """Return the case studies that fit a choice, perhaps without one facet's part of it."""
        bits = visible
        for key, chosen in filters.chosen.items():
            if key == without:
                continue
            known = self.values.get(key, {})
            either = 0
            for value in chosen:
                either |= known.get(value, 0)
            bits &= either
        return bits

    def ordered(self, bits: Bits, sort: str) -> list[int]:
        """Return the positions in a set, in the order asked for."""
        flags = bin(bits)[:1:-1]
        length = len(flags)
        return [at for at in self.orders[sort] if at < length and flags[at] == "1"]


def index_for(language: str) -> FacetIndex:
    """Return the index of a language's case studies; one query where nothing has changed."""
    return _kept.get(language)


def build(language: str) -> FacetIndex:
    """Read all live case studies of a language into a new index, in about ten queries."""
    index = FacetIndex()
    pages = (
        CaseStudyPage.objects.filter(locale__language_code=language, live=True)
        .order_by("-last_confirmed", "-first_published_at", "pk")
        .values_list(
            "pk",
            "path",
            "slug",
            "title",
            "first_published_at",
            "last_confirmed",
            "number",
            "edition",
            "city_id",
            "country_id",
            "region_id",
            "latitude",
            "longitude",
            "precision",
            "status",
        )
    )
    restrictions = access.restrictions()
    bits: dict[str, dict[str, Bits]] = defaultdict(lambda: defaultdict(int))
    rules: dict[tuple[frozenset[str], ...], Bits] = defaultdict(int)
    rows = list(pages)
    rows.sort(key=lambda row: row[5] is None)
    for position, row in enumerate(rows):
        bit = 1 << position
        exact = row[13] != Precision.REGION
        index.entries.append(
            Entry(
                pk=row[0],
                slug=row[2],
                title=row[3],
                published=row[4] or EPOCH,
                confirmed=row[5].isoformat() if row[5] else "",
                number=row[6],
                edition=row[7],
                city=row[8] if exact else None,
                country=row[9],
                region=row[10],
                latitude=row[11] if exact else None,
                longitude=row[12] if exact else None,
            )
        )
        index.positions[row[0]] = position
        rules[tuple(access.tokens_of_path(row[1], restrictions))] |= bit
        bits["status"][row[14]] |= bit
        if row[7]:
            bits["edition"][str(row[7])] |= bit
    index.rules = dict(rules)
    _read_concepts(index, bits, language)
    index.values = {key: dict(values) for key, values in bits.items()}
    index.listing = _listing(language)
    index.orders = _orders(index)
    return index


def _read_concepts(index: FacetIndex, bits: dict[str, dict[str, Bits]], language: str) -> None:
    """Set the bits of everything coded by a concept, and keep what is shown of the concepts."""
    concepts: dict[int, tuple[Any, ...]] = {
        row[0]: row
        for row in Concept.objects.values_list(
            "pk", "scheme", "notation", "slug", "broader_id", "sort_order", "name"
        )
    }
    shown = words(language).labels
    facet_of = {scheme.value: key for key, scheme in SCHEME_FACETS.items()}
    facet_of |= {Scheme.REGION.value: "region", Scheme.COUNTRY.value: "country"}

    def mark(pk: int, position: int, facet: str) -> None:
        """Set a concept's bit and that of every concept of its scheme above it."""
        scheme, above = concepts[pk][1], pk
        seen: set[int] = set()
        while above in concepts and concepts[above][1] == scheme and above not in seen:
            bits[facet][concepts[above][2] or concepts[above][3]] |= 1 << position
            used.add((facet, above))
            seen.add(above)
            above = concepts[above][4]

    used: set[tuple[str, int]] = set()
    links = CaseStudyConcept.objects.filter(
        page_id__in=CaseStudyPage.objects.filter(locale__language_code=language, live=True).values(
            "pk"
        ),
        concept__scheme__in=[scheme.value for scheme in SCHEME_FACETS.values()],
    ).values_list("page_id", "concept_id")
    for page, pk in links:
        if page in index.positions:
            mark(pk, index.positions[page], facet_of[concepts[pk][1]])
    tags = CaseStudyTag.objects.values_list("content_object_id", "tag_id")
    for page, pk in tags:
        if page in index.positions and pk in concepts:
            # A keyword that was promoted into a list is found there, whoever still has it as a tag.
            mark(pk, index.positions[page], facet_of.get(concepts[pk][1], "tag"))
    for position, entry in enumerate(index.entries):
        if entry.country in concepts:
            mark(entry.country, position, "country")
        if entry.region in concepts:
            mark(entry.region, position, "region")

    for facet, pk in used:
        _pk, _scheme, notation, slug, broader, rank, name = concepts[pk]
        key = (facet, notation or slug)
        index.labels[key] = shown.get(pk, (name, ""))
        index.ranks[key] = rank
        if broader in concepts and concepts[broader][1] == _scheme:
            index.parents[key] = concepts[broader][2] or concepts[broader][3]
    named = {entry.country for entry in index.entries} | {e.region for e in index.entries}
    index.places = {pk: shown.get(pk, (concepts[pk][6], "")) for pk in named if pk in concepts}
    cities = {entry.city for entry in index.entries if entry.city is not None}
    index.cities = {
        city.pk: city.display_name(language) for city in City.objects.filter(pk__in=cities)
    }


def _listing(language: str) -> ListingPage | None:
    page = CaseStudyIndexPage.objects.filter(locale__language_code=language, live=True).first()
    return ListingPage(page.path, page.url or "", page.title) if page else None


def _orders(index: FacetIndex) -> dict[str, list[int]]:
    every = range(len(index.entries))
    entries = index.entries

    def city(at: int) -> tuple[bool, str]:
        name = index.cities.get(entries[at].city or 0, "")
        return (not name, fold(name))

    return {
        "confirmed": list(every),
        "newest": sorted(
            every, key=lambda at: (entries[at].published, entries[at].pk), reverse=True
        ),
        "city": sorted(every, key=city),
        "title": sorted(every, key=lambda at: fold(entries[at].title)),
    }


def status_label(value: str) -> str:
    """Return the words for a status value."""
    return str(Status(value).label)


_kept = Kept(build, *VERSIONS)
