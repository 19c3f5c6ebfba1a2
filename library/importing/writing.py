"""Brings the rows of a dry run in, batch by batch; begun again, it goes on where it stopped."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from library.applying import apply
from library.importing import bulk, files, keywords
from library.importing.comparing import partial
from library.importing.drafts import current, keep
from library.importing.into_collections import put_into_collections
from library.importing.lookup import Lookup
from library.importing.permissions import Rights
from library.importing.places import Shelves
from library.importing.progress import Progress
from library.importing.relations import relate
from library.importing.sources import Source
from library.models import Import, ImportRow, ResourceFile, ResourcePage, ResourceTag
from library.record import FileRef, Record
from library.services import missing_to_publish

# A batch is a transaction, and others wait for what it has locked: it may take a second at most.
# New records are inserted together; each that is changed is saved by itself.
BATCH = 50
BATCH_OF_CHANGES = 5
Outcome = ImportRow.Outcome


def write(of: Import, source: Source) -> None:
    """Write every row that is to be taken and is not written yet.

    Each batch is a transaction of its own, with the progress in it: where a process dies, the next
    one finds exactly what is left.
    """
    progress = Progress(of)
    writer = _Writer(of, source, progress)
    for outcome, size in ((Outcome.NEW, BATCH), (Outcome.CHANGED, BATCH_OF_CHANGES)):
        for rows in progress.through(_batches(of, outcome, size)):
            writer.write(rows)
    put_into_collections(of, progress)
    relate(of, progress)


def to_write(of: Import) -> Any:
    """Return the rows that are still to be written."""
    return of.rows.filter(
        take=True, written=False, outcome__in=(Outcome.NEW, Outcome.CHANGED)
    ).order_by("number")


def _batches(of: Import, outcome: str, size: int) -> Iterator[list[ImportRow]]:
    after = -1
    while rows := list(to_write(of).filter(outcome=outcome, number__gt=after)[:size]):
        yield rows
        after = rows[-1].number


class _Writer:
    """What is known while an import is written."""

    def __init__(self, of: Import, source: Source, progress: Progress) -> None:
        self.of = of
        self.progress = progress
        self.user = of.made_by
        self.rights = Rights(of)
        self.source = source
        self.lookup = Lookup()
        self.shelves = Shelves(of)

    def write(self, rows: list[ImportRow]) -> None:
        """Write a batch, as a whole or not at all."""
        records = {row.pk: Record.from_json(row.record) for row in rows}
        self.lookup.forget_words()
        self.lookup.load(records.values())
        stored = {
            row.pk: files.store(self._files(row, records[row.pk]), self.source)
            for row in self.progress.through(rows)
        }
        written: set[int] = set()
        try:
            with transaction.atomic():
                # Whoever came first, by a second click or a second worker, has written them.
                left = to_write(self.of).select_for_update(of=("self",)).filter(pk__in=records)
                rows = list(left.select_related("matches"))
                new = [row for row in rows if row.outcome == Outcome.NEW]
                self._make(new, records, stored)
                for row in rows:
                    if row.outcome == Outcome.CHANGED:
                        self._change(row, records[row.pk], stored[row.pk])
                self.of.done_rows = self.of.rows.filter(written=True).count()
                self.of.save(update_fields=["done_rows", "changed_at"])
            written = {row.pk for row in rows if row.written}
        finally:
            for pk, several in stored.items():
                if pk not in written:
                    files.discard(several)

    def _files(self, row: ImportRow, record: Record) -> list[FileRef]:
        """Return the files that are to be stored: of a changed record only the missing ones."""
        brought = [ref for ref in record.files if ref.path]
        if row.outcome == Outcome.NEW:
            return brought
        changed = next((each for each in row.differences if each[0] == "files"), None)
        wanted = changed[2] if changed else []
        return [ref for ref in brought if ref.path in wanted]

    def _make(
        self,
        rows: list[ImportRow],
        records: dict[int, Record],
        stored: dict[int, list[files.Stored]],
    ) -> None:
        by_language: dict[str, list[ImportRow]] = {}
        for row in rows:
            by_language.setdefault(records[row.pk].language, []).append(row)
        for language, several in by_language.items():
            language, problem = self.shelves.language_for(language)
            if problem:
                self._refuse(several, problem)
                continue
            self._make_in(language, several, records, stored)

    def _make_in(
        self,
        language: str,
        rows: list[ImportRow],
        records: dict[int, Record],
        stored: dict[int, list[files.Stored]],
    ) -> None:
        parent = self.shelves.page(language)
        publish = self.of.publish and self.shelves.may_publish(language)
        pages, live = [], set()
        waiting: list[tuple[ResourcePage, str]] = []
        for position, row in enumerate(rows):
            page = ResourcePage(title=row.title, imported_as=row.key, locale=parent.locale)
            unknown = self._fill(page, row, records[row.pk], stored[row.pk])
            waiting += [(page, word) for word in unknown]
            if row.matches is not None:
                page.different_from = [str(row.matches.translation_key)]
            if publish and not missing_to_publish(page):
                live.add(position)
            pages.append(page)
        bulk.insert(parent, pages, self.user, live)
        keywords.let_wait((word, page.pk) for page, word in waiting)
        for row, page in zip(rows, pages, strict=True):
            row.resource = page
            row.written = row.made = True
            row.revision_after = page.latest_revision_id
        ImportRow.objects.bulk_update(
            rows, ["resource", "written", "made", "revision_after", "reasons", "before"]
        )

    def _fill(
        self, page: ResourcePage, row: ImportRow, record: Record, stored: list[files.Stored]
    ) -> list[str]:
        """Put a record into an unsaved page; returns the words that wait to be matched."""
        words = self.lookup.words(record)
        words.record.relations = []
        problems = apply(words.record, page, self.lookup.known)
        page.tagged_items = [  # type: ignore[misc]
            ResourceTag(tag=concept)
            for concept in {each.pk: each for each in words.keywords.values()}.values()
        ]
        made = self._attach(page, record, stored)
        row.before = {"documents": made}
        row.reasons = list(dict.fromkeys([*row.reasons, *problems]))
        return words.unknown

    def _attach(self, page: ResourcePage, record: Record, stored: list[files.Stored]) -> list[int]:
        """Hang files and links onto a page; returns the keys of documents that were made."""
        rows = list(page.files.all())
        links = {item.link for item in rows}
        by_path = {each.ref.path: each for each in stored}
        made = []
        folder = files.folder() if stored else None
        for ref in record.files:
            item = ResourceFile(label=ref.label, role=ref.role, language=ref.language)
            if ref.path in by_path and folder is not None:
                each = by_path[ref.path]
                item.document = files.document_of(each, self.user, folder)
                if each.existing is None:
                    made.append(item.document.pk)
                # Programs name a file after what it is for them: “Full Text PDF”.
                item.label = ""
            elif ref.link and not ref.path and ref.link not in links:
                item.link = ref.link
            else:
                continue
            item.sort_order = len(rows)
            rows.append(item)
        page.files = rows  # type: ignore[misc]
        return made

    def _change(self, row: ImportRow, record: Record, stored: list[files.Stored]) -> None:
        """Change a record as an editor would; what can't be changed stays, and says why."""
        page = ResourcePage.objects.filter(pk=row.matches_id or 0).first()
        if page is None:
            self._refuse([row], _("The record is no longer there."))
            return
        if not self.rights.may(page, "can_edit"):
            self._refuse([row], _("You may not change this record."))
            return
        draft = current(page)
        before = {
            "content": json.loads(draft.to_json()),
            "row": json.loads(page.to_json()) if page.live else None,
            "live": page.live,
            "latest_revision": page.latest_revision_id,
            "live_revision": page.live_revision_id,
            "has_unpublished_changes": page.has_unpublished_changes,
            "imported_as": page.imported_as,
        }
        unknown = self._apply(draft, row, record)
        has_files = any(each[0] == "files" for each in row.differences)
        before["documents"] = self._attach(draft, record, stored) if has_files else []
        draft.imported_as = draft.imported_as or row.key
        # Also of a published record: it is no text of the record, but what the row is found by.
        ResourcePage.objects.filter(pk=page.pk).update(imported_as=draft.imported_as)
        try:
            with transaction.atomic():
                revision = keep(draft, page, self.user)
                before["published"] = self._publish(before, draft, revision)
        except ValidationError as error:
            self._refuse([row], " ".join(error.messages))
            return
        keywords.let_wait((word, page.pk) for word in unknown)
        row.before = before
        row.resource = page
        row.written = True
        row.revision_after = revision.pk
        row.save()

    def _apply(self, draft: ResourcePage, row: ImportRow, record: Record) -> list[str]:
        """Put what differs into a draft; returns the words that wait to be matched."""
        problems = apply(partial(record, row.differences, self.lookup), draft, self.lookup.known)
        row.reasons = list(dict.fromkeys([*row.reasons, *problems]))
        if not any(each[0] == "tags" for each in row.differences):
            return []
        words = self.lookup.words(record)
        draft.tags.add(*words.keywords.values())
        return words.unknown

    def _publish(self, before: dict[str, Any], draft: ResourcePage, revision: Any) -> bool:
        """Publish a change where that was asked for, and nobody else's draft with it."""
        if not self.of.publish or missing_to_publish(draft):
            return False
        if before["live"] and before["has_unpublished_changes"]:
            return False
        if not self.rights.may(draft, "can_publish"):
            return False
        revision.publish(user=self.user, log_action=True)
        return True

    def _refuse(self, rows: list[ImportRow], reason: str) -> None:
        for row in rows:
            row.outcome = Outcome.REFUSED
            row.reasons = [reason, *row.reasons]
            row.take = False
        ImportRow.objects.bulk_update(rows, ["outcome", "reasons", "take"])
