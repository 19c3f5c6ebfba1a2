"""A collection as one archive: a page that lists it, and the files its reader may open.

Files are stored as they are, for they are compressed already; so the archive can be sent while it
is made, in little memory, and its size is told before. Made again it has the same bytes, so that a
download that broke off goes on from there: what came already is made and thrown away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO, RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import content_disposition_header

from justcities.assets.serving import Span, asked_part
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
    """A file, its place in the archive, and its size in bytes as it is stored."""

    file: ShownFile
    path: str
    size: int = 0


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
        resource.packed = [
            replace(each, size=file.storage.size(file.name))
            for each in resource.packed
            if (file := each.file.document.file) and file.storage.exists(file.name)
        ]
    return archive


@dataclass
class Sent:
    """An archive as it is sent: the same bytes each time it is made of the same.

    Attributes:
        listed: the page that lists it, as HTML.
        day: when it was asked for, which the page that lists it says and bears.
        files: the files, each of which is opened when its turn comes.
    """

    listed: str
    day: date
    files: list[Packed]

    @property
    def size(self) -> int:
        """How many bytes it has: what an archive of empty files has, and the files."""
        return sum(map(len, self._parts(empty=True))) + sum(each.size for each in self.files)

    @property
    def mark(self) -> str:
        """What two archives have in common only where they have the same bytes: an ETag.

        It is made with the site's key: of a file's content nothing is told to whoever can guess.
        """
        names = [(each.path, each.size, each.file.document.file.name) for each in self.files]
        text = repr((self.listed, self.day, names))
        return f'"{salted_hmac("library.archive", text, algorithm="sha256").hexdigest()[:32]}"'

    def parts(self, span: Span) -> Iterator[bytes]:
        """Yield the bytes of a part of it."""
        at = 0
        for part in self._parts():
            piece = part[max(0, span.start - at) : max(0, span.stop - at)]
            if piece:
                yield piece
            at += len(part)
            if at >= span.stop:
                return

    def _parts(self, empty: bool = False) -> Iterator[bytes]:
        sink = _Sink()
        with ZipFile(sink, "w", ZIP_STORED) as archive:  # type: ignore[arg-type]
            page = ZipInfo("index.html", (*self.day.timetuple()[:3], 0, 0, 0))
            page.compress_type = ZIP_DEFLATED
            archive.writestr(page, self.listed)
            yield sink.take()
            for packed in self.files:
                # Archives know no time zone.
                made = timezone.make_naive(packed.file.document.created_at)
                entry = ZipInfo(packed.path, made.timetuple()[:6])
                with (
                    _opened(packed, empty) as source,
                    archive.open(entry, "w", force_zip64=True) as target,
                ):
                    left = 0 if empty else packed.size
                    while left:
                        chunk = source.read(min(CHUNK, left))
                        if not chunk:
                            # Breaks the line, so that whoever asked tries again.
                            raise EOFError(f"{packed.path} is shorter than it was")
                        left -= len(chunk)
                        target.write(chunk)
                        yield sink.take()
        yield sink.take()


def _opened(packed: Packed, empty: bool) -> Any:
    file = packed.file.document.file
    return BytesIO() if empty else file.storage.open(file.name)


def respond(request: HttpRequest, page: CollectionPage, archive: Archive) -> HttpResponseBase:
    """Answer with the archive, made while it is sent, or with the part of it that was asked for."""
    day = timezone.localdate()
    listed = render_to_string(
        "library/archive.html", {"page": page, "archive": archive, "day": day}
    )
    sent = Sent(listed, day, archive.files)
    size, mark = sent.size, sent.mark
    part = asked_part(request, size, request.headers.get("If-Range", mark) == mark)
    if part is not None and part.start >= part.stop:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return _with_headers(refused, mark)
    span = part or Span(0, size)
    parts = sent.parts(span) if request.method == "GET" else iter(())
    response: Any = StreamingHttpResponse(
        parts, status=200 if part is None else 206, content_type="application/zip"
    )
    if part is not None:
        response["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    response["Content-Length"] = str(span.stop - span.start)
    response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}.zip")
    # Compressed as far as it can be; a second time only costs the server's time.
    response["Content-Encoding"] = "identity"
    return _with_headers(response, mark)


def _with_headers(response: HttpResponseBase, mark: str) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = mark
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
