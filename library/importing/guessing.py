"""Guesses the language of a record's title and summary, and so where in the site it belongs."""

import re

from justcities.assets.extraction.language import of_page
from justcities.core.languages import codes
from library.record import Record

LEAST_LETTERS = 60
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LETTERS = re.compile(r"[^\W\d_]")


def language_of(record: Record, default: str) -> str:
    """Return the language of the site that a record's own words are in.

    A model guesses it where there are enough words; a title alone is too short for one, so there
    the script tells, and what the source says of the work's language. What is in a language the
    site doesn't have goes where the editor has said.

    Args:
        record: in normal form.
        default: the language the editor has chosen for the import.
    """
    known = codes()
    if record.language in known:
        return record.language
    text = f"{record.title}. {record.summary}"[:4_000]
    letters = len(_LETTERS.findall(text))
    if letters and len(_ARABIC.findall(text)) > letters / 2:
        return "ar" if "ar" in known else default
    if letters >= LEAST_LETTERS:
        found = of_page(text)
        return found if found in known else default
    first = record.languages[0].split("-")[0] if record.languages else ""
    return first if first in known else default
