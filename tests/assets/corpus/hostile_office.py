"""Office files that are bombs, locked, two things at once, or would do something. Made by code."""

from __future__ import annotations

import io
import struct
import zipfile

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="%s"/></Types>'
)
DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WITH_MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY = b'<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'
ODT = b"application/vnd.oasis.opendocument.text"
OFFICE = (
    b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    b"<text:p>Readable words</text:p></office:text></office:body></office:document-content>"
)
Parts = dict[str, bytes]


def word(text: bytes = b"Readable words", more: Parts | None = None, head: bytes = b"") -> Parts:
    """Return the parts of a DOCX."""
    return {
        "[Content_Types].xml": TYPES % DOCUMENT,
        "word/document.xml": head + BODY % (W, text),
        **(more or {}),
    }


def odt(more: Parts | None = None) -> Parts:
    """Return the parts of an ODT."""
    return {"mimetype": ODT, "content.xml": OFFICE, **(more or {})}


def archive(parts: Parts) -> bytes:
    """Return an archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def encrypted_entries() -> bytes:
    """Return a DOCX whose entries say that they are encrypted."""
    made = bytearray(archive(word()))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(signature)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(signature, at + 1)
    return bytes(made)


def overlapping() -> bytes:
    """Return an archive with entries that share their packed bytes: small, and endless unpacked."""
    made = bytearray(archive(word()))
    start = made.index(b"PK\x01\x02")
    length = 46 + struct.unpack_from("<H", made, start + 28)[0]
    first = bytes(made[start : start + length])
    end = made.rindex(b"PK\x05\x06")
    made[end:end] = first.replace(b"[Content_Types].xml", b"[Content_Typez].xml")
    end += length
    count, size = struct.unpack_from("<H", made, end + 10)[0] + 1, end - start
    struct.pack_into("<HHI", made, end + 8, count, count, size)
    return bytes(made)


def lying_size() -> bytes:
    """Return an archive whose table of contents tells another size than stands at the entry."""
    made = bytearray(archive(word()))
    struct.pack_into("<I", made, made.index(b"PK\x01\x02") + 24, 5)
    return bytes(made)


def wrong_checksum() -> bytes:
    """Return an archive whose parts aren't what their checksums say."""
    made = bytearray(archive(word()))
    for signature, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        at = made.find(signature)
        while at >= 0:
            struct.pack_into("<I", made, at + offset, 1)
            at = made.find(signature, at + 1)
    return bytes(made)


def other_name() -> bytes:
    """Return an archive with two names for one entry."""
    made = archive(word(more={"word/a.xml": b"<a/>"}))
    return made.replace(b"word/a.xml", b"word/b.xml", 1)


def entities(kind: str) -> bytes:
    """Return a DOCX with entities that grow, fetch a file, or come from elsewhere."""
    heads = {
        "billion laughs": "".join(
            [
                '<!DOCTYPE x [<!ENTITY a0 "haha">',
                *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)),
                "]>",
            ]
        ),
        "quadratic": f'<!DOCTYPE x [<!ENTITY a9 "{"ha" * 100_000}">]>',
        "file": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>',
        "network": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "http://127.0.0.1:9/x">]>',
        "other table": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    }
    text = b"&a9;" * (20_000 if kind == "quadratic" else 1)
    if kind == "other table":
        text = b"x"
    return archive(word(text, head=heads[kind].encode()))


def in_utf16() -> bytes:
    """Return entities in an encoding that a search of bytes passes over."""
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    return archive(word() | {"word/document.xml": text.encode("utf-16")})


def relation(kind: str) -> Parts:
    """Return a list of what belongs to the document: something elsewhere."""
    return {
        "word/_rels/settings.xml.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{KINDS}/{kind}" '
            'Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'
        ).encode()
    }


def many_slides() -> bytes:
    """Return a PPTX that shows one slide a hundred thousand times."""
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    ids = '<p:sldId id="256" r:id="a"/>' * 100_000
    return archive(
        {
            "[Content_Types].xml": TYPES % b"x",
            "ppt/presentation.xml": (
                f'<p:presentation xmlns:p="{p}" xmlns:r="{KINDS}">{ids}</p:presentation>'
            ).encode(),
            "ppt/_rels/presentation.xml.rels": (
                f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{KINDS}/slide" '
                'Target="slides/slide1.xml"/></Relationships>'
            ).encode(),
            "ppt/slides/slide1.xml": (
                b'<a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">word</a:t>'
            ),
        }
    )


GROUND = {"damaged", "text", "no_text", "encrypted", "too_large", "too_slow"}
_GOOD = archive(word())
_LOCKED_ODT = {"META-INF/manifest.xml": b"<manifest:encryption-data xmlns:manifest='m'/>"}
# What it is: the ending, the content, and the word with which it is refused.
REFUSED = {
    "macros": ("docx", archive(word(more={"word/vbaProject.bin": b"x"})), "has_macros"),
    "macros by type": (
        "docx",
        archive(word() | {"[Content_Types].xml": TYPES % WITH_MACROS}),
        "has_macros",
    ),
    "old macros": ("docx", archive(word(more={"word/activeX/a.xml": b"<a/>"})), "has_macros"),
    "macros in ODT": ("odt", archive(odt({"Basic/Standard/M.xml": b"<a/>"})), "has_macros"),
    "scripts in ODT": ("odt", archive(odt({"Scripts/python/a.txt": b"x"})), "has_macros"),
    "bomb": ("docx", archive(word(b"a" * 300_000_000)), "too_much_inside"),
    "100,000 entries": (
        "docx",
        archive(word(more={f"word/{number}.xml": b"" for number in range(20_000)})),
        "too_much_inside",
    ),
    "entries in entries": ("docx", overlapping(), "odd_archive"),
    "lying size": ("docx", lying_size(), "odd_archive"),
    "two names": ("docx", other_name(), "odd_archive"),
    "archive in it": ("docx", archive(word(more={"word/a.zip": _GOOD})), "has_programs"),
    "program in it": ("docx", archive(word(more={"word/a.exe": b"MZ"})), "has_programs"),
    "out of the folder": ("docx", archive(word(more={"../../a.xml": b"<a/>"})), "odd_archive"),
    "absolute name": ("docx", archive(word(more={"/etc/a.xml": b"<a/>"})), "odd_archive"),
    "Windows name": ("docx", archive(word(more={"word\\..\\a.xml": b"<a/>"})), "odd_archive"),
    "long name": ("docx", archive(word(more={"word/" + "a" * 300: b""})), "odd_archive"),
    "locked entries": ("docx", encrypted_entries(), "locked"),
    "locked by Word": ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked"),
    "locked ODT": ("odt", archive(odt(_LOCKED_ODT)), "locked"),
    "billion laughs": ("docx", entities("billion laughs"), "declares_entities"),
    "quadratic growth": ("docx", entities("quadratic"), "declares_entities"),
    "a file of the server": ("docx", entities("file"), "declares_entities"),
    "an address": ("docx", entities("network"), "declares_entities"),
    "a table from elsewhere": ("docx", entities("other table"), "declares_entities"),
    "entities in UTF-16": ("docx", in_utf16(), "declares_entities"),
    "template from elsewhere": (
        "docx",
        archive(word(more=relation("attachedTemplate"))),
        "loads_from_elsewhere",
    ),
    "frame from elsewhere": ("docx", archive(word(more=relation("frame"))), "loads_from_elsewhere"),
    "cut": ("docx", _GOOD[:-30], "not_what_it_says"),
    "program before it": ("docx", b"MZ" + b"\0" * 90 + _GOOD, "two_in_one"),
    "picture before it": ("docx", b"GIF89a" + b"\0" * 90 + _GOOD, "two_in_one"),
    "something behind it": ("docx", _GOOD + b"#!/bin/sh\n", "two_in_one"),
    "PPTX named DOCX": ("docx", many_slides(), "not_what_it_says"),
    "no ODT": ("odt", _GOOD, "not_what_it_says"),
    "text": ("docx", b"Readable words", "not_what_it_says"),
}
# Taken (nothing is wrong from outside), and to be contained when they are read.
CONTAINED = {
    "deep": (
        "docx",
        archive(word() | {"word/document.xml": b"<a>" * 1_000_000 + b"</a>" * 1_000_000}),
    ),
    "not XML": ("docx", archive(word() | {"word/document.xml": b"\xff\xfe\0<<<"})),
    "no document": ("docx", archive({"[Content_Types].xml": b"", "word/a.xml": b"<a/>"})),
    "100,000 slides": ("pptx", many_slides()),
    "a hundred megabytes of text": ("docx", archive(word(bytes(range(65, 91)) * 700_000))),
    "wrong checksum": ("docx", wrong_checksum()),
}
