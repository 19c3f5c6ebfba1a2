"""Brings resources in from a file or folder, after a dry run."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from justcities.core.languages import codes
from library.importing import columns, services
from library.importing.admin_queries import as_text, name_of
from library.models import Import, ImportRow

State = Import.State


class Command(BaseCommand):
    """Reads, says what would happen, asks, writes, reports; or undoes."""

    help = (
        "Brings resources in: RIS, EndNote, BibTeX, CSL JSON, CSV, XLSX, Zotero RDF, a folder or "
        "ZIP archive of one of them with its files, or of PDFs. Always a dry run first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the source and what is to be known of it."""
        parser.add_argument("path", nargs="?", help="a file, a ZIP archive or a folder")
        parser.add_argument(
            "--source",
            default="",
            help="where it comes from, so that the same source again is recognised",
        )
        parser.add_argument(
            "--language",
            default="en",
            choices=codes(),
            help="of records whose own words don’t tell",
        )
        parser.add_argument(
            "--mapping",
            help='of a table: a JSON file of fields by heading, such as {"Titel": "title"}',
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish what is complete; else drafts"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask, bring it in")
        parser.add_argument("--undo", type=int, metavar="ID", help="take an import back")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the two."""
        if options["undo"]:
            self._undo(options["undo"])
            return
        if not options["path"]:
            raise CommandError("Say what to bring in, or --undo with the number of an import.")
        path = Path(options["path"]).absolute()
        if not path.exists():
            raise CommandError(f"There is no such file or folder: {path}")
        of = Import.objects.create(
            name=path.name[:255],
            path=str(path),
            source=options["source"],
            language=options["language"],
            publish=options["publish"],
        )
        self._read(of, options["mapping"])
        self._report(of)
        self._bring_in(of, options["yes"])

    def _read(self, of: Import, mapping: str | None) -> None:
        services.read(of)
        if of.state == State.MAPPING:
            try:
                services.match_columns(of, self._columns(of, mapping))
            except ValidationError as error:
                headings = ", ".join(of.mapping.get("headings", []))
                raise CommandError(f"{' '.join(error.messages)} Headings: {headings}") from error
            services.read(of)
        if of.state == State.FAILED:
            raise CommandError(of.message)

    def _columns(self, of: Import, mapping: str | None) -> dict[str, str]:
        """Return what each column means: as the file says, else as the headings tell."""
        found: dict[str, str] = dict(of.mapping.get("guess", {}))
        if not mapping:
            return found
        try:
            given = json.loads(Path(mapping).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"The mapping can’t be read: {error}") from error
        headings = of.mapping.get("headings", [])
        for heading, field in given.items():
            if heading not in headings or (field and field not in columns.FIELDS):
                raise CommandError(
                    f"“{heading}: {field}” fits nothing. Headings: {', '.join(headings)}. "
                    f"Fields: {', '.join(columns.FIELDS)}."
                )
            found[str(headings.index(heading))] = field
        return found

    def _report(self, of: Import) -> None:
        for row in of.rows.exclude(outcome=ImportRow.Outcome.SAME):
            self.stdout.write(f"{row.number:>6}  {row.get_outcome_display()}: {row.title[:80]}")
            for name, old, new in row.differences:
                self.stdout.write(f"          {name_of(name)}: {as_text(old)} → {as_text(new)}")
            for reason in row.reasons:
                self.stdout.write(f"          {reason}")
        self.stdout.write(f"Import {of.pk}: {self._counted(of)}")

    def _counted(self, of: Import) -> str:
        counts = ((of.rows.filter(outcome=each).count(), each.label) for each in ImportRow.Outcome)
        return ", ".join(f"{number} {label}" for number, label in counts) + "."

    def _bring_in(self, of: Import, sure: bool) -> None:
        number = of.rows.filter(take=True).count()
        if not number:
            self.stdout.write("There is nothing to bring in.")
            return
        if not sure and not confirmed(f"Bring {number} rows in? Type “yes” to go on: "):
            self.stdout.write("Nothing was changed.")
            return
        services.bring_in(of)
        made = of.rows.filter(written=True, made=True).count()
        changed = of.rows.filter(written=True, made=False).count()
        self.stdout.write(
            f"{made} made, {changed} changed. To take it back: import_resources --undo {of.pk}"
        )

    def _undo(self, pk: int) -> None:
        of = Import.objects.filter(pk=pk).first()
        if of is None:
            raise CommandError(f"There is no import {pk}.")
        try:
            services.take_back(of)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(of.message or "It was taken back.")


def confirmed(question: str) -> bool:
    """Ask on the terminal."""
    return input(question).strip().lower() == "yes"
