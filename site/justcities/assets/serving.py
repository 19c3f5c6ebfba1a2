"""Hands out a stored file over a slow line: whole, or from where the last try broke off.

RFC 9110: one range of bytes (several are answered with the whole file), ``If-Range`` by date,
``If-Modified-Since``. There is no ETag: of a file's content nothing is told to whoever can guess.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.core.files.base import File
from django.core.files.storage import Storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

CHUNK = 64 * 1024
POLICY = "default-src 'none'; sandbox"
PRIVATE = "private, no-store"
PUBLIC = "public, max-age=3600"
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


class Stored(NamedTuple):
    """A file to hand out, and what is said about it."""

    storage: Storage
    name: str
    filename: str
    content_type: str
    as_attachment: bool
    is_public: bool


class Span(NamedTuple):
    """A part of a file: its first byte, and the one after its last."""

    start: int
    stop: int


def respond(request: HttpRequest, stored: Stored) -> HttpResponseBase:
    """Answer GET or HEAD with a file or the part of it that was asked for.

    Raises:
        FileNotFoundError: where the storage lacks the file.
    """
    size = stored.storage.size(stored.name)
    modified = _modified(stored)
    if _is_unchanged(request, modified):
        return _with_headers(HttpResponse(status=304), stored, modified)
    part = asked_part(request, size, _fits(request, modified))
    if part is not None and part.start >= part.stop:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return _with_headers(refused, stored, modified)
    file = stored.storage.open(stored.name)
    span = part or Span(0, size)
    response: Any = StreamingHttpResponse(
        _chunks(file, span),
        status=200 if part is None else 206,
        content_type=stored.content_type,
    )
    response._resource_closers.append(file.close)  # as Django's own FileResponse does
    if part is not None:
        response["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    response["Content-Length"] = str(span.stop - span.start)
    response["Content-Disposition"] = content_disposition_header(
        stored.as_attachment, stored.filename
    )
    # Parts of a compressed stream are of no use: tell the middleware that nobody takes gzip.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return _with_headers(response, stored, modified)


def is_beginning(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether an answer begins a download: no HEAD, no later part, nothing kept already."""
    if request.method != "GET" or response.status_code not in {200, 206}:
        return False
    return response.status_code == 200 or response["Content-Range"].startswith("bytes 0-")


def _with_headers(
    response: HttpResponseBase, stored: Stored, modified: datetime | None
) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = PUBLIC if stored.is_public else PRIVATE
    if modified is not None:
        response["Last-Modified"] = http_date(modified.timestamp())
    return response


def _modified(stored: Stored) -> datetime | None:
    try:
        return stored.storage.get_modified_time(stored.name)
    except NotImplementedError:
        return None  # not every storage knows


def _is_unchanged(request: HttpRequest, modified: datetime | None) -> bool:
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return (
        modified is not None
        and since is not None
        and "If-None-Match" not in request.headers
        and int(modified.timestamp()) <= since
    )


def asked_part(request: HttpRequest, size: int, fits: bool) -> Span | None:
    """Return which part is asked for, None for the whole; an empty one is not in the file.

    Args:
        request: the request, for ``Range``.
        size: of the whole, in bytes.
        fits: the part asked for is one of what would be sent now (``If-Range``).
    """
    match = _RANGE.match(request.headers.get("Range", "").strip())
    if match is None or not fits:
        return None
    # Bounded: digits can be many.
    first, last = (number[:20] for number in match.groups())
    if first and last and int(last) < int(first):
        return None
    if first:
        return Span(int(first), min(size, int(last) + 1) if last else size)
    return Span(max(0, size - int(last)), size) if last else None


def _fits(request: HttpRequest, modified: datetime | None) -> bool:
    """Tell whether the part asked for is still one of the same file."""
    condition = request.headers.get("If-Range")
    if condition is None:
        return True
    date = parse_http_date_safe(condition)
    return modified is not None and date is not None and int(modified.timestamp()) == date


def _chunks(file: File, span: Span) -> Iterator[bytes]:
    file.seek(span.start)
    left = span.stop - span.start
    while left > 0:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            return
        left -= len(chunk)
        yield chunk
