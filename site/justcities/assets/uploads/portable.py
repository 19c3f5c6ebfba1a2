"""PDFs: a PDF from the first byte to the last, and nothing else beside it.

What a PDF would do on opening is looked for later, in the child process that reads it, and told to
the editor: forms and tables of contents use the same means.
"""

from typing import IO

from justcities.assets.uploads import archives
from justcities.assets.uploads.refusals import refuse

HEAD = 1024
TAIL = 1024 * 1024
BEHIND = 1024
OTHER_HEADS = (b"<html", b"<!doctype", b"<script", b"<?php", b"<svg", b"gif8", b"pk\x03\x04")


def check(file: IO[bytes], ending: str) -> None:
    """Look at a PDF's beginning and end.

    Raises:
        ValidationError: where it is none, or something else as well.
    """
    file.seek(0)
    head = file.read(HEAD)
    # At the very start: readers forgive what stands before, and so a file could be two things.
    if not head.startswith(b"%PDF-"):
        raise refuse("two_in_one" if b"%PDF-" in head else "not_what_it_says", ending=ending)
    if any(other in head.lower() for other in OTHER_HEADS):
        raise refuse("two_in_one")
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    _before, mark, behind = file.read().rpartition(b"%%EOF")
    if not mark and size > TAIL:
        raise refuse("not_what_it_says", ending=ending)
    if mark and len(behind.strip(b"\0 \r\n\t")) > BEHIND:
        raise refuse("two_in_one")
    if archives.hides_archive(file):
        raise refuse("two_in_one")
