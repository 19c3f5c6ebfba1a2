"""The known texts, and how well another text agrees with one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "fr", "es", "ar", "pt", "id")
# Vowel signs and the stretched line of Arabic, which search passes over too.
SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]")


@cache
def paragraphs(language: str) -> tuple[str, ...]:
    """Return the paragraphs of the declaration in a language."""
    text = (HERE / "texts" / f"{language}.txt").read_text("utf-8")
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def words(text: str) -> list[str]:
    """Return the words of a text as search compares them."""
    plain = SIGNS.sub("", unicodedata.normalize("NFC", text))
    return re.findall(r"\w+", plain.casefold())


class Agreement(NamedTuple):
    """Which part of the known words was found, and which part stands in the same order."""

    recall: float
    order: float


def agreement(known: str, found: str) -> Agreement:
    """Compare what was found with what is known."""
    expected, got = words(known), words(found)
    common = sum((Counter(expected) & Counter(got)).values())
    blocks = difflib.SequenceMatcher(None, expected, got, autojunk=False).get_matching_blocks()
    return Agreement(common / len(expected), sum(block.size for block in blocks) / len(expected))
