"""Loads the sample library: records with their files, and collections.

The files lie beside the texts, in ``library/files``; ``library/README.md`` says where each comes
from. They were made by ``tools/sample_library/make.py``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection, Locale, Page

from casestudies.models import CaseStudyPage
from home.demo import texts
from home.demo.drafts import Studio, slug_of
from home.demo.made import recall, remember
from home.demo.publishing import existing, publish_new
from home.demo.streams import stream
from home.demo.texts import ContentError, Texts
from home.demo.translations import translate
from justcities.assets.models import SiteDocument
from justcities.vocabulary.models import City
from justcities.vocabulary.schemes import Scheme
from library.models import (
    CollectionItem,
    CollectionPage,
    ResourceAgent,
    ResourceCitation,
    ResourceConcept,
    ResourceFile,
    ResourcePage,
    ResourcePlace,
    ResourceRelation,
)

FOLDER = Path(__file__).parent / "library"
FILES = FOLDER / "files"
PARTS = ("declaration", "elsewhere", "cases", "own")
LIBRARY = "library"
DAYS_BETWEEN = 5
DAYS_TO_TRANSLATION = 6


def records() -> list[dict[str, Any]]:
    """Return all records of the sample library, related ones after those they point to."""
    return [record for part in PARTS for record in texts.table(f"library/{part}")["records"]]


def collections() -> list[dict[str, Any]]:
    """Return the collections."""
    return list(texts.table("library/collections")["collections"])


def languages_of(entry: dict[str, Any], among: Iterable[str]) -> list[str]:
    """Return those of some languages that a record or collection is described in, in order."""
    return [code for code in among if isinstance(entry.get(code), dict)]


@dataclass
class Shelves:
    """One run of loading the library.

    Args:
        studio: concepts and keywords to describe with.
        pages: the sample pages made so far, by language and key.
        locales: the languages by code.
        now: the moment of loading.
    """

    studio: Studio
    pages: dict[str, dict[str, Page]]
    locales: dict[str, Locale]
    now: datetime
    made: dict[str, ResourcePage] = field(default_factory=dict)

    def load(self) -> None:
        """Load what is missing of records, translations and collections.

        Raises:
            ContentError: a text names something that does not exist.
        """
        every = records()
        for number, record in enumerate(every):
            moment = self.now - timedelta(days=(len(every) - number) * DAYS_BETWEEN)
            self._load(record, ResourcePage, self._resource, moment)
        for collection in collections():
            moment = self.now - timedelta(days=DAYS_BETWEEN)
            self._load(collection, CollectionPage, self._collection, moment)

    def _load(self, entry: dict[str, Any], model: type[Page], build: Any, moment: datetime) -> None:
        described = languages_of(entry, self.locales)
        if not described:
            return
        own, *others = described
        key = f"{model._meta.model_name}:{entry['key']}"
        parent = self.pages[own][LIBRARY]
        page = existing(key, own, model, parent, self.locales[own].pk)
        if page is None:
            with transaction.atomic():
                page = publish_new(build(entry, own), parent, key, own, moment)
        if isinstance(page, ResourcePage):
            self.made[entry["key"]] = page
        for code in others:
            locale = self.locales[code]
            below = self.pages[code][LIBRARY]
            if existing(key, code, model, below, locale.pk) is None:
                wording = build(entry, code)
                later = moment + timedelta(days=DAYS_TO_TRANSLATION)
                translate(page, wording, locale, key, later)

    def _words(self, model: type[Page], entry: dict[str, Any], code: str) -> Any:
        said: Texts = entry[code]
        return model(
            locale=self.locales[code],
            title=said["title"],
            slug=slug_of(said["title"]),
            summary=said["summary"],
            search_description=said["summary"],
            live=False,
        )

    def _resource(self, record: dict[str, Any], code: str) -> ResourcePage:
        page: ResourcePage = self._words(ResourcePage, record, code)
        page.why = record[code].get("why", "")
        for name in ("date", "publisher", "languages", "licence", "access", "minutes"):
            if name in record:
                setattr(page, name, record[name])
        concepts = [
            self.studio.concept(scheme, notation, record["key"])
            for scheme, notations in record["concepts"].items()
            for notation in notations
        ]
        page.concept_links.set(
            [
                ResourceConcept(concept=concept, sort_order=number)
                for number, concept in enumerate(concepts)
            ]
        )
        page.agents.set(
            [
                ResourceAgent(name=name, given=given, role=role, sort_order=number)
                for number, (name, given, role) in enumerate(record["agents"])
            ]
        )
        page.places.set(list(self._places(record)))
        page.relations.set(
            [
                ResourceRelation(kind=kind, target=self.made[target], sort_order=number)
                for number, (kind, target) in enumerate(record.get("relations", []))
            ]
        )
        page.citations.set(
            [
                ResourceCitation(case=self._case(record, key), sort_order=number)
                for number, key in enumerate(record.get("cases", []))
            ]
        )
        page.files.set(list(self._files(record, page)))
        return page

    def _case(self, record: dict[str, Any], key: str) -> CaseStudyPage:
        for pages in self.pages.values():
            if isinstance(pages.get(key), CaseStudyPage):
                return pages[key]
        raise ContentError(f"{record['key']}: there is no case study “{key}”")

    def _places(self, record: dict[str, Any]) -> Iterator[ResourcePlace]:
        where = record["key"]
        for number, code in enumerate(record.get("places", [])):
            country = self.studio.concept(Scheme.COUNTRY.value, code, where)
            cities = record.get("cities", [])
            city = None
            if number < len(cities):
                city = City.objects.filter(country=country, name=cities[number]).first()
                if city is None:
                    raise ContentError(f"{where}: the gazetteer has no {cities[number]}")
            yield ResourcePlace(city=city, area=country, sort_order=number)

    def _files(self, record: dict[str, Any], page: ResourcePage) -> Iterator[ResourceFile]:
        number = 0
        for file in record.get("files", []):
            yield ResourceFile(
                document=document(file["file"], page.title),
                language=file.get("language", ""),
                role=file.get("role", "work"),
                sort_order=number,
            )
            number += 1
        for link in record.get("links", []):
            yield ResourceFile(link=link["link"], language=link["language"], sort_order=number)
            number += 1

    def _collection(self, entry: dict[str, Any], code: str) -> CollectionPage:
        page: CollectionPage = self._words(CollectionPage, entry, code)
        said = entry[code]
        page.introduction = stream(
            f"{entry['key']}.introduction",
            [{"type": "text", "paragraphs": [said["introduction"]]}],
        )
        page.query = entry.get("query", "")
        keys = entry.get("items", [])
        notes = said.get("notes", [""] * len(keys))
        page.items.set(
            [
                CollectionItem(resource=self.made[key], note=note, sort_order=number)
                for number, (key, note) in enumerate(zip(keys, notes, strict=True))
            ]
        )
        return page


def document(name: str, title: str) -> SiteDocument:
    """Return the document of a packaged file, made where it is missing.

    Raises:
        ContentError: there is no such file.
    """
    key = f"document:{name}"
    found: SiteDocument | None = recall(key)
    if found is not None:
        return found
    path = FILES / name
    if not path.is_file():
        raise ContentError(f"{title}: there is no file “{name}”")
    made = SiteDocument(title=title[:255], collection=folder())
    made.file.save(name, ContentFile(path.read_bytes()), save=False)
    made.file_size = path.stat().st_size
    made.save()
    remember(key, made)
    return made


def folder() -> Collection:
    """Return the file folder of the sample library, made where it is missing."""
    key = "collection:library"
    found: Collection | None = recall(key)
    if found is None:
        found = Collection.get_first_root_node().add_child(name="Sample library")
        remember(key, found)
    return found
