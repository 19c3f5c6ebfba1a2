"""Dates in words, by CLDR: Django's own formats are not right in every language."""

import re
from datetime import date, datetime

from babel.dates import format_date, format_skeleton

from justcities.core.languages import cldr, current


def long_date(value: date | datetime) -> str:
    """Return a day in the active language: ``4 March 2026``."""
    pattern = "d MMMM y" if current().startswith("en") else "long"
    return format_date(value, pattern, locale=cldr(current()))


def days_of_a_month(start: date, end: date) -> str:
    """Return several days of one month in the active language: ``14–15 July 2027``.

    CLDR's own intervals know only shortened months in English and French. In every long date the
    day stands once, as a number of its own, so both days can stand in its place.

    Returns:
        An empty text where the days are of two months, or one and the same.
    """
    if start >= end or (start.year, start.month) != (end.year, end.month):
        return ""
    return re.sub(rf"(?<!\d){end.day}(?!\d)", f"{start.day}–{end.day}", long_date(end), count=1)


def partial_date(value: str) -> str:
    """Return a year, or a month and its year, in the active language.

    Args:
        value: ``2018`` or ``2018-08``; anything else comes back as it is.
    """
    year, _dash, month = value.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        return value
    return format_skeleton("yMMMM", date(int(year), int(month), 1), locale=cldr(current()))
