"""Reads PDFs: text by pdfium, what it would do on opening by qpdf, a picture of its first page."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from justcities.assets.extraction import limits, righttoleft, text
from justcities.assets.extraction.parts import Budget, Found, UnreadableError

FEW_WORDS = 5
PAGES_LOOKED_AT = 3
MOST_BROKEN = 50
# In parts of the size of the type: baselines of one line, and pieces of one line side by side.
SAME_LINE = 0.3
NEAR = 1.5
# What makes a program do something, by the names it has in a PDF.
ACTIONS = {"/JavaScript": "javascript", "/Launch": "launch", "/SubmitForm": "submits"}


def read(path: Path, budget: Budget) -> Found:
    """Return a PDF's text.

    Raises:
        UnreadableError: where it is encrypted or damaged.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise UnreadableError("encrypted" if is_locked else "damaged") from error
    found = Found(page_count=len(document))
    if not found.page_count:
        raise UnreadableError("damaged")
    budget.take(found, _pages(document, found))
    del found.pages[found.page_count :]
    if "broken_pages" in found.flags and not any(found.pages):
        raise UnreadableError("damaged")
    found.scanned = _is_scan(document, found)
    return found


def _pages(document: pypdfium2.PdfDocument, found: Found) -> Iterator[str]:
    broken = 0
    for index in range(found.page_count):
        try:
            page = document[index]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            found.flags.add("broken_pages")
            broken += 1
            if broken > MOST_BROKEN:
                found.page_count = index + 1 - broken  # it says more pages than it has
                return
            yield ""
            continue
        broken = 0
        plain = textpage.get_text_range(errors="ignore")
        letters = len(text.RIGHT_TO_LEFT.findall(plain))
        from_right = letters > sum(sign.isalpha() for sign in plain) / 2
        yield _reordered(textpage, from_right) if letters else plain
        textpage.close()
        page.close()


def _reordered(textpage: Any, from_right: bool) -> str:
    """Return a page's text with its right-to-left lines read by where their letters stand."""
    lines: list[Line] = [Line()]
    for index in range(raw.FPDFText_CountChars(textpage)):
        glyph = _glyph(textpage, index)
        if glyph is None:
            continue
        if glyph.character == "\n":
            lines.append(Line())
        elif glyph.character != "\r":
            lines[-1].size = lines[-1].size or _size(textpage, index)
            lines[-1].glyphs.append(glyph)
    whole: list[Line] = []
    for line in lines:
        if whole and whole[-1].goes_on_in(line):
            whole[-1].glyphs.extend(line.glyphs)
        else:
            whole.append(line)
    return "\n".join(line.text(from_right) for line in whole)


@dataclass
class Line:
    """The characters of what pdfium takes for a line, and the size of their type."""

    glyphs: list[righttoleft.Glyph] = field(default_factory=list)
    size: float = 0.0

    def text(self, from_right: bool) -> str:
        """Return its text in reading order, for a page that is read from the right or not."""
        plain = "".join(glyph.character for glyph in self.glyphs)
        if not text.RIGHT_TO_LEFT.search(plain):
            return plain
        return righttoleft.in_reading_order(self.glyphs, self.size, from_right)

    def goes_on_in(self, other: "Line") -> bool:
        """Tell whether the next line is the same one: pdfium breaks one at a raised sign."""
        if not (self.glyphs and other.glyphs and self._is_right_to_left()):
            return False
        if abs(self._baseline() - other._baseline()) > SAME_LINE * self.size:
            return False
        ends = [
            (min(g.left for g in line.glyphs), max(g.right for g in line.glyphs))
            for line in (self, other)
        ]
        (left, right), (other_left, other_right) = ends
        return max(other_left - right, left - other_right) < NEAR * self.size

    def _is_right_to_left(self) -> bool:
        return any(text.RIGHT_TO_LEFT.match(glyph.character) for glyph in self.glyphs)

    def _baseline(self) -> float:
        return median(glyph.y for glyph in self.glyphs)


def _glyph(textpage: Any, index: int) -> righttoleft.Glyph | None:
    code = raw.FPDFText_GetUnicode(textpage, index)
    if not code or code > 0x10FFFF:
        return None
    x, y, left, right, bottom, top = (ctypes.c_double() for _number in range(6))
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return righttoleft.Glyph(
        chr(code), x.value, y.value, left.value, right.value, bottom.value, top.value
    )


def _size(textpage: Any, index: int) -> float:
    """Return the size of the type of a character, as it stands on the page."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    return raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)


def _is_scan(document: pypdfium2.PdfDocument, found: Found) -> bool:
    """Tell whether pages are pictures with at most a stamp of a few words on each."""
    if not found.pages:
        return False
    count = sum(text.words(page) for page in found.pages)
    if count == 0:
        return True
    if count >= FEW_WORDS * len(found.pages):
        return False
    return all(
        any(True for _image in document[index].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
        for index in range(min(PAGES_LOOKED_AT, len(found.pages)))
    )


def actions(path: Path) -> set[str]:
    """Return what a PDF would do or carries along, as flags; object streams are looked into.

    Raises:
        pikepdf.PdfError: where it can't be looked through.
    """
    import pikepdf

    flags: set[str] = set()
    with pikepdf.open(path) as document:
        if "/OpenAction" in document.Root and isinstance(
            document.Root["/OpenAction"], pikepdf.Dictionary
        ):
            flags.add("acts_on_opening")
        for entry in document.objects:
            if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
                flags |= _actions_of(entry)
    return flags


def _actions_of(entry: Any) -> set[str]:
    """Look into one object, and into the small dictionaries that stand in it."""
    flags: set[str] = set()
    waiting = [(entry, 0)]
    while waiting:
        part, depth = waiting.pop()
        keys = set(part.keys())
        if "/JS" in keys:
            flags.add("javascript")
        if keys & {"/EmbeddedFile", "/EmbeddedFiles", "/EF"} or _name(part, "/Type") in {
            "/EmbeddedFile"
        }:
            flags.add("embedded_files")
        if _name(part, "/Subtype") == "/RichMedia":
            flags.add("media")
        kind = _name(part, "/S")
        if kind in ACTIONS:
            flags.add(ACTIONS[kind])
        if "/JavaScript" in keys:
            flags.add("javascript")
        if depth < 8:
            waiting.extend((child, depth + 1) for child in _direct_children(part, keys))
    return flags


def _name(part: Any, key: str) -> str:
    import pikepdf

    value = part.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _direct_children(part: Any, keys: set[str]) -> Iterator[Any]:
    """Return the dictionaries in one that are no objects of their own (those have their turn)."""
    import pikepdf

    for key in keys:
        value = part.get(key)
        entries = list(value)[:1000] if isinstance(value, pikepdf.Array) else [value]
        for child in entries:
            if isinstance(child, pikepdf.Dictionary) and not child.is_indirect:
                yield child


def draw_first_page(path: Path, to: Path) -> tuple[int, int]:
    """Write a picture of the first page as WebP and return its width and height."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    width, height = page.get_size()
    scale = min(limits.PICTURE_WIDTH / max(width, 1.0), limits.PICTURE_HEIGHT / max(height, 1.0))
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    picture.save(to, format="WEBP", quality=72, method=4)
    return picture.size
