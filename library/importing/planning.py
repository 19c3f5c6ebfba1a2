"""The dry run: says row by row what bringing a source in would do, and writes nothing else."""

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from library.duplicates import Finder, Match, Reason
from library.importing import files
from library.importing.comparing import Difference, differences
from library.importing.guessing import language_of
from library.importing.lookup import Lookup
from library.importing.places import Shelves
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
    planner = _Planner(of, source)
    reader = read(source)
    count = 0
    while chunk := list(islice(reader, AT_ONCE)):
        rows = list(planner.judge(chunk))
        with transaction.atomic():
            ImportRow.objects.bulk_create(rows)
            count += len(rows)
            Import.objects.filter(pk=of.pk).update(all_rows=count, changed_at=timezone.now())
    return count


def source_name(of: Import) -> str:
    """Return the name that stands before the keys of an import's records."""
    return of.source or of.format


def own_key(record: Record) -> str:
    """Return what a record is known by in its source; made of what it says where it has no key."""
    if record.key:
        return record.key
    if record.doi:
        return f"doi:{record.doi}"[:150]
    if record.urls:
        return f"url:{_hash(record.urls[0])}"
    said = [
        record.title.casefold(),
        record.date[:4],
        record.container.casefold(),
        record.page_range,
        *(agent.name.casefold() for agent in record.agents),
    ]
    return f"is:{_hash(json.dumps(said))}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class _Planner:
    """What is known while the rows of one import are judged."""

    def __init__(self, of: Import, source: Source) -> None:
        self.of = of
        self.source = source
        self.lookup = Lookup()
        self.finder = Finder()
        self.shelves = Shelves(of)
        self.keys: dict[str, int] = {}

    def judge(self, chunk: list[Row]) -> Iterator[ImportRow]:
        """Return the rows to be stored for some that were read."""
        for row in chunk:
            tidy(row)
        records = [row.record for row in chunk if row.record is not None]
        self.lookup.load(records, [row.genre for row in chunk if row.genre])
        for row in chunk:
            self.lookup.settle(row)
            if row.record is not None:
                self._shelve(row.record, row)
        stored = [self._stored(row) for row in chunk]
        known = self._known([row.key for row in stored])
        mine = self._mine({pk for pk, _base in known.values()})
        self.lookup.load(
            [*mine.values(), *(base for _pk, base in known.values() if base is not None)]
        )
        for row, result in zip(chunk, stored, strict=True):
            if row.record is not None and not row.problems and not self._repeats(row, result):
                pk, base = known.get(result.key, (None, None))
                if pk in mine:
                    self._compare(row, result, pk, mine[pk], base)
                else:
                    self._look_for_others(row, result)
            result.reasons = [*row.problems, *result.reasons, *row.notes]
            yield result

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

    def _known(self, keys: list[str]) -> dict[str, tuple[int, Record | None]]:
        """Return, by key, the library's record and what the source said of it the last time.

        An own export names records as the library does, whatever it was brought in as.
        """
        own = {key: key.partition(":")[2] for key in keys}
        found: dict[str, tuple[int, Record | None]] = {}
        by_import = ResourcePage.objects.filter(imported_as__in=[*own.keys(), *own.values()])
        rows = by_import.values_list(
            "imported_as", "pk", "original_language", "locale__language_code"
        )
        named = {name: pk for name, pk, source, language in rows if source == language}
        uuids = {each: key for key, text in own.items() if (each := _uuid(text))}
        pages = ResourcePage.objects.filter(translation_key__in=uuids).values_list(
            "translation_key", "pk", "original_language", "locale__language_code"
        )
        for uuid, pk, source, language in pages if uuids else ():
            if source == language:
                found[uuids[uuid]] = (pk, None)
        for key, text in own.items():
            if text in named or key in named:
                found[key] = (named.get(key) or named[text], None)
        earlier = (
            ImportRow.objects.filter(key__in=keys, written=True, resource__isnull=False)
            .exclude(of=self.of)
            .order_by("pk")
            .values_list("key", "resource_id", "record")
        )
        for key, pk, record in earlier:
            found[key] = (pk, Record.from_json(record))
        return found

    def _mine(self, pks: set[int]) -> dict[int, Record]:
        """Return records of the library as they would be edited now: with what waits in drafts."""
        pages = [
            page.get_latest_revision_as_object()
            if page.live and page.has_unpublished_changes
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
        self, row: Row, result: ImportRow, pk: int, mine: Record, base: Record | None
    ) -> None:
        record = row.record
        result.matches_id = pk
        if record is None or (base is not None and _says_the_same(base, record)):
            result.outcome = Outcome.SAME
            return
        found = self._differences(row, pk, mine, base)
        result.outcome = Outcome.CHANGED if found else Outcome.SAME
        result.differences = found
        result.take = bool(found)

    def _differences(
        self, row: Row, pk: int, mine: Record, base: Record | None
    ) -> list[Difference]:
        if row.record is None:
            return []
        found = differences(mine, row.record, self.lookup, base, row.guessed)
        return files.without_present(found, pk, row.record, self.source)

    def _look_for_others(self, row: Row, result: ImportRow) -> None:
        """Look for the same work, in the library and among the rows before."""
        record = row.record
        if record is None:
            return
        hashes = set(files.hashes_of(record, self.source).values())
        matches = _worth_telling(self.finder.find(record, hashes=hashes), record)
        self.finder.remember(record, row.number, hashes)
        result.reasons = [_told(match) for match in matches[:MOST_TOLD]]
        page = next((match.page for match in matches if match.page is not None), None)
        if not matches:
            result.outcome = Outcome.NEW
            result.take = True
        elif page is None:
            result.outcome = Outcome.DUPLICATE
        else:
            self._compare_with_other(row, result, page.pk, matches[0].reason)

    def _compare_with_other(self, row: Row, result: ImportRow, pk: int, reason: str) -> None:
        """Compare with a record of another source: it may be the same, and say the same."""
        mine = self._mine({pk})
        self.lookup.load(mine.values())
        result.matches_id = pk
        result.differences = self._differences(row, pk, mine[pk], None)
        if not result.differences:
            result.outcome = Outcome.SAME
        elif self.source.format == "pdfs" and reason in CERTAIN:
            result.outcome = Outcome.CHANGED
            result.take = True
        else:
            result.outcome = Outcome.DUPLICATE


def _worth_telling(matches: list[Match], record: Record) -> list[Match]:
    """Leave out what parts of one book share: its ISBN."""
    is_part = bool(record.container and record.page_range)
    return [match for match in matches if match.reason != Reason.ISBN or not is_part]


def _told(match: Match) -> str:
    """Say in words why a row may be in the library already."""
    why = match.reason.label
    if match.page is None:
        return _("%(why)s as row %(number)d of this source") % {
            "why": capfirst(why),
            "number": match.row or 0,
        }
    return _("%(why)s: “%(title)s”") % {"why": capfirst(why), "title": match.page.title}


def _says_the_same(base: Record, record: Record) -> bool:
    """Compare all a source says but the language, which is guessed."""
    before, now = base.as_json(), json.loads(json.dumps(record.as_json()))
    ignored: dict[str, Any] = {"language": ""}
    return json.loads(json.dumps(before)) | ignored == now | ignored


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
