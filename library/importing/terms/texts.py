"""Plain text out of what programs keep as markup."""

import html
import re
import unicodedata

_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_COMMENTS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that turn the direction of what follows can make one name look like another.
_UNSEEN = re.compile("[\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return text of one line without markup, control characters and double spaces."""
    if "<" in text:
        text = _TAGS.sub("", _BREAKS.sub(" ", _COMMENTS.sub(" ", text)))
    if "&" in text:
        text = html.unescape(text)
    return line(text)


def line(text: str) -> str:
    """Return text in one line, without what isn't seen; angle brackets stay."""
    seen = _CONTROL.sub(" ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", seen).strip())
