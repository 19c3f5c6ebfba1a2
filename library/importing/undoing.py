"""Takes an import back as one thing, but for what somebody has worked on since."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import ngettext
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from justcities.assets.models import SiteDocument
from justcities.core.versions import bump
from library.importing.permissions import Rights
from library.importing.progress import Progress
from library.models import CollectionPage, Import, ImportRow, ResourceFile, ResourcePage
from library.signals import NAME as LIBRARY

BATCH = 10  # so many records are given back in a second at most
MOST_NAMED = 20


def edited_since(of: Import) -> list[ImportRow]:
    """Return the rows whose records somebody has edited, published or translated since."""
    rows = of.rows.filter(written=True, resource__isnull=False).select_related("resource")
    return [row for row in rows.iterator(chunk_size=500) if _was_touched(row)]


def _was_touched(row: ImportRow) -> bool:
    page = row.resource
    if page is None:
        return False
    return page.latest_revision_id != row.revision_after


def undo(of: Import) -> str:
    """Delete what the import made and give back what it changed.

    Records that were edited or translated since stay as they are, and so do the collections and
    files that they use.

    Returns:
        In words, what stays; empty where all was taken back.
    """
    kept: list[str] = []
    rights = Rights(of)
    progress = Progress(of)
    after = -1
    while rows := list(_rows(of, after)):
        with transaction.atomic():
            kept += _undo_batch(rows, rights)
            bump(LIBRARY)
        after = rows[-1].number
        progress.stamp()
    _delete_collections(of)
    return _told(kept)


def _rows(of: Import, after: int) -> Iterable[ImportRow]:
    rows = of.rows.filter(written=True, number__gt=after).select_related("resource")
    return rows.order_by("number")[:BATCH]


def _undo_batch(rows: list[ImportRow], rights: Rights) -> list[str]:
    pages = [row.resource for row in rows if row.resource is not None]
    translated = set(
        ResourcePage.objects.filter(translation_key__in=[page.translation_key for page in pages])
        .exclude(pk__in=[page.pk for page in pages])
        .values_list("translation_key", flat=True)
    )
    kept, gone, done = [], [], []
    for row in rows:
        page = row.resource
        if page is None:
            done.append(row)
        elif (
            _was_touched(row)
            or (row.made and page.translation_key in translated)
            or not rights.may(page, "can_delete" if row.made else "can_edit")
        ):
            kept.append(page.title)
        else:
            done.append(row)
            if row.made:
                gone.append(page.pk)
            else:
                _give_back(row, page)
    if gone:
        ResourcePage.objects.filter(pk__in=gone).delete()
    _delete_documents(done)
    for row in done:
        row.written = False
        row.resource_id = None if row.made else row.resource_id
        row.made = False
    ImportRow.objects.bulk_update(done, ["written", "made", "resource"])
    return kept


def _give_back(row: ImportRow, page: ResourcePage) -> None:
    """Put a record back to how it was: its content, its state, and its latest revision."""
    before = row.before or {}
    if not page.live or before["published"]:
        stored = before["row"] if before["live"] else before["content"]
        old = page.with_content_json(stored)
        old.live = before["live"]
        old.save(clean=False)
    ResourcePage.objects.filter(pk=page.pk).update(imported_as=before["imported_as"])
    Page.objects.filter(pk=page.pk).update(
        latest_revision_id=before["latest_revision"],
        live_revision_id=before["live_revision"],
        has_unpublished_changes=before["has_unpublished_changes"],
        draft_title=before["content"]["title"],
    )
    Revision.objects.filter(pk=row.revision_after).delete()
    if before["published"] and before["live"]:
        page_published.send(
            sender=ResourcePage, instance=ResourcePage.objects.get(pk=page.pk), revision=None
        )


def _delete_documents(rows: list[ImportRow]) -> None:
    """Delete the files that came with these rows and that no record uses any more."""
    made = {pk for row in rows for pk in (row.before or {}).get("documents", [])}
    if not made:
        return
    used = set(ResourceFile.objects.filter(document__in=made).values_list("document_id", flat=True))
    for document in SiteDocument.objects.filter(pk__in=made - used):
        document.delete()


def _delete_collections(of: Import) -> None:
    """Delete the collections that the import made and that hold nothing any more."""
    for page in CollectionPage.objects.filter(pk__in=of.made_collections, live=False):
        if not page.items.exists():
            page.delete()


def _told(kept: list[str]) -> str:
    if not kept:
        return ""
    named = ", ".join(f"“{title}”" for title in kept[:MOST_NAMED])
    if len(kept) > MOST_NAMED:
        named += ", …"
    return ngettext(
        "%(count)d record stays, for it was edited or translated since, or you may not change it: "
        "%(titles)s.",
        "%(count)d records stay, for they were edited or translated since, or you may not change "
        "them: %(titles)s.",
        len(kept),
    ) % {"count": len(kept), "titles": named}
