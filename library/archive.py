"""A collection as one archive: a page that lists it, and the files its reader may open.

Files are stored as they are, for they are compressed already; so the archive can be sent while it
is made, in little memory, and its size is told before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header

from library.cards import Card, card
from library.cited import cited
from library.collecting import MOST, entries_of
from library.files import ShownFile, ShownFiles, files_of
from library.models import CollectionPage, ResourcePage
from library.queries import for_records

MOST_FILES = 400
MOST_BYTES = 500 * 1024 * 1024
CHUNK = 64 * 1024


@dataclass
class Packed:
    """A file, and its place in the archive."""

    file: ShownFile
    path: str


@dataclass
class PackedResource:
    """A resource of the archive: its page, its row, its files and links."""

    page: ResourcePage
    shown: ShownFiles
    packed: list[Packed] = field(default_factory=list)

    @property
    def card(self) -> Card:
        """Its row."""
        return card(self.page)

    @property
    def citation(self) -> str:
        """How it is cited."""
        return cited(self.page).html


@dataclass
class Archive:
    """What an archive holds; nothing is read before it is asked for."""

    resources: list[PackedResource] = field(default_factory=list)

    @property
    def files(self) -> list[Packed]:
        """All files, in order."""
        return [packed for resource in self.resources for packed in resource.packed]

    @property
    def size(self) -> int:
        """How many bytes the files have together; the page that lists them adds next to nothing."""
        return sum(packed.file.size or 0 for packed in self.files)

    @property
    def fits(self) -> bool:
        """Whether it is small enough to be sent at one go."""
        return len(self.files) <= MOST_FILES and self.size <= MOST_BYTES


def archive_of(pages: Iterable[ResourcePage], user: Any) -> Archive:
    """Return what an archive of resources holds for one reader.

    A file that two resources share is packed once for each of them, beside its own record.

    Args:
        pages: resources the reader may see, loaded with their files.
        user: the reader.
    """
    archive = Archive()
    number = 0
    for page in pages:
        resource = PackedResource(page, files_of(page, user))
        for file in resource.shown.kept:
            number += 1
            resource.packed.append(Packed(file, f"files/{number:03}-{file.filename}"))
        archive.resources.append(resource)
    return archive


def archive_of_collection(page: CollectionPage, user: Any) -> Archive:
    """Return the archive of a collection, ready to be sent: without files that are gone."""
    entries, _notes = entries_of(page, user)
    archive = archive_of(for_records(entry.pk for entry in entries[:MOST]), user)
    for resource in archive.resources:
        resource.packed = [each for each in resource.packed if _is_there(each.file.document.file)]
    return archive


def _is_there(file: Any) -> bool:
    return bool(file) and file.storage.exists(file.name)


def respond(request: HttpRequest, page: CollectionPage, archive: Archive) -> HttpResponseBase:
    """Answer with the archive, made while it is sent."""
    listed = render_to_string(
        "library/archive.html", {"page": page, "archive": archive, "day": timezone.localdate()}
    )
    parts = stream(listed, archive.files) if request.method == "GET" else iter(())
    response: Any = StreamingHttpResponse(parts, content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}.zip")
    # Compressed as far as it can be; a second time only costs the server's time.
    response["Content-Encoding"] = "identity"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class _Sink(RawIOBase):
    """Keeps what is written until it is taken away. It can't be gone back in."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Keep what is written."""
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def stream(listed: str, files: list[Packed]) -> Iterator[bytes]:
    """Yield an archive part by part.

    Args:
        listed: the page that lists it, as HTML.
        files: the files, each of which is opened when its turn comes.
    """
    sink = _Sink()
    now = timezone.localtime().timetuple()[:6]
    with ZipFile(sink, "w", ZIP_STORED) as archive:  # type: ignore[arg-type]
        page = ZipInfo("index.html", now)
        page.compress_type = ZIP_DEFLATED
        archive.writestr(page, listed)
        yield sink.take()
        for packed in files:
            entry = ZipInfo(packed.path, now)
            with (
                packed.file.document.file.storage.open(packed.file.document.file.name) as source,
                archive.open(entry, "w", force_zip64=True) as target,
            ):
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                    yield sink.take()
    yield sink.take()
