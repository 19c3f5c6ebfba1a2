"""A source's collections become collections of the library: drafts, with their records in order."""

import hashlib

from django.db import transaction
from django.utils.text import slugify

from library.importing.keys import source_name
from library.importing.places import Shelves
from library.models import CollectionItem, CollectionPage, Import

TITLE_LENGTH = 255


def put_into_collections(of: Import) -> None:
    """Put the records that were brought in into their collections, made where they are missing.

    A collection that is there keeps its order; what is new comes at its end. Of one that is
    published, the new order waits as a draft.
    """
    for name, resources in _members(of).items():
        with transaction.atomic():
            _fill(of, name, resources)


def _members(of: Import) -> dict[str, list[int]]:
    """Return the keys of records by the name of their collection, in the order of the source."""
    found: dict[str, list[int]] = {}
    rows = of.rows.filter(written=True, resource__isnull=False).order_by("number")
    for record, pk in rows.values_list("record", "resource_id").iterator():
        for name in record.get("collections", []):
            found.setdefault(name[:TITLE_LENGTH], []).append(pk)
    return found


def _fill(of: Import, name: str, resources: list[int]) -> None:
    page = _page(of, name)
    if page is None:
        return
    draft = page.get_latest_revision_as_object()
    present = [item.resource_id for item in draft.items.all()]
    missing = [pk for pk in resources if pk not in present]
    if not missing or draft.query:
        return
    draft.items = [
        *draft.items.all(),
        *(
            CollectionItem(resource_id=pk, sort_order=len(present) + position)
            for position, pk in enumerate(missing)
        ),
    ]
    if not page.live:
        draft.save()
    draft.save_revision(user=of.made_by, log_action=True)


def _page(of: Import, name: str) -> CollectionPage | None:
    """Return the collection of this name: as brought in before, as titled so, or a new one."""
    key = _key(of, name)
    found = CollectionPage.objects.filter(imported_as=key).first()
    shelves = Shelves(of)
    language, problem = shelves.language_for(of.language)
    if found is None and not problem:
        found = CollectionPage.objects.child_of(shelves.page(language)).filter(title=name).first()
    if found is not None or problem:
        return found
    parent = shelves.page(language)
    parent.refresh_from_db()
    page = CollectionPage(
        title=name,
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
