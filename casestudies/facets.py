"""The index of the case studies in one language, kept in memory (docs/adr/0009)."""

from dataclasses import dataclass, field
from datetime import datetime

from casestudies.choices import Precision
from casestudies.filters import OFFER, SCHEME_FACETS
from casestudies.models import (
    CaseStudyConcept,
    CaseStudyIndexPage,
    CaseStudyPage,
    CaseStudyTag,
)
from justcities.core import access
from justcities.core.versions import Kept
from justcities.vocabulary.listing.building import Building
from justcities.vocabulary.listing.index import EPOCH, Bits, FacetIndex, ListingPage
from justcities.vocabulary.models import City
from justcities.vocabulary.text import fold

__all__ = ["Bits", "CaseIndex", "Entry", "ListingPage", "build", "index_for"]

VERSIONS = ("case-studies", "vocabulary")


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


@dataclass
class CaseIndex(FacetIndex[Entry]):
    """The case studies of one language, and the names of their places."""

    cities: dict[int, str] = field(default_factory=dict)
    places: dict[int, tuple[str, str]] = field(default_factory=dict)


def index_for(language: str) -> CaseIndex:
    """Return the index of a language's case studies; one query where nothing has changed."""
    return _kept.get(language)


def build(language: str) -> CaseIndex:
    """Read all live case studies of a language into a new index, in about ten queries."""
    index = CaseIndex()
    building = Building(index, OFFER, language)
    live = CaseStudyPage.objects.filter(locale__language_code=language, live=True)
    pages = live.order_by("-last_confirmed", "-first_published_at", "pk").values_list(
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
    restrictions = access.restrictions()
    rows = list(pages)
    rows.sort(key=lambda row: row[5] is None)
    for row in rows:
        exact = row[13] != Precision.REGION
        entry = Entry(
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
        position = building.add(entry, access.tokens_of_path(row[1], restrictions))
        building.mark("status", row[14], position)
        if row[7]:
            building.mark("edition", str(row[7]), position)
        building.code(row[9], position)
        building.code(row[10], position)
    schemes = [scheme.value for scheme in SCHEME_FACETS.values()]
    links = CaseStudyConcept.objects.filter(
        page_id__in=live.values("pk"), concept__scheme__in=schemes
    ).values_list("page_id", "concept_id")
    tags = CaseStudyTag.objects.values_list("content_object_id", "tag_id")
    for coded in (links, tags):
        for page, pk in coded:
            if page in index.positions:
                building.code(pk, index.positions[page])
    building.finish()
    named = {entry.country for entry in index.entries} | {e.region for e in index.entries}
    index.places = {pk: building.name(pk) for pk in named if pk is not None and building.knows(pk)}
    cities = {entry.city for entry in index.entries if entry.city is not None}
    index.cities = {
        city.pk: city.display_name(language) for city in City.objects.filter(pk__in=cities)
    }
    index.listing = _listing(language)
    index.orders = _orders(index)
    return index


def _listing(language: str) -> ListingPage | None:
    page = CaseStudyIndexPage.objects.filter(locale__language_code=language, live=True).first()
    return ListingPage(page.path, page.url or "", page.title) if page else None


def _orders(index: CaseIndex) -> dict[str, list[int]]:
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


_kept = Kept(build, *VERSIONS)
