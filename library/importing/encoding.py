"""Text out of bytes whose encoding nobody told."""

import codecs

from django.utils.translation import gettext as _

from library.importing.rows import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(raw: bytes) -> str:
    """Return bytes as text: by their mark, else as UTF-8, else as Windows-1252.

    Old Windows programs write Windows-1252 (or what looks like it) without saying so. Line ends
    become ``\\n``.

    Raises:
        UnreadableError: the bytes are no text.
    """
    name = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    try:
        if name:
            text = raw.decode(name)
        else:
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError:
                text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            _("It can’t be told which letters this file holds. Save it as UTF-8.")
        ) from error
    if "\0" in text:
        raise UnreadableError(
            _("This file holds bytes that no text has. Save it as text in UTF-8.")
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
