"""Changes of an import's state: begun, matched, confirmed, undone. Each checks where it stands."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from justcities.core.languages import current as current_language
from library.importing import columns, planning, undoing, writing
from library.importing.readers.tables import first_rows
from library.importing.rows import UnreadableError
from library.importing.sources import TABLES, Source, opened
from library.models import Import, ImportRow

logger = logging.getLogger(__name__)
State = Import.State
Outcome = ImportRow.Outcome
ON_THE_WAY = (State.WAITING, State.READING, State.WRITING, State.UNDOING)
HARMLESS = (State.MAPPING, State.READ, State.FAILED, State.UNDONE)
PATIENCE = timedelta(minutes=5)


def move(of: Import, to: str, *states: str) -> None:
    """Move an import on, if it stands where that makes sense.

    Raises:
        ValidationError: it stands elsewhere; two people, or two clicks, came at once.
    """
    _move_if(of, to, lambda stored: stored.state in states)


def _move_if(of: Import, to: str, makes_sense: Callable[[Import], bool]) -> None:
    with transaction.atomic():
        stored = Import.objects.select_for_update(of=("self",)).get(pk=of.pk)
        if not makes_sense(stored):
            raise ValidationError(
                _("This can’t be done now. The import’s step is: %(state)s.")
                % {"state": stored.get_state_display()}
            )
        of.state = stored.state = to
        stored.save(update_fields=["state", "changed_at"])


def read(of: Import) -> None:
    """Read the source and plan; a table nobody has matched the columns of waits for that.

    Whatever is wrong with the source ends in the state *failed*, with its reason in words.
    """
    move(of, State.READING, State.WAITING)
    with _language_of(of):
        try:
            with opened(of) as source:
                of.format = source.format
                if source.format in TABLES and not of.mapping.get("columns"):
                    _look_at_columns(of, source)
                    return
                of.all_rows = planning.plan(of, source)
        except UnreadableError as error:
            _end(of, State.FAILED, str(error))
            return
        except Exception:
            # The last boundary: what strange files make parsers raise can't be listed, and an
            # import that stays “being read” has no way out.
            logger.exception("An import can't be read", extra={"import": of.pk})
            _end(of, State.FAILED, _("Reading this file failed. Nothing was changed."))
            return
        of.save(update_fields=["format", "all_rows"])
        _end(of, State.READ, "")


def _look_at_columns(of: Import, source: Source) -> None:
    rows = first_rows(source)
    if not rows:
        raise UnreadableError(_("This table is empty."))
    at = columns.find_headings(rows)
    of.mapping = {
        "headings": rows[at],
        "examples": columns.example_rows(rows, at),
        "guess": columns.guess(rows[at]),
    }
    of.save(update_fields=["mapping", "format"])
    _end(of, State.MAPPING, "")


def match_columns(of: Import, chosen: dict[str, str]) -> None:
    """Keep what the columns mean, for this import and for tables with the same headings.

    Raises:
        ValidationError: no column holds the titles, or one field stands in two columns.
    """
    fields = [field for field in chosen.values() if field]
    if "title" not in fields:
        raise ValidationError(_("Choose the column that holds the titles."))
    doubled = {each for each in fields if fields.count(each) > 1} - columns.REPEATED
    if doubled:
        names = ", ".join(str(columns.FIELDS[each]) for each in sorted(doubled))
        raise ValidationError(_("Chosen for several columns: %(names)s.") % {"names": names})
    move(of, State.WAITING, State.MAPPING, State.READ)
    of.mapping = {**of.mapping, "columns": {at: field for at, field in chosen.items() if field}}
    of.save(update_fields=["mapping"])
    columns.remember(of.mapping.get("headings", []), of.mapping["columns"])


def confirm(of: Import, user: Any) -> None:
    """Let an import be written after the response, in the name of whoever confirms it.

    Raises:
        ValidationError: it is not in its dry run, or is on its way already.
    """
    from library.importing.tasks import write_rows

    with transaction.atomic():
        move(of, State.WRITING, State.READ)
        of.made_by = user
        of.save(update_fields=["made_by"])
        transaction.on_commit(lambda: write_rows.enqueue(of.pk))


def start_undoing(of: Import, user: Any) -> None:
    """Let an import be taken back after the response, in the name of whoever asks for it.

    Raises:
        ValidationError: nothing of it was brought in.
    """
    from library.importing.tasks import undo_import

    with transaction.atomic():
        _move_if(of, State.UNDOING, can_be_undone)
        of.made_by = user
        of.save(update_fields=["made_by"])
        transaction.on_commit(lambda: undo_import.enqueue(of.pk))


def can_be_undone(of: Import) -> bool:
    """Tell whether an import can be taken back now: what it has brought in, or what is left of it.

    Also where it broke off on the way: what stays after an undoing, or was written before it
    failed or died, can be taken back later.
    """
    if of.state in (State.UNDONE, State.FAILED):
        return of.rows.filter(written=True).exists()
    return of.state == State.DONE or (of.state == State.WRITING and stands_still(of))


def can_be_thrown_away(of: Import) -> bool:
    """Tell whether an import has changed nothing, or nothing any more, and is not worked on."""
    died = of.state in (State.WAITING, State.READING) and stands_still(of)
    return (of.state in HARMLESS or died) and not of.rows.filter(written=True).exists()


def go_on(of: Import) -> None:
    """Begin again what has stood still, because the process that did it has died.

    Of two who ask at once, one is let through: it is decided by the database, by when the import
    was last worked on.

    Raises:
        ValidationError: it is not on its way, or somebody works on it.
    """
    from library.importing import tasks

    step = {
        State.WAITING: tasks.read_source,
        State.READING: tasks.read_source,
        State.WRITING: tasks.write_rows,
        State.UNDOING: tasks.undo_import,
    }.get(State(of.state))
    asked = Import.objects.filter(pk=of.pk, state=of.state, changed_at=of.changed_at)
    state = State.WAITING if of.state == State.READING else of.state
    if (
        step is None
        or not stands_still(of)
        or not asked.update(state=state, changed_at=timezone.now())
    ):
        raise ValidationError(_("It is being worked on."))
    transaction.on_commit(lambda: step.enqueue(of.pk))


def stands_still(of: Import) -> bool:
    """Tell whether nothing has happened to an import on its way for longer than a batch takes."""
    return of.state in ON_THE_WAY and timezone.now() - of.changed_at > PATIENCE


def bring_in(of: Import) -> None:
    """Write what the dry run says. Begun again after a break, it goes on where it stopped."""
    move(of, State.WRITING, State.WRITING, State.READ)
    with _language_of(of):
        try:
            with opened(of) as source:
                writing.write(of, source)
        except UnreadableError as error:
            _end(of, State.FAILED, str(error))
            return
        _end(of, State.DONE, "")
    forget_file(of)


def take_back(of: Import) -> None:
    """Undo an import; what was edited since is named and stays."""
    _move_if(
        of, State.UNDOING, lambda stored: stored.state == State.UNDOING or can_be_undone(stored)
    )
    with _language_of(of):
        _end(of, State.UNDONE, undoing.undo(of))


def forget_file(of: Import) -> None:
    """Delete the file that was uploaded: what it said is kept with each row."""
    if of.file:
        of.file.delete(save=False)
        of.file = ""
        of.save(update_fields=["file"])


def throw_away(of: Import) -> None:
    """Delete an import that has changed nothing, or nothing any more, with its file.

    Raises:
        ValidationError: what it brought in is there.
    """
    if not can_be_thrown_away(of):
        raise ValidationError(_("This import has brought records in. Undo it first."))
    forget_file(of)
    of.delete()


def choose(row: ImportRow, choice: str) -> None:
    """Keep what the editor has decided on a row of a dry run.

    Args:
        choice: ``take``, ``leave``; of a possible duplicate ``another`` (bring it in as a record
            of its own), ``same`` (change the record that is there) and ``undecided``.

    Raises:
        ValidationError: the import is not in its dry run, or the row offers no such choice.
    """
    if row.of.state != State.READ or choice not in choices_of(row):
        raise ValidationError(_("This can’t be chosen any more."))
    if choice in {"take", "leave"}:
        row.take = choice == "take"
    else:
        row.outcome = {
            "another": Outcome.NEW,
            "same": Outcome.CHANGED,
            "undecided": Outcome.DUPLICATE,
        }[choice]
        row.take = choice != "undecided"
    row.save(update_fields=["outcome", "take"])


def choices_of(row: ImportRow) -> list[str]:
    """Return what an editor can choose for a row."""
    decided = row.outcome in {Outcome.NEW, Outcome.CHANGED}
    looked_like_another = row.matches_id is not None and bool(row.reasons)
    if row.outcome == Outcome.DUPLICATE:
        return ["another", *(["same"] if row.matches_id and row.differences else [])]
    if decided and looked_like_another and row.outcome == Outcome.NEW:
        return ["undecided", *(["same"] if row.differences else [])]
    return ["leave" if row.take else "take"] if decided else []


def _end(of: Import, state: str, message: str) -> None:
    of.state, of.message = state, message
    of.save(update_fields=["state", "message", "changed_at"])


def _language_of(of: Import) -> Any:
    """Say all in the language of whoever brings it in: reasons are kept as text."""
    profile = getattr(of.made_by, "wagtail_userprofile", None)
    return override(profile.get_preferred_language() if profile else current_language())
