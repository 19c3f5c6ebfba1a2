"""The words with which a file is refused: what is wrong, and what to do about it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "not_taken": _("Files of the kind “.%(ending)s” are not taken. These are: %(taken)s."),
    "odd_name": _(
        "The file’s name has signs in it that hide what it is. Please rename the file with plain "
        "letters and digits, and choose it again."
    ),
    "file_too_large": _("This file is too large: at most %(limit)s megabytes can be taken."),
    "empty": _("This file is empty. Please choose another one."),
    "not_what_it_says": _(
        "The file’s name ends in “.%(ending)s”, but that is not what it holds. Please save it anew "
        "and choose it again."
    ),
    "two_in_one": _(
        "This file is of two kinds at once, for instance a PDF with an archive behind it. Please "
        "save it anew and choose it again."
    ),
    "has_macros": _("This file holds macros, small programs. Please save it without them."),
    "has_programs": _(
        "This file holds a program or another archive. Please take it out and save the file anew."
    ),
    "has_scripts": _(
        "This page holds scripts, small programs. Please save it as a PDF, or without them."
    ),
    "loads_from_elsewhere": _(
        "This file loads something from another place when it is opened, for instance its "
        "template. Please save it with everything in it."
    ),
    "declares_entities": _(
        "This file is built in a way that no office program writes. Please save it anew."
    ),
    "odd_archive": _(
        "This file is put together in a way that could harm whoever opens it. Please save it anew."
    ),
    "too_much_inside": _(
        "This file would be far too large once unpacked. Please choose another one."
    ),
    "locked": _(
        "This file is locked with a password, so nobody could read it here. Please save it without "
        "one."
    ),
    "not_text": _("This file is no plain text. Please save it as text in UTF-8."),
    "virus": _(
        "The virus scanner found “%(found)s” in this file. It was not kept. Please scan the "
        "computer it comes from."
    ),
    "not_scanned": _(
        "This file can’t be checked for viruses now, so it was not kept. Please try again in some "
        "minutes. If it stays so, tell the people who run this site."
    ),
}


def refuse(code: str, **params: Any) -> ValidationError:
    """Return the error to raise, with words for the person who chose the file."""
    return ValidationError(MESSAGES[code], code=code, params=params)
