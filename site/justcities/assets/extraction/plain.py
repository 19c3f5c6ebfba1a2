"""Reads plain text and HTML."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from justcities.assets.extraction.parts import Budget, Found, UnreadableError

NOT_TEXT = {"script", "style", "template", "noscript", "svg", "math", "object", "iframe"}
BLOCKS = frozenset(
    """
    address article aside blockquote body br caption dd details dialog div dl dt figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section
    summary table tbody td tfoot th thead title tr ul
    """.split()  # noqa: SIM905 -- a list of 45 strings would be 45 lines
)
MOST_BYTES = 32 * 1024 * 1024


def read(path: Path, ending: str, budget: Budget) -> Found:
    """Return the text of a text file or a page.

    Raises:
        UnreadableError: where it is no text in an encoding that can be told, or far too large.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableError("too_large")
    content = path.read_bytes()
    found = Found()
    pages = iter(_decoded(content).split("\f")) if ending == "txt" else iter([_html(content)])
    budget.take(found, pages)
    found.page_count = len(found.pages)
    return found


def _decoded(content: bytes) -> str:
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("damaged") from error


def _html(content: bytes) -> str:
    """Return the text that a reader sees; what only programs see is passed over."""
    try:
        content.decode()
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    except UnicodeDecodeError:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)  # as its head says
    try:
        document = html.document_fromstring(content, parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("no_text" if not content.strip() else "damaged") from error
    return "".join(_seen(document))


def _seen(document: Any) -> Iterator[str]:
    passed_over = 0
    for event, element in etree.iterwalk(document, events=("start", "end")):
        tag = element.tag
        if tag in NOT_TEXT:
            passed_over += 1 if event == "start" else -1
            if event == "end" and not passed_over:
                yield element.tail or ""
            continue
        if passed_over:
            continue
        if tag in BLOCKS:
            yield "\n"
        yield (element.text if event == "start" else element.tail) or ""
