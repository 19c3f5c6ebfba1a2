"""Answers with records in a format of the field, for one record and for any list.

The pages are the caller's choice, from ``library.queries`` or ``casestudies.queries``; what of them
a reader may have is decided here once more (``library.recording.records_for``).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from wagtail.models import Page

from justcities.core.exporters import Export, register_exporter
from library.crosswalk import FORMATS, Format
from library.record import Record
from library.recording import records_for


def export_response(
    request: HttpRequest, pages: Iterable[Page], key: str, name: str
) -> StreamingHttpResponse:
    """Answer with what the reader may have of some pages.

    Args:
        request: the reader's.
        pages: resources or case studies; of long lists give an iterator that loads them in parts
            (``library.queries.for_records``).
        key: of the format.
        name: of the file, without its ending; any text.

    Raises:
        Http404: there is no such format.
    """
    if key not in FORMATS:
        raise Http404
    return respond(records_for(pages, request.user), FORMATS[key], name)


def respond(records: Iterable[Record], fmt: Format, filename: str) -> StreamingHttpResponse:
    """Answer with records as a file to download, record by record.

    What it holds depends on who asks, and a search engine has the pages themselves.
    """
    response = StreamingHttpResponse(_pieces(records, fmt), content_type=fmt.media_type)
    name = f"{slugify(filename, allow_unicode=True)[:80] or 'records'}.{fmt.ending}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _pieces(records: Iterable[Record], fmt: Format) -> Iterator[bytes]:
    """Give the bytes in pieces of a size that is worth sending."""
    piece = bytearray()
    for part in fmt.write(records):
        piece += part
        if len(piece) >= 32 * 1024:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)


@register_exporter
class LibraryExporter:
    """Lets pages that stand below the library's layer be taken out in its formats."""

    def offers(self) -> list[Export]:
        """Return the formats in the order in which they are offered."""
        return [Export(each.key, each.label, str(each.meant_for)) for each in FORMATS.values()]

    def respond(
        self, request: HttpRequest, pages: Iterable[Any], key: str, name: str
    ) -> StreamingHttpResponse:
        """Answer with pages in a format."""
        return export_response(request, pages, key, name)
