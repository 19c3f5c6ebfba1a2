"""How words are typed into one text field, and which are refused."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from justcities.vocabulary.models import LABEL_LENGTH
from justcities.vocabulary.text import fold

_SEPARATORS = re.compile(r"[,،;؛\n\r]+")
_NUMBERED = re.compile(r"^(?P<text>.*?)\s*#(?P<pk>\d{1,18})$", re.DOTALL)
_UNFIT = re.compile(r"[<>\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_SHOWN = 60


@dataclass(frozen=True)
class Token:
    """A word as typed, with the key of the row it was completed to, where it was."""

    text: str
    pk: int | None = None


def token(text: str) -> Token:
    """Read one word; ``Nairobi, Kenya #184745`` names the row it was completed to.

    The number says which of several rows of one name is meant. It is trusted only where the name
    agrees, so a word that happens to end in a number stays a word.
    """
    found = _NUMBERED.match(text.strip())
    if found and found["text"]:
        return Token(found["text"].strip(), int(found["pk"]))
    return Token(text.strip())


def tokens(text: str) -> list[Token]:
    """Read the words of a field, parted by commas, semicolons or lines, Latin or Arabic."""
    parts = (part.strip().strip("\"'“”«»").strip() for part in _SEPARATORS.split(text))
    return [token(part) for part in dict.fromkeys(parts) if part]


def write_token(text: str, pk: int) -> str:
    """Write a word so that :func:`tokens` reads it back to the same row."""
    return f"{_SEPARATORS.sub(' ', text)} #{pk}"


def same_word(typed: str, label: str) -> bool:
    """Tell whether a typed word is this label, whatever :func:`write_token` made of its commas."""
    return fold(_SEPARATORS.sub(" ", typed)) == fold(_SEPARATORS.sub(" ", label))


def check_wording(text: str) -> None:
    """Refuse what is no plain, short wording.

    Raises:
        ValidationError: the text is too long, or holds markup or invisible control characters.
    """
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    if len(text) > LABEL_LENGTH:
        raise ValidationError(
            _("“%(text)s” is too long: %(length)d characters. Use at most %(limit)d.")
            % {"text": shown, "length": len(text), "limit": LABEL_LENGTH},
            code="too_long",
        )
    if _UNFIT.search(text):
        raise ValidationError(
            _("“%(text)s” is not plain text: leave out < and > and invisible characters.")
            % {"text": shown},
            code="not_plain",
        )
