"""A source's collections become collections of the library: drafts, with their records in order."""

import hashlib

from django.db import transaction
from django.utils.text import slugify

from library.importing.keys import source_name
from library.importing.places import Shelves
from library.importing.progress import Progress
from library.models import CollectionItem, CollectionPage, Import

TITLE_LENGTH = 255
CHUNK = 500


def put_into_collections(of: Import, progress: Progress) -> None:
    """Put the records that were brought in into their collections, made where they are missing.

    A collection that is there keeps its order; what is new comes at its end. Of one that is
    published, the new order waits as a draft.
    """
    shelves = Shelves(of)
    for name, resources in progress.through(_members(of).items()):
        with transaction.atomic():
            page = _page(of, name, shelves)
        if page is not None and not page.query:
            _fill(of, page, resources, progress)


def _members(of: Import) -> dict[str, list[int]]:
    """Return the keys of records by the name of their collection, in the order of the source."""
    found: dict[str, list[int]] = {}
    rows = of.rows.filter(written=True, resource__isnull=False).order_by("number")
    for record, pk in rows.values_list("record", "resource_id").iterator():
        for name in record.get("collections", []):
            found.setdefault(name, []).append(pk)
    return found


def _fill(of: Import, page: CollectionPage, resources: list[int], progress: Progress) -> None:
    """Put records into a collection; those of a draft are stored in transactions of a few each."""
    draft = page.get_latest_revision_as_object()
    drafted = [item.resource_id for item in draft.items.all()]
    if page.live:
        missing = _missing(resources, drafted)
        draft.items = [*draft.items.all(), *_items(missing, len(drafted))]
    else:
        stored = list(page.items.values_list("resource_id", flat=True))
        if _missing(drafted, stored):
            # Unpublished with a newer draft: that is what goes on.
            draft.save()
            stored = drafted
        missing = _missing(resources, stored)
        for start in range(0, len(missing), CHUNK):
            items = _items(missing[start : start + CHUNK], len(stored) + start)
            for item in items:
                item.page = page
            CollectionItem.objects.bulk_create(items)
            progress.stamp()
        draft = CollectionPage.objects.get(pk=page.pk)
        # What was stored before a process died is in no revision yet.
        missing = missing or _missing(stored, drafted)
    if not missing:
        return
    with transaction.atomic():
        if not page.live:
            draft.save()
        draft.save_revision(user=of.made_by, log_action=True)


def _missing(wanted: list[int], present: list[int]) -> list[int]:
    known = set(present)
    return [pk for pk in dict.fromkeys(wanted) if pk not in known]


def _items(resources: list[int], start: int) -> list[CollectionItem]:
    return [CollectionItem(resource_id=pk, sort_order=at) for at, pk in enumerate(resources, start)]


def _page(of: Import, name: str, shelves: Shelves) -> CollectionPage | None:
    """Return the collection of this name: as brought in before, as titled so, or a new one.

    A name too long for a title is told by its hash, and its beginning is the title.
    """
    key = _key(of, name)
    found = CollectionPage.objects.filter(imported_as=key).first()
    language, problem = shelves.language_for(of.language)
    if found is None and not problem:
        found = CollectionPage.objects.child_of(shelves.page(language)).filter(title=name).first()
    if found is not None or problem:
        return found
    parent = shelves.page(language)
    parent.refresh_from_db()
    page = CollectionPage(
        title=name if len(name) <= TITLE_LENGTH else f"{name[: TITLE_LENGTH - 1]}…",
        slug=_slug(parent, name),
        imported_as=key,
        locale=parent.locale,
        live=False,
        owner=of.made_by,
    )
    parent.add_child(instance=page)
    of.made_collections.append(page.pk)
    of.save(update_fields=["made_collections"])
    return page


def _key(of: Import, name: str) -> str:
    key = f"{source_name(of)}:{name}"
    return key if len(key) <= 255 else hashlib.sha256(key.encode()).hexdigest()


def _slug(parent: object, name: str) -> str:
    base = slugify(name, allow_unicode=True)[:100].strip("-") or "collection"
    slug, number = base, 1
    while not CollectionPage._slug_is_available(slug, parent):
        number += 1
        slug = f"{base}-{number}"
    return slug
