"""The index of the library as readers of one language see it, kept in memory (docs/adr/0009).

A record describes a work in the work's own language, so a reader is shown every record: in the
reader's language where it is translated, else as it was written, and told so (docs/adr/0015). One
entry stands for all versions of a record.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from justcities.core import access
from justcities.core.languages import codes
from justcities.core.licences import is_open
from justcities.core.versions import Kept
from justcities.vocabulary.listing.building import Building
from justcities.vocabulary.listing.index import EPOCH, Bits, FacetIndex, ListingPage
from justcities.vocabulary.listing.offer import YES
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.text import fold
from library.models import (
    LibraryIndexPage,
    ResourceCitation,
    ResourceConcept,
    ResourceFile,
    ResourcePage,
    ResourcePlace,
    ResourceTag,
)
from library.offer import OFFER

VERSIONS = ("library", "vocabulary")
CODED = (Scheme.RESOURCE_TYPE, Scheme.THEME, Scheme.POPULATION_GROUP, Scheme.SDG_TARGET)


@dataclass(frozen=True)
class Entry:
    """What a list, a title beside a page and a feed need of one record without loading it.

    ``language`` is that of the version shown, ``url`` its address; ``kind`` is the concept that
    says what kind of thing it is.
    """

    pk: int
    key: UUID
    title: str
    url: str
    language: str
    published: datetime
    year: str
    kind: int | None = None


@dataclass
class LibraryIndex(FacetIndex[Entry]):
    """The records of the library for readers of one language.

    Attributes:
        kinds: what kind of thing a record is, in words with their language, by concept.
        by_key: an entry's position by the record's translation key.
        citing: the records that a case study cites, by the case study's translation key.
    """

    kinds: dict[int, tuple[str, str]] = field(default_factory=dict)
    by_key: dict[UUID, int] = field(default_factory=dict)
    citing: dict[UUID, Bits] = field(default_factory=dict)

    def kind_of(self, entry: Entry) -> tuple[str, str]:
        """Return the words for what kind of thing a record is, and their language."""
        return self.kinds.get(entry.kind or 0, ("", ""))


def index_for(language: str) -> LibraryIndex:
    """Return the library's index for a language; one query where nothing has changed."""
    return _kept.get(language)


def build(language: str) -> LibraryIndex:
    """Read all live records, one version of each, into a new index, in about twelve queries."""
    index = LibraryIndex()
    building = Building(index, OFFER, language)
    restrictions = access.restrictions()
    bases = _bases()
    rows = _versions(language)
    kinds = dict(
        ResourceConcept.objects.filter(concept__scheme=Scheme.RESOURCE_TYPE)
        .order_by("-sort_order")
        .values_list("page_id", "concept_id")
    )
    for row in rows:
        entry = Entry(
            pk=row["pk"],
            key=row["translation_key"],
            title=row["title"],
            url=bases.get(row["path"][: -ResourcePage.steplen], "") + f"{row['slug']}/",
            language=row["locale__language_code"],
            published=row["first_published_at"] or EPOCH,
            year=row["date"][:4],
            kind=kinds.get(row["pk"]),
        )
        needed = access.tokens_of_path(row["path"], restrictions)
        position = building.add(entry, [*needed, frozenset({row["access"]})])
        index.by_key[entry.key] = position
        _mark_facts(building, row, position)
    _code(building, index)
    building.finish()
    index.kinds = {
        pk: building.name(pk) for pk in {entry.kind for entry in index.entries} if pk is not None
    }
    _cite(index)
    listing = LibraryIndexPage.objects.filter(locale__language_code=language, live=True).first()
    if listing:
        index.listing = ListingPage(listing.path, listing.url or "", listing.title)
    index.orders = _orders(index)
    return index


def _bases() -> dict[str, str]:
    """Return the addresses of all lists of resources, by their tree path."""
    return {page.path: page.url or "" for page in LibraryIndexPage.objects.all()}


def _versions(language: str) -> list[dict[str, Any]]:
    """Return one live version of each record, those added last first.

    The one in the reader's language, else the one it was written in, else the first in the site's
    order.
    """
    order = {code: number for number, code in enumerate(codes(), start=2)}
    found: dict[UUID, tuple[int, dict[str, Any]]] = {}
    rows = (
        ResourcePage.objects.filter(live=True, locale__language_code__in=codes())
        .order_by("-first_published_at", "-pk")
        .values(
            "pk",
            "path",
            "slug",
            "title",
            "translation_key",
            "locale__language_code",
            "original_language",
            "first_published_at",
            "access",
            "date",
            "languages",
            "licence",
        )
    )
    for row in rows.iterator(chunk_size=2_000):
        code = row["locale__language_code"]
        rank = 0 if code == language else 1 if code == row["original_language"] else order[code]
        known = found.get(row["translation_key"])
        if known is None or rank < known[0]:
            found[row["translation_key"]] = (rank, dict(row))
    chosen = [row for _rank, row in found.values()]
    chosen.sort(key=lambda row: (row["first_published_at"] or EPOCH, row["pk"]), reverse=True)
    return chosen


def _mark_facts(building: Building, row: dict[str, Any], position: int) -> None:
    building.mark("access", row["access"], position)
    if row["date"]:
        building.mark("year", row["date"][:4], position)
    for code in row["languages"]:
        building.mark("language", code, position)
    if row["licence"]:
        building.mark("licence", row["licence"], position)
    if is_open(row["licence"]):
        building.mark("open", YES, position)


def _code(building: Building, index: LibraryIndex) -> None:
    """Read what the records are coded with, where they are about, and which have files."""
    at = index.positions
    concepts = ResourceConcept.objects.filter(concept__scheme__in=CODED)
    links = concepts.values_list("page_id", "concept_id")
    tags = ResourceTag.objects.values_list("content_object_id", "tag_id")
    places = list(
        ResourcePlace.objects.exclude(area=None).values_list("page_id", "area_id").distinct()
    )
    # Of a country the smallest region it lies in.
    regions = [(page, building.above(area)) for page, area in places]
    for coded in (links, tags, places, regions):
        for page, pk in coded:
            if page in at:
                building.code(pk, at[page])
    # Files of a record without a rights statement are closed, so it has none to offer.
    with_files = ResourceFile.objects.exclude(Q(document=None) | Q(page__licence=""))
    for page in with_files.values_list("page_id", flat=True).distinct():
        if page in at:
            building.mark("file", YES, at[page])


def _cite(index: LibraryIndex) -> None:
    citing: dict[UUID, Bits] = defaultdict(int)
    rows = ResourceCitation.objects.values_list("page_id", "case__translation_key")
    for page, key in rows:
        if page in index.positions:
            citing[key] |= 1 << index.positions[page]
    index.citing = dict(citing)


def _orders(index: LibraryIndex) -> dict[str, list[int]]:
    every = range(len(index.entries))
    entries = index.entries
    return {
        "added": list(every),
        "published": sorted(every, key=lambda at: entries[at].year, reverse=True),
        "title": sorted(every, key=lambda at: fold(entries[at].title)),
    }


_kept = Kept(build, *VERSIONS)
