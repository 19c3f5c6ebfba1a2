"""Looks into a document before it is kept: is it what its name says, and can it do harm?"""

from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File

from justcities.assets.uploads import antivirus, media, names, office, portable, texts
from justcities.assets.uploads.refusals import refuse

CHECKS: dict[str, Callable[[IO[bytes], str], None]] = {
    "pdf": portable.check,
    "docx": office.check,
    "odt": office.check,
    "pptx": office.check,
    "xlsx": office.check,
    "csv": texts.check_text,
    "txt": texts.check_text,
    "html": texts.check_page,
    "vtt": texts.check_captions,
    "mp3": media.check,
    "ogg": media.check,
    "mp4": media.check,
    "webm": media.check,
}


def check_document(file: File) -> None:
    """Check a file before it becomes a document: name, size, kind, content, viruses.

    Every door calls it: the model for the admin's forms, the import for what it brings in. The
    file is left at its beginning.

    Raises:
        ValidationError: with words for the person who chose the file, keyed by ``file``.
    """
    try:
        _check(file)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    finally:
        file.seek(0)


def _check(file: File) -> None:
    name = file.name or ""
    names.check(name.replace("\\", "/").rpartition("/")[2])
    ending = names.ending_of(name)
    taken = [kind for kind in settings.WAGTAILDOCS_EXTENSIONS if kind in CHECKS]
    if ending not in taken:
        raise refuse("not_taken", ending=ending, taken=", ".join(taken))
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if file.size > limit:
        raise refuse("file_too_large", limit=limit // 1024 // 1024)
    if not file.size:
        raise refuse("empty")
    content: Any = file
    CHECKS[ending](content, ending)
    antivirus.check(content)
