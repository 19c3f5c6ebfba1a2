"""Texts, pages, sound, film and names that aren't what they seem. Made by code."""

from __future__ import annotations

from tests.assets.corpus import hostile_office, hostile_pdfs

ARCHIVE = hostile_office.archive(hostile_office.word())
PDF = hostile_pdfs.written(hostile_pdfs.page())
PAGE = b"<!doctype html><html><body><p>Readable words</p>%s</body></html>"
# What it is: the name, the content, and the word with which it is refused.
REFUSED = {
    "PDF and archive": ("a.pdf", PDF + ARCHIVE, "two_in_one"),
    "archive in a comment of a PDF": ("a.pdf", PDF + b"%" + ARCHIVE + b"\n%%EOF\n", "two_in_one"),
    "PDF and page": ("a.pdf", b"%PDF-1.7\n<html><script>1</script>" + PDF, "two_in_one"),
    "page and PDF": ("a.pdf", b"<html><!--" + PDF, "two_in_one"),
    "PDF and program": ("a.pdf", PDF + b"MZ" + b"\x90" * 5000, "two_in_one"),
    "page named PDF": ("a.pdf", PAGE % b"", "not_what_it_says"),
    "archive named PDF": ("a.pdf", ARCHIVE, "not_what_it_says"),
    "picture and archive": ("a.pdf", b"GIF89a" + ARCHIVE, "not_what_it_says"),
    "PDF named TXT": ("a.txt", PDF, "not_what_it_says"),
    "program named TXT": ("a.txt", b"MZ\0\0", "not_text"),
    "old encoding": ("a.txt", "été".encode("latin-1"), "not_text"),
    "cut letter": ("a.txt", "é".encode()[:1], "not_text"),
    "script": ("a.html", PAGE % b"<script>alert(1)</script>", "has_scripts"),
    "script in an attribute": ("a.html", PAGE % b"<img src=x\nonerror=alert(1)>", "has_scripts"),
    "script as an address": ("a.html", PAGE % b'<a href="JavaScript :1">', "has_scripts"),
    "text named HTML": ("a.html", b"Readable words", "not_what_it_says"),
    "SVG named HTML": ("a.html", b"<svg onload=1></svg>", "not_what_it_says"),
    "no captions": ("a.vtt", b"00:01 --> 00:02\nHello", "not_what_it_says"),
    "program named MP3": ("a.mp3", b"MZ\x90\0", "not_what_it_says"),
    "archive named MP4": ("a.mp4", ARCHIVE, "not_what_it_says"),
    "film and archive": ("a.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 90 + ARCHIVE, "two_in_one"),
    "picture format named MP4": ("a.mp4", b"\0\0\0\x18ftypavif" + b"\0" * 90, "not_what_it_says"),
    "Matroska named WebM": ("a.webm", b"\x1a\x45\xdf\xa3matroska", "not_what_it_says"),
    "SVG": ("a.svg", b"<svg><script>1</script></svg>", "not_taken"),
    "program": ("a.exe", b"MZ", "not_taken"),
    "archive": ("a.zip", ARCHIVE, "not_taken"),
    "macros by ending": ("a.docm", ARCHIVE, "not_taken"),
    "no ending": ("README", b"text", "not_taken"),
    "two endings": ("a.pdf.exe", PDF, "not_taken"),
    "name turned round": ("annexe\u202efdp.docx", ARCHIVE, "odd_name"),
    "name with a NUL": ("a.exe\0.pdf", PDF, "odd_name"),
    "name with a line": ("a\n.pdf", PDF, "odd_name"),
    "name of dots": ("...", PDF, "odd_name"),
    "empty": ("a.txt", b"", "empty"),
}
TAKEN = {
    "a.pdf": PDF,
    "packed.pdf": hostile_pdfs.packed(PDF),
    "a.docx": ARCHIVE,
    "a.odt": hostile_office.archive(hostile_office.odt()),
    "a.html": PAGE % b"",
    "a.txt": "نص".encode(),
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello",
    "tagged.mp3": b"ID3\x03\0\0\0\0\0\0",
    "bare.mp3": b"\xff\xfb\x90\x64" + b"\0" * 400,
    "a.ogg": b"OggS\0\x02" + b"\0" * 40,
    "a.mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 40,
    "a.webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm",
    "What is next? 100% “ready”.pdf": PDF,
    "تقرير.PDF": PDF,
}
# Read all the same, should they come in by another way.
READ = {
    "deep page": ("html", b"<html>" + b"<div>" * 300_000 + b"words"),
    "page of one tag": ("html", b"<html " + b"a" * 5_000_000),
    "page of brackets": ("html", b"<html>" + b"<" * 3_000_000),
    "page of attributes": ("html", b"<html><p " + b"a=1 " * 1_000_000 + b">words"),
    "40 megabytes of text": ("txt", b"word " * 8_000_000),
    "3 million characters": ("txt", "كلمة ".encode() * 600_000),
    "no encoding": ("txt", bytes(range(128, 256)) * 100),
    "empty page": ("html", b""),
    "empty text": ("txt", b""),
    "NULs": ("txt", b"\0" * 1_000_000),
    "surrogates": ("html", b"<html>&#xD800;&#0;&#x10FFFF;&#x110000;words"),
    "unknown kind": ("exe", b"MZ"),
}
