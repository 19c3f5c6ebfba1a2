"""A file's name: signs that hide its ending are refused."""

import unicodedata

from justcities.assets.uploads.refusals import refuse

# Signs that turn round what follows: "annexe‮fdp.docx" reads as a PDF.
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check(name: str) -> None:
    """Look at a name without its folder.

    Raises:
        ValidationError: where it has signs that are not shown, turn round others.
    """
    if (
        not name.strip(" .")
        or set(name) & TURNING
        or any(unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} for sign in name)
    ):
        raise refuse("odd_name")


def ending_of(name: str) -> str:
    """Return how a name ends, in small letters and without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""
