"""Makes any number of varied records of the library for measuring, in bulk, like ``generate``."""

from datetime import timedelta
from random import Random
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from home.demo.generate import BATCH, insert
from justcities.core.licences import Rights
from justcities.core.versions import bump
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.schemes import Scheme
from library.forms import MANY, ONE
from library.models import (
    LibraryIndexPage,
    ResourceAgent,
    ResourceConcept,
    ResourceFile,
    ResourcePage,
    ResourcePlace,
)
from library.signals import NAME as LIBRARY

CITIES = 1_000
WHAT = ("Field guide", "Report", "Toolkit", "Model by-law", "Checklist", "Map")
ON = ("leases read aloud", "counting rooms", "the night bus", "shade", "the pumps", "savings")
LANGUAGES = ("en", "fr", "es", "ar", "pt", "id", "sw", "hi")


def generate_resources(count: int, seed: int = 1) -> None:
    """Add records below the English list of the library.

    Args:
        count: how many.
        seed: the same seed, and as many records before, the same records.

    Raises:
        LookupError: there is no English library, no vocabulary or no gazetteer.
    """
    index = LibraryIndexPage.objects.filter(locale__language_code="en").first()
    if index is None:
        raise LookupError("There is no library yet: load_demo makes one.")
    random = Random(f"{seed} {index.numchild}")  # noqa: S311 (made-up pages)
    cities = list(City.objects.order_by("pk")[:CITIES])
    concepts: dict[str, list[int]] = {}
    rows = Concept.objects.filter(replaced_by=None).order_by("scheme", "sort_order", "pk")
    for scheme, pk in rows.values_list("scheme", "pk"):
        concepts.setdefault(scheme, []).append(pk)
    if not cities or Scheme.THEME not in concepts:
        raise LookupError("There are no cities or no themes: load_vocabulary and load_gazetteer.")
    before = index.numchild
    for start in range(0, count, BATCH):
        with transaction.atomic():
            drafts = [
                _draft(before + start + number, random)
                for number in range(min(BATCH, count - start))
            ]
            insert(index, drafts)
            _add_parts(drafts, random, cities, concepts)
    bump(LIBRARY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _draft(number: int, pick: Random) -> ResourcePage:
    title = f"{pick.choice(WHAT)} on {pick.choice(ON)}, part {number}"
    published = timezone.now() - timedelta(minutes=pick.randrange(3_000_000))
    return ResourcePage(
        title=title,
        cited_title=title,
        slug=f"{slugify(title)}-{number}",
        translation_key=UUID(int=pick.getrandbits(128)),
        summary=f"{title}: what one learns from it, in one sentence.",
        original_language="en",
        date=str(pick.randrange(1985, timezone.localdate().year + 1)),
        publisher="Doorway Freetown",
        languages=pick.sample(LANGUAGES, pick.choice((1, 1, 1, 2))),
        licence=pick.choice([*Rights.values, ""]),
        page_count=pick.randrange(2, 300),
        access="members" if pick.random() < 0.02 else "public",
        live=True,
        first_published_at=published,
        last_published_at=published,
    )


def _add_parts(
    drafts: list[ResourcePage], pick: Random, cities: list[City], concepts: dict[str, list[int]]
) -> None:
    links, agents, places, files = [], [], [], []
    for draft in drafts:
        chosen = [
            pk for scheme in MANY for pk in pick.sample(concepts[scheme], pick.choice((1, 2)))
        ]
        chosen += [pick.choice(concepts[scheme]) for scheme in ONE]
        links += [
            ResourceConcept(page_id=draft.pk, concept_id=pk, sort_order=order)
            for order, pk in enumerate(chosen)
        ]
        agents.append(ResourceAgent(page_id=draft.pk, name="Kamara", given="Isata"))
        city = pick.choice(cities)
        places.append(ResourcePlace(page_id=draft.pk, city=city, area_id=city.country_id))
        files.append(ResourceFile(page_id=draft.pk, link="https://www.example.org/resource"))
    ResourceConcept.objects.bulk_create(links)
    ResourceAgent.objects.bulk_create(agents)
    ResourcePlace.objects.bulk_create(places)
    ResourceFile.objects.bulk_create(files)
