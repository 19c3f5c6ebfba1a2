"""Cells of tables that people open in a spreadsheet."""

from typing import Any

# What a spreadsheet takes for the start of a formula, and so runs when the file is opened.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless_cell(value: Any) -> Any:
    """Return a cell that a spreadsheet shows and doesn't run (OWASP, CSV injection).

    Leading blanks are looked past, as spreadsheets do.
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
