"""Folding: how labels are compared, whatever their accents, case or Arabic spelling."""

import re
import unicodedata

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_SPACES = re.compile(r"\s+")
_OTHER = str.maketrans(
    {"\x00": None, "’": "'", "‘": "'", "œ": "oe", "æ": "ae", "ß": "ss", "ı": "i", "ø": "o"}
)


def fold(text: str) -> str:
    """Return text in the form it is compared in: no accents, no case, one space, plain alef.

    Folding is for finding, never for showing. ``École`` and ``ecole`` fold alike, as do ``أحياء``
    and ``احياء``.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_OTHER).translate(_ARABIC))
    plain = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return _SPACES.sub(" ", plain.translate(_ARABIC)).strip()
