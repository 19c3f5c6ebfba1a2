"""Reads DOCX, ODT and PPTX: archives of XML, read in a stream and never as a whole.

Neither entities nor other files are fetched: the parser is told so, and XML that declares a
document type (no office program writes one) is refused.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import IO, Any

from lxml import etree

from justcities.assets.extraction import limits
from justcities.assets.extraction.parts import Budget, Found, UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LOCKED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = "\f"
BLOCKS = {f"{TEXT}p", f"{TEXT}h"}
BETWEEN = {
    f"{TEXT}s": " ",
    f"{TEXT}tab": "\t",
    f"{TEXT}line-break": "\n",
    f"{TEXT}soft-page-break": PAGE,
}
SLIDES = 2_000
WORD_PARTS = ("document", "footnotes", "endnotes", "comments")


class _Bounded:
    """A part of an archive that refuses to become larger than the limit, whatever it says."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = limits.MEMBER_BYTES

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises:
            UnreadableError: past the limit.
        """
        chunk = self._stream.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self._left -= len(chunk)
        if self._left < 0:
            raise UnreadableError("too_large")
        return chunk


def read(path: Path, ending: str, budget: Budget) -> Found:
    """Return the text of an office file.

    Raises:
        UnreadableError: where it is encrypted, damaged or too large.
    """
    with path.open("rb") as file:
        if file.read(8) == LOCKED_OFFICE:
            raise UnreadableError("encrypted")
    try:
        with zipfile.ZipFile(path) as archive:
            if any(entry.flag_bits & 0x1 for entry in archive.infolist()):
                raise UnreadableError("encrypted")
            found = Found()
            budget.take(found, _READERS[ending](archive))
            found.page_count = len(found.pages)
            return found
    except (
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise UnreadableError("damaged") from error


def _events(
    archive: zipfile.ZipFile, name: str, forgotten: set[str] | None = None
) -> Iterator[tuple[str, Any]]:
    """Walk through a part's elements, forgetting each when it has been seen.

    Args:
        archive: the office file.
        name: the part's name in it.
        forgotten: the only elements to forget, where others hold text between their children.

    Raises:
        UnreadableError: where the XML declares a document type.
    """
    with archive.open(name) as stream:
        walk = etree.iterparse(
            _Bounded(stream),
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        )
        is_first = True
        for event, element in walk:
            if is_first and element.getroottree().docinfo.internalDTD is not None:
                raise UnreadableError("damaged")
            is_first = False
            yield event, element
            if event == "end" and (forgotten is None or element.tag in forgotten):
                # Text that follows stays: it belongs to the element above.
                tail = element.tail
                element.clear()
                element.tail = tail


def _pages(pieces: Iterator[str]) -> Iterator[str]:
    """Put pieces of text together to pages, which end at a form feed."""
    page: list[str] = []
    for piece in pieces:
        if piece == PAGE:
            if any(part.strip() for part in page):
                yield "".join(page)
            page = []
        else:
            page.append(piece)
    yield "".join(page)


def _docx(archive: zipfile.ZipFile) -> Iterator[str]:
    names = set(archive.namelist())
    yield from _pages(_word(archive, "word/document.xml"))
    for part in WORD_PARTS[1:]:
        name = f"word/{part}.xml"
        if name in names:
            noted = "".join(_word(archive, name)).replace(PAGE, "\n")
            if noted.strip():
                yield noted


def _word(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    passed_over = 0
    for event, element in _events(archive, name):
        tag = element.tag
        # A text box stands there twice, once for old programs.
        if tag in {f"{MC}Fallback", f"{W}del"}:
            passed_over += 1 if event == "start" else -1
        elif passed_over:
            continue
        elif event == "start":
            if tag == f"{W}lastRenderedPageBreak" or (
                tag == f"{W}br" and element.get(f"{W}type") == "page"
            ):
                yield PAGE
        elif tag == f"{W}t":
            yield element.text or ""
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag in {f"{W}tab", f"{W}tc"}:
            yield "\t"
        elif tag in {f"{W}p", f"{W}br", f"{W}cr"}:
            yield "\n"


def _pptx(archive: zipfile.ZipFile) -> Iterator[str]:
    names = set(archive.namelist())
    for slide in _slides(archive, names):
        text = "".join(_drawing(archive, slide))
        related = _related(archive, slide, names)
        notes = next((target for target in related.values() if "/notesSlide" in target), None)
        if notes in names:
            text += "\n" + "".join(_drawing(archive, str(notes)))
        yield text


def _slides(archive: zipfile.ZipFile, names: set[str]) -> list[str]:
    """Return the parts of the slides in the order they are shown in."""
    related = _related(archive, "ppt/presentation.xml", names)
    slides = [
        related.get(element.get(f"{R}id", ""), "")
        for event, element in _events(archive, "ppt/presentation.xml")
        if event == "start" and element.tag == f"{P}sldId"
    ]
    return [name for name in slides if name in names][:SLIDES]


def _related(archive: zipfile.ZipFile, part: str, names: set[str]) -> dict[str, str]:
    folder = dirname(part)
    name = f"{folder}/_rels/{part.rpartition('/')[2]}.rels"
    if name not in names:
        return {}
    return {
        element.get("Id", ""): normpath(join(folder, element.get("Target", ""))).lstrip("/")
        for event, element in _events(archive, name)
        if event == "start"
        and element.tag == f"{RELATIONS}Relationship"
        and element.get("TargetMode") != "External"
    }


def _drawing(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    for event, element in _events(archive, name):
        if event == "end":
            if element.tag == f"{A}t":
                yield element.text or ""
            elif element.tag in {f"{A}p", f"{A}br"}:
                yield "\n"


def _odt(archive: zipfile.ZipFile) -> Iterator[str]:
    if "META-INF/manifest.xml" in archive.namelist():
        for _event, element in _events(archive, "META-INF/manifest.xml"):
            if isinstance(element.tag, str) and element.tag.endswith("}encryption-data"):
                raise UnreadableError("encrypted")
    yield from _pages(_odt_pieces(archive))


def _odt_pieces(archive: zipfile.ZipFile) -> Iterator[str]:
    """Text stands in paragraphs and headings, before, between and behind the elements in them."""
    passed_over = 0
    for event, element in _events(archive, "content.xml", forgotten=BLOCKS):
        if element.tag == f"{TEXT}tracked-changes":
            passed_over += 1 if event == "start" else -1
        elif passed_over:
            continue
        elif event == "start":
            if element.tag == f"{TEXT}soft-page-break" and element.getparent().tag not in BLOCKS:
                yield PAGE
        elif element.tag in BLOCKS:
            yield from _inline(element)
            yield "\n"


def _inline(block: Any) -> Iterator[str]:
    """Return a paragraph's text. One that stands in it (a note, a box) has had its turn before."""
    yield block.text or ""
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if element is block:
            continue
        if event == "end":
            yield element.tail or ""
        elif element.tag in BETWEEN:
            yield BETWEEN[element.tag]
        else:
            yield element.text or ""


_READERS = {"docx": _docx, "odt": _odt, "pptx": _pptx}
