"""PDFs that are broken, endless, huge, locked, or would do something. Made by code."""

from __future__ import annotations

import io
import zlib

import pikepdf

from tests.assets.corpus import good


def written(objects: dict[int, bytes], root: int = 1, size: int | None = None) -> bytes:
    """Return a PDF of these objects, with a table of where they stand."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, last = len(out), max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        state = b"n" if number in places else b"f"
        out += b"%010d 00000 %s \n" % (places.get(number, 0), state)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\n" % (size or last + 1, root)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), more, content)


def page(contents: bytes = b"", more: bytes = b"", box: bytes = b"0 0 600 800") -> dict[int, bytes]:
    """Return the objects of a document with one page; 4 is its content, 5 its font."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources"
        b"<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>%s>>" % (box, more),
        4: stream(contents or b"BT /F 12 Tf 50 700 Td (Readable words stand on this page) Tj ET"),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }


def with_catalog(more: bytes) -> bytes:
    """Return a document whose catalogue says more."""
    objects = page()
    objects[1] = b"<</Type/Catalog/Pages 2 0 R%s>>" % more
    return written(objects)


def packed(content: bytes) -> bytes:
    """Return a PDF with its objects in compressed streams, where a search of bytes finds none."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as made:
        made.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def locked(revision: int) -> bytes:
    """Return a PDF that opens with a password only."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(page()))) as made:
        made.save(
            buffer,
            encryption=pikepdf.Encryption(
                owner="a", user="b", R=revision, metadata=revision > 3, aes=revision > 3
            ),
        )
    return buffer.getvalue()


def bomb(times: int) -> bytes:
    """Return a page whose content is nothing, packed over and over."""
    content = b" " * 200_000_000
    for _time in range(times):
        content = zlib.compress(content, 9)
    objects = page()
    filters = b" ".join([b"/FlateDecode"] * times)
    objects[4] = stream(content, b"/Filter[%s]" % filters)
    return written(objects)


def circle_of_pages() -> bytes:
    """Return a page tree that has itself as a branch."""
    objects = page()
    objects[2] = b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 9>>"
    return written(objects)


def many_pages(count: int) -> bytes:
    """Return a document that shows one page very often."""
    objects = page()
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * count, count)
    return written(objects)


def says_many_pages() -> bytes:
    """Return a document with one page that says it has a million."""
    objects = page()
    objects[2] = b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>"
    return written(objects)


def form_in_itself() -> bytes:
    """Return a drawing that draws itself."""
    objects = page(b"/X Do")
    objects[6] = stream(
        b"/X Do /X Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
    )
    return written(objects)


def font_in_itself() -> bytes:
    """Return a font whose letters are written with that font."""
    objects = page(b"BT /F 12 Tf 50 700 Td (aaaa) Tj ET")
    objects[5] = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>"
        b"/Resources<</Font<</F 5 0 R>>>>>>"
    )
    objects[7] = stream(b"9 0 d0 BT /F 12 Tf (aaaa) Tj ET")
    return written(objects)


def large_picture() -> bytes:
    """Return a page with a picture of ten thousand megapixels."""
    objects = page(b"600 0 0 800 0 0 cm /X Do")
    objects[6] = stream(
        zlib.compress(b"\0" * 1_000_000),
        b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB/Filter/FlateDecode",
    )
    return written(objects)


def scan() -> bytes:
    """Return what a scanner makes: a picture on the page, and a stamp."""
    objects = page(b"q 600 0 0 800 0 0 cm /X Do Q BT /F 8 Tf 20 20 Td (Scanned) Tj ET")
    objects[6] = stream(
        zlib.compress(b"\xff" * 60 * 80),
        b"/Type/XObject/Subtype/Image/Width 60/Height 80/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray/Filter/FlateDecode",
    )
    return written(objects)


def launching() -> bytes:
    """Return a document that starts a program when a link is clicked on."""
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 600 800]/A<</S/Launch/F(calc.exe)>>>>]"
    return written(page(more=link))


def carrying() -> bytes:
    """Return a document with another file in it."""
    objects = page()
    objects[1] = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.exe)8 0 R]>>>>>>"
    objects[8] = b"<</Type/Filespec/F(a.exe)/EF<</F 9 0 R>>>>"
    objects[9] = stream(b"MZ", b"/Type/EmbeddedFile")
    return written(objects)


def tables_in_a_circle() -> bytes:
    """Return a document whose list of objects goes on in itself."""
    made = written(page())
    start = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


_WORKING = good.pdf(["Readable words stand on this page. " * 3] * 40, "en")
_SCRIPT = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
# What it is: the content, and which outcomes count as contained.
READ = {
    "empty": (b"", {"damaged"}),
    "cut": (_WORKING[: len(_WORKING) // 2], {"damaged", "text"}),
    "head only": (b"%PDF-1.7\n", {"damaged"}),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 400, {"damaged"}),
    "locked, RC4": (locked(3), {"encrypted"}),
    "locked, AES-256": (locked(6), {"encrypted"}),
    "pages in a circle": (circle_of_pages(), {"text", "damaged", "no_text"}),
    "says a million pages": (says_many_pages(), {"text", "damaged", "too_slow"}),
    "a page 300,000 times": (many_pages(300_000), {"text", "too_large"}),
    "huge table": (written(page(), size=2**31 - 1), {"text", "damaged", "too_large"}),
    "list in a circle": (tables_in_a_circle(), {"text", "damaged"}),
    "deep list": (with_catalog(b"/X " + b"[" * 200_000 + b"]" * 200_000), {"text", "damaged"}),
    "deep dictionary": (with_catalog(b"/X " + b"<</X " * 100_000), {"text", "damaged"}),
    "bomb": (bomb(2), {"no_text", "too_large", "too_slow", "text", "damaged"}),
    "bomb, three times packed": (bomb(3), {"no_text", "too_large", "too_slow", "damaged"}),
    "drawing in itself": (form_in_itself(), {"no_text", "damaged", "too_large"}),
    "font in itself": (font_in_itself(), {"text", "no_text", "damaged"}),
    "page without end": (written(page(box=b"0 0 1e9 1e9")), {"text", "damaged"}),
    "page of no size": (written(page(box=b"0 0 0 0")), {"text", "no_text"}),
    "ten thousand megapixels": (large_picture(), {"no_text", "too_large", "too_slow"}),
    "lying length": (
        written(page()).replace(b"/Length ", b"/Length 9999999"),
        {"text", "damaged", "no_text"},
    ),
    "no pages": (written({1: b"<</Type/Catalog>>"}), {"damaged"}),
}
# What it is: the content, the outcome, and the remarks about it.
REMARKED = {
    "scan": (scan(), "no_text", set()),
    "script on opening": (with_catalog(_SCRIPT), "text", {"javascript", "acts_on_opening"}),
    "script, packed": (packed(with_catalog(_SCRIPT)), "text", {"javascript", "acts_on_opening"}),
    "launches a program": (launching(), "text", {"launch"}),
    "launches, packed": (packed(launching()), "text", {"launch"}),
    "carries a file": (carrying(), "text", {"embedded_files"}),
    "carries, packed": (packed(carrying()), "text", {"embedded_files"}),
    "good": (written(page()), "text", set()),
}
