"""Files of text: plain, tables, captions, pages."""

import codecs
import re
from typing import IO

from justcities.assets.uploads.refusals import refuse

CHUNK = 64 * 1024
HEAD = 1024
LARGEST_PAGE = 5 * 1024 * 1024
_PAGE = re.compile(r"<(!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
# Bounded, so that it is as quick on hostile text as on any.
_SCRIPT = re.compile(
    r"<\s{0,9}script|javascript\s{0,9}:|<[^<>]{1,2000}?[\s/\"']on[a-z]{3,20}\s{0,9}=", re.IGNORECASE
)


def check_text(file: IO[bytes], ending: str) -> None:
    """UTF-8 without control bytes, read bit by bit, and no other kind of file to some program.

    Raises:
        ValidationError: where it isn't.
    """
    file.seek(0)
    # PDF readers look for a PDF in the first kilobyte of anything.
    if b"%PDF-" in file.read(HEAD):
        raise refuse("not_what_it_says", ending=ending)
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            if "\0" in decoder.decode(chunk):
                raise refuse("not_text")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise refuse("not_text") from error


def check_captions(file: IO[bytes], ending: str) -> None:
    """WebVTT: text that says so in its first line.

    Raises:
        ValidationError: where it isn't.
    """
    check_text(file, ending)
    file.seek(0)
    if not re.match(rb"(\xef\xbb\xbf)?WEBVTT(\s|$)", file.read(16)):
        raise refuse("not_what_it_says", ending=ending)


def check_page(file: IO[bytes], ending: str) -> None:
    """HTML without scripts: a page that was saved opens on the reader's own machine.

    Raises:
        ValidationError: where it is no page, or holds scripts.
    """
    check_text(file, ending)
    if file.seek(0, 2) > LARGEST_PAGE:
        raise refuse("file_too_large", limit=LARGEST_PAGE // 1024 // 1024)
    file.seek(0)
    page = file.read().decode("utf-8-sig")
    if not _PAGE.search(page[: HEAD * 4]):
        raise refuse("not_what_it_says", ending=ending)
    if _SCRIPT.search(page):
        raise refuse("has_scripts")
