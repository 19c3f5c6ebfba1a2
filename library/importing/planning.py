"""The dry run: says row by row what bringing a source in would do, and writes nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from library.duplicates import Finder, Reason, agree
from library.importing import files
from library.importing.comparing import Difference, differences
from library.importing.guessing import language_of
from library.importing.keys import Known, known_by_key, own_key, says_the_same, source_name
from library.importing.lookup import Lookup
from library.importing.permissions import Rights
from library.importing.places import Shelves
from library.importing.progress import Progress
from library.importing.readers.registry import read
from library.importing.rows import Row
from library.importing.sources import Source
from library.importing.tidying import tidy
from library.models import Import, ImportRow, ResourcePage
from library.queries import for_records
from library.record import Record
from library.recording import records_of

AT_ONCE = 200
LONGEST_RECORD = 200_000
MOST_TOLD = 5
CERTAIN = (Reason.FILE, Reason.DOI)
Outcome = ImportRow.Outcome


def plan(of: Import, source: Source) -> int:
    """Store what would happen to each row, in place of an earlier dry run.

    Returns:
        The number of rows.

    Raises:
        UnreadableError: the source can't be read at all.
    """
    of.rows.all().delete()
    progress = Progress(of)
    planner = _Planner(of, source, progress)
    reader = progress.through(read(source))
    count = 0
    while chunk := list(islice(reader, AT_ONCE)):
        rows = planner.judge(chunk)
        with transaction.atomic():
            ImportRow.objects.bulk_create(rows)
            count += len(rows)
            Import.objects.filter(pk=of.pk).update(all_rows=count, changed_at=timezone.now())
    return count


@dataclass
class _Judged:
    """A row that was read, what is stored of it, and the records it is compared with.

    Attributes:
        row: as it was read.
        result: as it is stored.
        known: what its key names.
        found: what else may be the same work: keys of pages, or numbers of rows in tuples.
    """

    row: Row
    result: ImportRow
    known: Known | None = None
    found: list[tuple[Any, Reason]] = field(default_factory=list)

    @property
    def pages(self) -> Iterator[int]:
        """The keys of the pages it is compared with."""
        if self.known is not None:
            yield self.known.pk
        yield from (name for name, _reason in self.found if isinstance(name, int))


class _Planner:
    """What is known while the rows of one import are judged."""

    def __init__(self, of: Import, source: Source, progress: Progress) -> None:
        self.of = of
        self.source = source
        self.progress = progress
        self.lookup = Lookup()
        self.finder = Finder()
        self.shelves = Shelves(of)
        self.rights = Rights(of)
        self.keys: dict[str, int] = {}
        self.edited: set[int] = set()

    def judge(self, chunk: list[Row]) -> list[ImportRow]:
        """Return the rows to be stored for some that were read; each read is one for all."""
        for row in chunk:
            tidy(row)
        records = [row.record for row in chunk if row.record is not None]
        self.lookup.load(records, [row.genre for row in chunk if row.genre])
        for row in self.progress.through(chunk):
            self.lookup.settle(row)
            if row.record is not None:
                self._shelve(row.record, row)
        judged = [_Judged(row, self._stored(row)) for row in chunk]
        self._look_for_others(judged)
        pages = ResourcePage.objects.in_bulk({pk for each in judged for pk in each.pages})
        self.edited, readable = self.rights.reach(pages.values())
        compared = {pk for each in judged if (pk := _compared_with(each, pages, readable))}
        mine = self._mine(compared)
        bases = (each.known.base for each in judged if each.known is not None)
        self.lookup.load([*mine.values(), *(base for base in bases if base is not None)])
        for each in self.progress.through(judged):
            self._say(each, pages, readable, mine)
        return [each.result for each in judged]

    def _look_for_others(self, judged: list[_Judged]) -> None:
        """Find the record that each row's key names, else what looks like the same work."""
        records: dict[str, Record] = {}
        for each in judged:
            if each.row.record is not None:
                records.setdefault(each.result.key, each.row.record)
        known = known_by_key(self.of, records)
        for each in self.progress.through(judged):
            record = each.row.record
            if record is None or each.row.problems or self._repeats(each.row, each.result):
                continue
            each.known = known.get(each.result.key)
            if each.known is None:
                hashes = set(files.hashes_of(record, self.source).values())
                each.found = _worth_telling(self.finder.names(record, hashes), record)
                self.finder.remember(record, each.row.number, hashes)

    def _say(
        self,
        each: _Judged,
        pages: dict[int, ResourcePage],
        readable: set[int],
        mine: dict[int, Record],
    ) -> None:
        """Say what happens to a row; of records the person may not read, nothing but that."""
        row, result = each.row, each.result
        pk = _compared_with(each, pages, readable)
        if row.record is None or row.problems:
            pass
        elif each.known is not None and pk is None:
            result.outcome = Outcome.DUPLICATE
            result.reasons = [_("It has the key of a record you may not read.")]
        elif each.known is not None:
            self._compare(row, row.record, result, each.known, mine[each.known.pk])
        elif not each.found:
            result.outcome = Outcome.NEW
            result.take = True
        else:
            shown = {key: page for key, page in pages.items() if key in readable}
            told = [
                match for match in each.found if not isinstance(match[0], int) or match[0] in pages
            ]
            result.reasons = [_told(name, reason, shown) for name, reason in told[:MOST_TOLD]]
            result.outcome = Outcome.DUPLICATE
            if pk is not None:
                reason = next(reason for name, reason in each.found if name == pk)
                self._compare_with_other(row, result, pk, mine[pk], reason)
        if result.differences and pk not in self.edited:
            result.outcome, result.take, result.differences = Outcome.DUPLICATE, False, []
            result.reasons.append(_("You may not change this record."))
        result.reasons = [*row.problems, *result.reasons, *row.notes]

    def _shelve(self, record: Record, row: Row) -> None:
        """Choose the language a record goes to; the row is refused where there is no place."""
        record.language = language_of(record, self.of.language or settings.LANGUAGE_CODE)
        record.language, problem = self.shelves.language_for(record.language)
        if problem:
            row.problems.append(problem)
        if row.record is not None and record.files:
            row.notes += files.problems_of(record, self.source)

    def _stored(self, row: Row) -> ImportRow:
        record = row.record
        key = f"{source_name(self.of)}:{own_key(record)}" if record else f"row:{row.number}"
        data = record.as_json() if record else {}
        if row.problems and len(json.dumps(data)) > LONGEST_RECORD:
            data = {}
        return ImportRow(
            of=self.of,
            number=row.number,
            key=key,
            title=row.title[:500],
            outcome=Outcome.REFUSED,
            record=data,
            take=False,
        )

    def _mine(self, pks: set[int]) -> dict[int, Record]:
        """Return records as the person would edit them: with what waits in drafts.

        Whoever may only see a record is told nothing of what waits.
        """
        pages = [
            page.get_latest_revision_as_object()
            if page.live and page.has_unpublished_changes and page.pk in self.edited
            else page
            for page in for_records(sorted(pks))
        ]
        return dict(zip((page.pk for page in pages), records_of(pages), strict=True))

    def _repeats(self, row: Row, result: ImportRow) -> bool:
        """Tell whether an earlier row of this source has the same key."""
        first = self.keys.setdefault(result.key, row.number)
        if first != row.number:
            row.problems.append(
                _("It has the same key as row %(number)d, or says the same.") % {"number": first}
            )
            return True
        return False

    def _compare(
        self, row: Row, record: Record, result: ImportRow, known: Known, mine: Record
    ) -> None:
        """Compare with the record that the row's key names."""
        result.matches_id = known.pk
        result.outcome = Outcome.SAME
        if known.base is not None and says_the_same(known.base, record):
            return
        result.differences = self._differences(row, known.pk, mine, known.base)
        if not result.differences:
            return
        doubt = self._doubt(record, known, mine)
        result.reasons = [doubt] if doubt else []
        result.outcome = Outcome.DUPLICATE if doubt else Outcome.CHANGED
        result.take = not doubt

    def _doubt(self, record: Record, known: Known, mine: Record) -> str:
        """Say why a key may name another record than the row: two files can both count from 1."""
        if known.sure:
            return ""
        shown = {"title": mine.title}
        if not known.own and not self.of.source:
            return (
                _("It has the key of “%(title)s”, but no source was named: it may be another work.")
                % shown
            )
        if agree(record, mine) or (known.base is not None and agree(record, known.base)):
            return ""
        return (
            _("It has the key of “%(title)s”, but another title and no identifier in common.")
            % shown
        )

    def _differences(
        self, row: Row, pk: int, mine: Record, base: Record | None
    ) -> list[Difference]:
        if row.record is None:
            return []
        found = differences(mine, row.record, self.lookup, base, row.guessed)
        return files.without_present(found, pk, row.record, self.source)

    def _compare_with_other(
        self, row: Row, result: ImportRow, pk: int, mine: Record, reason: Reason
    ) -> None:
        """Compare with a record of another source: it may be the same, and say the same."""
        result.matches_id = pk
        result.differences = self._differences(row, pk, mine, None)
        if not result.differences:
            result.outcome = Outcome.SAME
        elif self.source.format == "pdfs" and reason in CERTAIN:
            result.outcome = Outcome.CHANGED
            result.take = True


def _compared_with(each: _Judged, pages: dict[int, ResourcePage], readable: set[int]) -> int | None:
    """Return the key of the record a row is compared with: the surest the person may read."""
    return next((pk for pk in each.pages if pk in pages and pk in readable), None)


def _worth_telling(found: list[tuple[Any, Reason]], record: Record) -> list[tuple[Any, Reason]]:
    """Leave out what parts of one book share: its ISBN."""
    is_part = bool(record.container and record.page_range)
    return [match for match in found if match[1] != Reason.ISBN or not is_part]


def _told(name: Any, reason: Reason, pages: dict[int, ResourcePage]) -> str:
    """Say in words why a row may be in the library already; of what may be read, with its title."""
    why = capfirst(reason.label)
    if not isinstance(name, int):
        return _("%(why)s as row %(number)d of this source") % {"why": why, "number": name[0]}
    if name in pages:
        return _("%(why)s: “%(title)s”") % {"why": why, "title": pages[name].title}
    return _("%(why)s: a record you may not read") % {"why": why}
