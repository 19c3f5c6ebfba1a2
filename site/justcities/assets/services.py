"""Changes of state: a document's file is read."""

import hashlib
import tempfile
from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from justcities.assets.events import document_read
from justcities.assets.extraction import Reading, read_file
from justcities.assets.models import DocumentPage, DocumentReading, SiteDocument

CHUNK = 1024 * 1024


def read_document(document: SiteDocument) -> DocumentReading | None:
    """Take the text out of a document's file and store it in place of what was there.

    Reading takes up to 20 seconds and holds no transaction; storing takes a moment.

    Returns:
        The reading, or None where the document or its file is gone by now.
    """
    with tempfile.TemporaryDirectory(prefix="document-") as folder:
        path = Path(folder) / "file"
        file_name = str(document.file.name)
        try:
            file_hash = _copied(document, path)
        except FileNotFoundError:
            return None
        found = read_file(path, document.file_extension)
    return _store(document, found, file_name, file_hash)


def _copied(document: SiteDocument, path: Path) -> str:
    """Copy the file out of its storage, which may be far away, and return its SHA-1.

    Wagtail tells double uploads by SHA-1; nothing is secured by it.
    """
    seen = hashlib.sha1(usedforsecurity=False)
    with document.file.storage.open(str(document.file.name)) as file, path.open("wb") as copy:
        while chunk := file.read(CHUNK):
            seen.update(chunk)
            copy.write(chunk)
    return seen.hexdigest()


def _store(
    document: SiteDocument, found: Reading, file_name: str, file_hash: str
) -> DocumentReading | None:
    storage = document.file.storage
    # A name of its own each time: the old picture goes when the new one is certain.
    picture = (
        storage.save(f"first-pages/{uuid4().hex}.webp", ContentFile(found.picture))
        if found.picture
        else ""
    )
    with transaction.atomic():
        # Where two workers read at once, the second waits here for the first.
        if not SiteDocument.objects.select_for_update().filter(pk=document.pk).exists():
            if picture:
                storage.delete(picture)
            return None
        SiteDocument.objects.filter(pk=document.pk, file=file_name).update(file_hash=file_hash)
        old = DocumentReading.objects.filter(document=document).first()
        reading = DocumentReading(
            pk=old.pk if old else None,
            document=document,
            outcome=found.outcome,
            language=found.language,
            page_count=found.page_count,
            characters=found.characters,
            flags=found.flags,
            file_name=file_name,
            file_hash=file_hash,
            first_page=picture,
            width=found.width,
            height=found.height,
        )
        reading.save()
        reading.pages.all().delete()
        DocumentPage.objects.bulk_create(
            [
                DocumentPage(
                    reading=reading, number=page.number, text=page.text, language=page.language
                )
                for page in found.pages
            ],
            batch_size=500,
        )
        old_picture = str(old.first_page.name) if old and old.first_page else ""
        if old_picture:
            transaction.on_commit(lambda: storage.delete(old_picture))
    document.file_hash = file_hash
    document_read.send(sender=SiteDocument, document=document, reading=reading)
    return reading
