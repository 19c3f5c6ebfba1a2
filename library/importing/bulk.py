"""Inserts many new resources with a number of queries that hardly grows.

``add_child`` asks some forty queries a page, and two tasks a page would stand in the queue for its
two indexes. Here a batch is inserted table by table, and what Wagtail does around a page is done
for the batch: revisions, history, references, search of the admin. Django's ``post_save`` is not
sent; ``page_published`` is, for what is published.
"""

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, Model
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published

from library.models import LibraryIndexPage, ResourcePage

SLUG_LENGTH = 100


def insert(parent: LibraryIndexPage, pages: list[ResourcePage], user: Any, live: set[int]) -> None:
    """Insert unsaved resources below the library's page, in a transaction of the caller's.

    Each page gets its key, and a revision as its latest one.

    Args:
        parent: where they go; its row is locked until the transaction ends.
        pages: with all their children, in one language.
        user: whose work it is, or None.
        live: positions in the list of those that are published at once.
    """
    if not pages:
        return
    for page in pages:
        # What was never set would be asked from the database, once the page has a key.
        for relation in get_all_child_relations(ResourcePage):
            name = relation.get_accessor_name()
            setattr(page, name, list(getattr(page, name).all()))
    parent = LibraryIndexPage.objects.select_for_update().get(pk=parent.pk)
    _place(parent, pages, live, user)
    _insert_pages(parent, pages)
    _insert_children(pages)
    revisions = _insert_revisions(pages, user)
    _log(pages, revisions, user)
    _refer(pages)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(ResourcePage, pages)
    for page, revision in zip(pages, revisions, strict=True):
        if page.live:
            page_published.send(sender=ResourcePage, instance=page, revision=revision)


def _place(parent: LibraryIndexPage, pages: list[ResourcePage], live: set[int], user: Any) -> None:
    """Give each page what Wagtail gives it on being added: place, slug, address, states."""
    depth = parent.depth + 1
    last = (
        Page.objects.filter(path__startswith=parent.path, depth=depth)
        .order_by("path")
        .values_list("path", flat=True)
        .last()
    )
    step = Page._str2int(last[-Page.steplen :]) if last else 0
    content_type = ContentType.objects.get_for_model(ResourcePage)
    slugs = _slugs(parent, [page.title for page in pages])
    now = timezone.now()
    for number, (page, slug) in enumerate(zip(pages, slugs, strict=True)):
        page.path = Page._get_path(parent.path, depth, step + number + 1)
        page.depth = depth
        page.numchild = 0
        page.content_type = content_type
        page.locale_id = parent.locale_id
        page.original_language = parent.locale.language_code
        page.cited_title = page.title
        page.translation_key = page.translation_key or uuid4()
        page.slug = slug
        page.url_path = f"{parent.url_path}{slug}/"
        page.draft_title = page.title
        page.owner = user
        page.live = number in live
        page.has_unpublished_changes = not page.live
        page.latest_revision_created_at = now
        if page.live:
            page.first_published_at = page.last_published_at = now


def _slugs(parent: LibraryIndexPage, titles: list[str]) -> list[str]:
    """Return a slug for each title that neither a sibling nor another of the batch has."""
    bases = [
        slugify(title, allow_unicode=True)[:SLUG_LENGTH].strip("-") or "resource"
        for title in titles
    ]
    taken = {*_taken(parent, bases), *ResourcePage.taken_slugs}
    found = []
    for base in bases:
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
            # The first of a name is looked for in one query for the batch; its doubles are rare.
            if number > 1 and slug not in taken and _taken(parent, [slug]):
                taken.add(slug)
        taken.add(slug)
        found.append(slug)
    return found


def _taken(parent: LibraryIndexPage, slugs: list[str]) -> list[str]:
    siblings = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    return list(siblings.filter(slug__in=slugs).values_list("slug", flat=True))


def _insert_pages(parent: LibraryIndexPage, pages: list[ResourcePage]) -> None:
    rows = [
        Page(
            **{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
        )
        for page in pages
    ]
    Page.objects.bulk_create(rows)
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
        page._state.adding = False
        page._state.db = connection.alias
    # Django's bulk_create refuses models with a parent table; the parents' rows are there now.
    ResourcePage._base_manager._insert(
        pages, fields=ResourcePage._meta.local_concrete_fields, using=connection.alias
    )
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def _insert_children(pages: list[ResourcePage]) -> None:
    for relation in get_all_child_relations(ResourcePage):
        name, field = relation.get_accessor_name(), relation.field
        children: list[Model] = []
        for page in pages:
            for child in getattr(page, name).all():
                setattr(child, field.name, page)
                children.append(child)
        if children:
            relation.related_model._default_manager.bulk_create(children)


def _insert_revisions(pages: list[ResourcePage], user: Any) -> list[Revision]:
    now = timezone.now()
    content_type = ContentType.objects.get_for_model(ResourcePage)
    base_type = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=content_type,
            base_content_type=base_type,
            object_id=str(page.pk),
            created_at=now,
            user=user,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )
    rows = []
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
        page.live_revision = revision if page.live else None
        rows.append(Page(pk=page.pk, latest_revision=revision, live_revision=page.live_revision))
    Page.objects.bulk_update(rows, ["latest_revision", "live_revision"])
    return list(revisions)


def _log(pages: list[ResourcePage], revisions: list[Revision], user: Any) -> None:
    """Write what the pages' history shows."""
    now = timezone.now()
    entries = []
    for page, revision in zip(pages, revisions, strict=True):
        for action in ("wagtail.create", *(("wagtail.publish",) if page.live else ())):
            entries.append(
                PageLogEntry(
                    page=page,
                    content_type=page.content_type,
                    label=page.title,
                    action=action,
                    timestamp=now,
                    user=user,
                    revision=revision,
                    content_changed=True,
                )
            )
    PageLogEntry.objects.bulk_create(entries)


def _refer(pages: list[ResourcePage]) -> None:
    """Tell Wagtail's index of references what the new pages use: files, concepts, pictures."""
    content_type = ContentType.objects.get_for_model(ResourcePage)
    base_type = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.bulk_create(
        [
            ReferenceIndex(
                content_type=content_type,
                base_content_type=base_type,
                object_id=str(page.pk),
                to_content_type_id=to_type,
                to_object_id=to_key,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
            for page in pages
            for to_type, to_key, model_path, content_path in set(
                ReferenceIndex._extract_references_from_object(page)
            )
        ],
        ignore_conflicts=True,
    )
