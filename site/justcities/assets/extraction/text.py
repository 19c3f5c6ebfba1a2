"""Turns what a file holds into text as people would type it."""

import re
import unicodedata

# pdfium's sign for a hyphen at the end of a line; the line's end itself is not told.
HYPHEN = "\ufffe"
_HYPHENATED = re.compile(rf"(\w)[{HYPHEN}\u00ad]+(\w)")
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Letters by their looks: Arabic ones by their place in the word, Latin ligatures.
_SHAPES = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]+")
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_LINES = re.compile(r" ?\n ?(?:\n ?)+")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def _join(match: re.Match[str]) -> str:
    """Join a word parted at the end of a line, but not a name such as Guinea-Bissau."""
    before, after = match.groups()
    return f"{before}-{after}" if after.isupper() or after.isdigit() else before + after


def clean(raw: str) -> str:
    """Return text with letters in their plain form, in reading order, without what isn't seen."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    text = _HYPHENATED.sub(_join, text)
    text = _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = _CONTROL.sub(" ", _UNSEEN.sub("", text))
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return _LINES.sub("\n\n", text).strip()


def words(text: str) -> int:
    """Return how many words there are, roughly: runs of letters and digits."""
    return sum(1 for _match in re.finditer(r"\w+", text))
