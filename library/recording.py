"""Turns resources and case studies into plain records, and plain records into resources.

``record_of`` tells all of a record, for whoever may edit it: imports compare with it. What readers
are given comes from ``records_for``, which leaves out what a reader may not have.
"""

import mimetypes
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from casestudies.choices import OrganisationRole, Precision
from casestudies.models import CaseStudyPage
from justcities.core import memo
from justcities.core.access import can_see_page, visible_pages
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.schemes import Scheme
from library.applying import apply, page_of_key, put_relations
from library.choices import IdentifierKind
from library.models import CollectionItem, CollectionPage, ResourceFile, ResourcePage
from library.permissions import can_open_files, folder_is_open
from library.queries import AT_ONCE
from library.record import Agent, FileRef, Record

__all__ = [
    "CASE_STUDY",
    "apply",
    "page_of_key",
    "put_relations",
    "reader_record",
    "record_of",
    "record_of_case",
    "records_for",
    "records_of",
]

CASE_STUDY = "case-study"
"""The kind of a case study's record. No concept of the scheme *resource type* has this notation."""

_AUTHORS = (OrganisationRole.LEAD, OrganisationRole.PARTNER)


def record_of(page: ResourcePage, collections: Iterable[str] = ()) -> Record:
    """Return all of a resource as a record, as those who may edit it see it.

    Args:
        page: loaded by ``library.queries.for_page`` this makes no query; unsaved pages are fine.
        collections: names of the collections it stands in, which the page itself doesn't know.
    """
    language = _language(page)
    found = _identifiers(page)
    dois = found[IdentifierKind.DOI]
    return Record(
        title=page.cited_title or page.title,
        kind=page.resource_type.key if page.resource_type else "",
        agents=[Agent(item.name, item.given, item.role) for item in page.agents.all()],
        date=page.date,
        publisher=page.publisher,
        container=page.container,
        volume=page.volume,
        issue=page.issue,
        page_range=page.page_range,
        languages=list(page.languages),
        summary=page.summary,
        why=page.why,
        doi=dois[0] if dois else "",
        isbn=found[IdentifierKind.ISBN],
        issn=found[IdentifierKind.ISSN],
        urls=found[IdentifierKind.URL] + [f"https://doi.org/{doi}" for doi in dois[1:]],
        licence=page.licence,
        rights_holder=page.rights_holder,
        page_count=page.page_count,
        minutes=page.minutes,
        access=page.access,
        concepts=_concepts(page),
        places=[
            name for item in page.places.all() if (name := place_name(item.city, item.area, None))
        ],
        tags=[item.tag.label(language or None) for item in page.tagged_items.all()],
        relations=[
            (item.kind, item.target.cited_title or item.target.title)
            for item in page.relations.all()
        ],
        collections=list(collections),
        files=[_file(item) for item in page.files.all()],
        key=page.imported_as or str(page.translation_key),
        language=language,
    )


def record_of_case(page: CaseStudyPage) -> Record:
    """Return a case study as a record, with a place no more exact than it allows.

    Args:
        page: loaded by ``casestudies.queries.for_page`` this makes no query but for its address.
    """
    language = _language(page)
    published = page.first_published_at
    date = str(page.edition or (published.date().isoformat() if published else ""))
    city = page.city if page.precision != Precision.REGION else None
    place = place_name(city, page.country, page.region)
    return Record(
        title=page.title,
        kind=CASE_STUDY,
        agents=[Agent(item.name) for item in page.organisations.all() if item.role in _AUTHORS],
        date=date,
        publisher=settings.WAGTAIL_SITE_NAME,
        languages=[language] if language else [],
        summary=page.summary,
        urls=[url] if (url := page.full_url) else [],
        licence=page.licence,
        concepts=_concepts(page),
        places=[place] if place else [],
        tags=[item.tag.label(language or None) for item in page.tagged_items.all()],
        key=str(page.translation_key),
        language=language,
    )


def records_of(pages: Iterable[Page]) -> Iterator[Record]:
    """Return all of many resources and case studies, as :func:`record_of` does.

    One query for the names of the collections of each 200.
    """
    for several in _batches(pages):
        names = _collections(several, CollectionPage.objects.all())
        for page in several:
            yield _record(page, names)


def records_for(pages: Iterable[Page], user: Any = None) -> Iterator[Record]:
    """Return what a reader may have of many resources and case studies.

    Pages the reader may not see are passed over, even where a caller hands them in. Files are left
    out where the reader may not open them, collections and related resources where the reader may
    not see them.

    Args:
        pages: loaded with what their records need (``library.queries.for_records``).
        user: the reader, or None for the public.
    """
    reader = user or AnonymousUser()
    for several in _batches(pages):
        yield from _for_reader(several, reader)


def _for_reader(pages: list[Page], reader: Any) -> list[Record]:
    """Return a batch of records for a reader; what the rules read, they read once for all."""
    token = memo.open_memo()
    try:
        seen = [page for page in pages if can_see_page(reader, page)]
        names = _collections(seen, visible_pages(CollectionPage.objects.all(), reader))
        records = [_record(page, names) for page in seen]
        for record, page in zip(records, seen, strict=True):
            if isinstance(page, ResourcePage):
                _leave_out(record, page, reader)
        return records
    finally:
        memo.close_memo(token)


def reader_record(page: ResourcePage, reader: Any) -> Record:
    """Return what a reader may have of one resource that the reader may see."""
    record = record_of(page)
    _leave_out(record, page, reader)
    return record


def _leave_out(record: Record, page: ResourcePage, reader: Any) -> None:
    """Take out of a record the files and relations that are not for this reader."""
    opens = can_open_files(reader, page)
    record.files = [
        _file(item)
        for item in page.files.all()
        if item.document is None or (opens and folder_is_open(reader, item.document))
    ]
    record.relations = [
        (item.kind, item.target.cited_title or item.target.title)
        for item in page.relations.all()
        if can_see_page(reader, item.target)
    ]


def _record(page: Page, collections: dict[int, list[str]]) -> Record:
    if isinstance(page, CaseStudyPage):
        return record_of_case(page)
    return record_of(page, collections.get(page.pk, ()))


def _batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    batch: list[Page] = []
    for page in pages:
        batch.append(page)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _collections(pages: list[Page], allowed: Any) -> dict[int, list[str]]:
    """Return by key of each resource the titles of the allowed collections that hold it.

    A collection is named once, in the resource's language where it is translated into it.
    """
    resources = [page for page in pages if isinstance(page, ResourcePage)]
    wanted = {page.translation_key for page in resources}
    if not wanted:
        return {}
    rows = (
        CollectionItem.objects.filter(resource__translation_key__in=wanted, page__in=allowed)
        .order_by("page__path")
        .values_list(
            "resource__translation_key",
            "page__translation_key",
            "page__locale_id",
            "page__title",
        )
    )
    held: dict[Any, dict[Any, dict[int, str]]] = {}
    for key, collection, locale, title in rows:
        held.setdefault(key, {}).setdefault(collection, {})[locale] = title
    return {
        page.pk: [
            titles.get(page.locale_id, next(iter(titles.values())))
            for titles in held.get(page.translation_key, {}).values()
        ]
        for page in resources
    }


def _language(page: Page) -> str:
    return page.locale.language_code if page.locale_id else ""


def _identifiers(page: ResourcePage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {kind.value: [] for kind in IdentifierKind}
    for item in page.identifiers.all():
        found[item.kind].append(item.value)
    return found


def _concepts(page: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in page.concept_links.all():
        if link.concept.scheme != Scheme.RESOURCE_TYPE:
            found.setdefault(link.concept.scheme, []).append(link.concept.key)
    return found


def place_name(city: City | None, country: Concept | None, region: Concept | None) -> str:
    """Return a place as records name it: ``Freetown, SL``, ``SL`` or the notation of a region."""
    if city and country:
        return f"{city.name}, {country.key}"
    area = country or region
    return area.key if area else ""


def _file(item: ResourceFile) -> FileRef:
    link, media_type = item.link, ""
    if item.document:
        link = urljoin(settings.BASE_URL, item.document.url)
        media_type = mimetypes.guess_type(item.document.filename)[0] or ""
    return FileRef(
        link=link,
        label=item.label,
        role=item.role,
        language=item.language,
        media_type=media_type,
    )
