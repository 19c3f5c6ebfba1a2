"""Looks into a document before it is kept: is it what its name says, and can it do harm?"""

import codecs
import zipfile
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

# An office file is a zip archive. A few kilobytes can hold gigabytes, so what it would become
# unpacked is read from its table of contents, and nothing is unpacked.
UNPACKED_BYTES = 500 * 1024 * 1024
ENTRIES = 10_000
MACROS = "vbaproject.bin"
OFFICE_PARTS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
HEAD = 1024
CHUNK = 64 * 1024

NOT_WHAT_IT_SAYS = _(
    "The file’s name ends in “.%(ending)s”, but that is not what it holds. Please save it anew and "
    "choose it again."
)
HAS_MACROS = _("This file holds macros, small programs. Please save it without them.")
TOO_MUCH_INSIDE = _("This file would be far too large once unpacked. Please choose another one.")
NOT_TEXT = _("This file is no plain text. Please save it as text in UTF-8.")


def check_document(file: File) -> None:
    """Check a document’s content against the ending of its name.

    Raises:
        ValidationError: with words for the person who chose the file, keyed by the field.
    """
    ending = (file.name or "").rpartition(".")[2].lower()
    check = _CHECKS.get(ending)
    if check is None:
        return  # the list of endings in the settings has already refused it
    try:
        file.seek(0)
        check(file, ending)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    finally:
        file.seek(0)


def _not_what_it_says(ending: str) -> ValidationError:
    return ValidationError(NOT_WHAT_IT_SAYS, code="not_what_it_says", params={"ending": ending})


def _check_pdf(file: File, ending: str) -> None:
    # At the very start: readers forgive what stands before, and so a file could be two things.
    if not file.read(5) == b"%PDF-":
        raise _not_what_it_says(ending)


def _check_office(file: File, ending: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            first = archive.read("mimetype") if _names_its_type(entries) else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _not_what_it_says(ending) from error
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise ValidationError(TOO_MUCH_INSIDE, code="too_much_inside")
    names = [entry.filename.lower() for entry in entries]
    if any(name.rpartition("/")[2] == MACROS for name in names):
        raise ValidationError(HAS_MACROS, code="has_macros")
    if ending == "odt":
        fits = first.strip() == ODT_TYPE
    else:
        fits = "[content_types].xml" in names and any(
            name.startswith(OFFICE_PARTS[ending]) for name in names
        )
    if not fits:
        raise _not_what_it_says(ending)


def _names_its_type(entries: list[zipfile.ZipInfo]) -> bool:
    return any(entry.filename == "mimetype" and entry.file_size < HEAD for entry in entries)


def _check_text(file: File, ending: str) -> None:
    """UTF-8 without control bytes, read bit by bit."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            if "\0" in decoder.decode(chunk):
                raise ValidationError(NOT_TEXT, code="not_text")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise ValidationError(NOT_TEXT, code="not_text") from error


_CHECKS: dict[str, Callable[[File, str], None]] = {
    "pdf": _check_pdf,
    "docx": _check_office,
    "odt": _check_office,
    "pptx": _check_office,
    "xlsx": _check_office,
    "csv": _check_text,
    "txt": _check_text,
}
