"""Dates as other programs and people write them, as precise as they are and no more."""

import re
from datetime import date
from functools import lru_cache

from justcities.core.languages import cldr, codes
from justcities.vocabulary.text import fold

_EARLIEST, _AFTER = 1500, 2100
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T/\s].*)?/*")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


def parse_date(text: str) -> str:
    """Return a date as ``2019``, ``2019-05`` or ``2019-05-31``; empty where none is understood.

    Where day and month can't be told apart (03/04/2019), the year is all that is certain.
    """
    plain = text.translate(_DIGITS).strip().strip("[]()©c. ")
    if found := _ISO.fullmatch(plain):
        return _checked(*(int(part or 0) for part in found.groups()))
    if found := _DAY_FIRST.fullmatch(plain):
        first, second, year = (int(part) for part in found.groups())
        if first > 12 or first == second:
            return _checked(year, second, first)
        return _checked(year, first, second) if second > 12 else _checked(year)
    if found := _MONTH_FIRST.fullmatch(plain):
        return _checked(int(found[2]), int(found[1]))
    years = _YEAR.findall(plain)
    if len(set(years)) != 1:
        return ""
    month = _month_in(plain)
    days = _DAY.findall(_YEAR.sub(" ", plain)) if month else []
    return _checked(int(years[0]), month, int(days[0]) if len(days) == 1 else 0)


def month_number(text: str) -> int:
    """Return the number of a month by its name or abbreviation in a language of the site, or 0."""
    plain = text.translate(_DIGITS).strip().rstrip(".")
    if plain.isdecimal():
        return int(plain) if 1 <= int(plain) <= 12 else 0
    return _months().get(fold(plain).rstrip("."), 0)


def _month_in(text: str) -> int:
    found = {month_number(word) for word in _WORD.findall(text)} - {0}
    return found.pop() if len(found) == 1 else 0


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    known: dict[str, int] = {}
    for code in codes():
        for width in ("wide", "abbreviated"):
            for number, name in cldr(code).months["format"][width].items():
                known.setdefault(fold(name).rstrip("."), number)
    return {**known, "sept": 9}


def _checked(year: int, month: int = 0, day: int = 0) -> str:
    """Return what of a date can be right: a month 13 or a 31st of June leaves what is before."""
    if not _EARLIEST <= year < _AFTER:
        return ""
    if not 1 <= month <= 12:
        return f"{year}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year}-{month:02}"
