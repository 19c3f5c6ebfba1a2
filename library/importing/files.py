"""Files that come with records: found, looked into, stored once, and closed until rights are known.

They are documents of a folder of their own. Who may open them is the records' rule
(``library.permissions.can_open_files``): without a rights statement, nobody but editors.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from wagtail.models import Collection

from justcities.assets.documents import check_document
from justcities.assets.models import SiteDocument
from justcities.assets.storage import document_storage
from library.importing.comparing import Difference
from library.importing.sources import Source
from library.models import ResourceFile
from library.record import FileRef, Record

FOLDER = "Library"
NAME_LENGTH = 80


@dataclass
class Stored:
    """A file of a record that lies in the storage, without its row in the database yet."""

    ref: FileRef
    name: str
    title: str
    size: int
    hash: str
    existing: SiteDocument | None = None


def problem_with(ref: FileRef, source: Source) -> str:
    """Say in words why a file can't be taken, or return an empty string."""
    name = ref.path.replace("\\", "/").rpartition("/")[2]
    path = source.file(ref.path)
    if path is None:
        return _("The file “%(name)s” was not brought along.") % {"name": name}
    with path.open("rb") as opened:
        try:
            check_document(File(opened, name=path.name))
        except ValidationError as error:
            return _("The file “%(name)s”: %(why)s") % {
                "name": name,
                "why": " ".join(error.messages),
            }
    return ""


def problems_of(record: Record, source: Source) -> list[str]:
    """Say of which of a record's files something is wrong; the record comes without them."""
    problems = (problem_with(ref, source) for ref in record.files if ref.path)
    return [problem for problem in problems if problem]


def hash_of(path: Path) -> str:
    """Return the hash by which Wagtail knows a document."""
    found = hashlib.sha1(usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            found.update(chunk)
    return found.hexdigest()


def hashes_of(record: Record, source: Source) -> dict[str, str]:
    """Return the hash of each file of a record that was brought along, by its path."""
    found = {}
    for ref in record.files:
        path = source.file(ref.path) if ref.path else None
        if path is not None:
            found[ref.path] = hash_of(path)
    return found


def without_present(
    found: list[Difference], pk: int, record: Record, source: Source
) -> list[Difference]:
    """Leave out of a record's differences the files whose content it has, under any name."""
    changed = next((each for each in found if each[0] == "files"), None)
    if changed is None:
        return found
    present = set(
        ResourceFile.objects.filter(page=pk, document__isnull=False).values_list(
            "document__file_hash", flat=True
        )
    )
    hashes = hashes_of(record, source)
    old, new = changed[1], changed[2]
    missing = [
        name for name in new[len(old) :] if name not in hashes or hashes[name] not in present
    ]
    gone = {ref.path for ref in record.files if ref.path and ref.path not in hashes}
    missing = [name for name in missing if name not in gone]
    others = [each for each in found if each[0] != "files"]
    return [*others, ["files", old, [*old, *missing]]] if missing else others


def store(refs: Iterable[FileRef], source: Source) -> list[Stored]:
    """Put files into the storage; those it has, by content, are taken as they are.

    Outside of any transaction: copying takes longer than a lock should be held.
    """
    stored = []
    storage = document_storage()
    for ref in refs:
        path = source.file(ref.path)
        if path is None or problem_with(ref, source):
            continue
        digest = hash_of(path)
        existing = SiteDocument.objects.filter(
            file_hash=digest, collection__name=FOLDER, collection__depth=2
        ).first()
        name = ""
        if existing is None:
            short = f"{path.stem[:NAME_LENGTH]}{path.suffix.lower()}"
            with path.open("rb") as opened:
                name = storage.save(f"documents/{short}", File(opened))
        stored.append(Stored(ref, name, path.stem[:255], path.stat().st_size, digest, existing))
    return stored


def discard(stored: Iterable[Stored]) -> None:
    """Take files out of the storage again whose records could not be written."""
    for each in stored:
        if each.name:
            document_storage().delete(each.name)


def folder() -> Collection:
    """Return the folder of the library's files, made where it is missing."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=FOLDER).first()
    return found or root.add_child(name=FOLDER)


def document_of(stored: Stored, user: object, collection: Collection) -> SiteDocument:
    """Return the document of a stored file, made where the library has none."""
    if stored.existing is not None:
        return stored.existing
    document = SiteDocument(
        title=stored.title,
        collection=collection,
        uploaded_by_user=user,
        file_size=stored.size,
        file_hash=stored.hash,
    )
    document.file.name = stored.name
    document.save()
    return document
