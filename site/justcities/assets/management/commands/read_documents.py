"""``manage.py read_documents``: read the files of documents that have not been read."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import F, Q

from justcities.assets.extraction import Outcome
from justcities.assets.models import SiteDocument
from justcities.assets.services import read_document


class Command(BaseCommand):
    """Reads files that are new or were changed; others only when asked to."""

    help = "Take the text out of documents that have not been read, or not with the file they have."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the options."""
        parser.add_argument("--again", action="store_true", help="read all of them again")
        parser.add_argument(
            "--only", choices=Outcome.values, help="read again those with this outcome"
        )

    def handle(self, *args: Any, again: bool, only: str | None, **options: Any) -> None:
        """Read one document after the other, with a line for each."""
        documents = SiteDocument.objects.order_by("pk")
        if only:
            documents = documents.filter(reading__outcome=only)
        elif not again:
            documents = documents.filter(
                Q(reading=None)
                | ~Q(reading__file_name=F("file"))
                | ~Q(reading__file_hash=F("file_hash"))
            )
        count = 0
        for document in documents.iterator(chunk_size=100):
            reading = read_document(document)
            told = Outcome(reading.outcome).label if reading else "no file"
            self.stdout.write(f"{document.pk} {document.filename}: {told}")
            count += 1
        self.stdout.write(f"Documents read: {count}")
