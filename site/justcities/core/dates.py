"""Dates in words, by CLDR: Django's own formats are not right in every language."""

from datetime import date, datetime

from babel.dates import format_date, format_skeleton

from justcities.core.languages import cldr, current


def long_date(value: date | datetime) -> str:
    """Return a day in the active language: ``4 March 2026``."""
    pattern = "d MMMM y" if current().startswith("en") else "long"
    return format_date(value, pattern, locale=cldr(current()))


def partial_date(value: str) -> str:
    """Return a year, or a month and its year, in the active language.

    Args:
        value: ``2018`` or ``2018-08``; anything else comes back as it is.
    """
    year, _dash, month = value.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        return value
    return format_skeleton("yMMMM", date(int(year), int(month), 1), locale=cldr(current()))
