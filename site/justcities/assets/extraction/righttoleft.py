"""Puts the letters of a line of Arabic (or Hebrew) into reading order, by where they stand.

A PDF holds glyphs and their places, in any order. pdfium turns each run of right-to-left letters
round, which parts words at every vowel sign and turns round what already stood in order. Here a
line is read as a person would: from its right edge to the left, numbers and Latin words in it from
left to right, a sign with the letter it stands on.
"""

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# In parts of the size of the type. What is further apart is two words; less will do where there is
# a space, which pdfium sometimes puts on the other side of the letter it belongs before.
GAP = 0.22
GAP_WITH_SPACE = 0.02
SPACE_AHEAD = 0.1


class Glyph(NamedTuple):
    """A character and where it stands: its origin, and its box."""

    character: str
    x: float
    y: float
    left: float
    right: float
    bottom: float
    top: float


@dataclass
class Token:
    """What one glyph stands for: often one letter, for ligatures several."""

    text: str
    x: float
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        """The middle of the box, from left to right."""
        return (self.left + self.right) / 2

    @property
    def kind(self) -> str:
        """``R``: right-to-left letters, ``L``: other letters, ``D``: digits, ``N``: the rest."""
        for character in self.text:
            direction = unicodedata.bidirectional(character)
            if direction in {"R", "AL"}:
                return "R"
            if direction == "L":
                return "L"
            if direction in {"EN", "AN"}:
                return "D"
        return "N"

    @property
    def is_sign(self) -> bool:
        """Whether it is a sign on a letter, such as a vowel."""
        return all(unicodedata.combining(character) for character in self.text)


def in_reading_order(glyphs: list[Glyph], size: float, from_right: bool = False) -> str:
    """Return the text of one line.

    Args:
        glyphs: its characters in any order. Of those with one origin, pdfium tells the later first.
        size: the size of the type.
        from_right: whether the page is read from the right, so that this line is too, though it
            may have more Latin letters than others.
    """
    spaces = [glyph.x for glyph in glyphs if glyph.character.isspace()]
    tokens = _tokens([glyph for glyph in glyphs if not glyph.character.isspace()])
    letters = _with_signs(tokens)
    if not letters:
        return "".join(token.text for token in tokens)
    letters.sort(key=lambda token: (-token.middle, -token.x))
    line = _with_spaces(letters, spaces, size)
    kinds = [token.kind for token in letters]
    if from_right or kinds.count("R") >= kinds.count("L"):
        ordered = _left_to_right_runs_turned(line)
    else:
        ordered = _right_to_left_runs_turned(line[::-1])
    return "".join(token.text for token in ordered)


def _tokens(glyphs: list[Glyph]) -> list[Token]:
    """Put together the letters of a ligature: they have one origin."""
    groups: dict[tuple[float, float], list[tuple[int, Glyph]]] = {}
    for index, glyph in enumerate(glyphs):
        groups.setdefault((round(glyph.x, 2), round(glyph.y, 2)), []).append((index, glyph))
    tokens = []
    for members in groups.values():
        rightmost_first = sorted(
            members, key=lambda member: (-(member[1].left + member[1].right), -member[0])
        )
        if not any(_is_right_to_left(glyph.character) for _index, glyph in members):
            rightmost_first = sorted(members, key=lambda member: (member[1].left, member[0]))
        text = "".join(glyph.character for _index, glyph in rightmost_first)
        boxes = [glyph for _index, glyph in members]
        tokens.append(
            Token(
                _signs_last(text),
                boxes[0].x,
                min(box.left for box in boxes),
                max(box.right for box in boxes),
                min(box.bottom for box in boxes),
                max(box.top for box in boxes),
            )
        )
    return tokens


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL", "NSM"}


def _signs_last(text: str) -> str:
    signs = len(text) - len(text.lstrip("".join(c for c in text if unicodedata.combining(c))))
    return text[signs:] + text[:signs] if 0 < signs < len(text) else text


def _with_signs(tokens: list[Token]) -> list[Token]:
    """Give each sign to the letter it stands on.

    Some programs write a letter with its sign twice: once for the letter, once for the sign above.
    """
    letters = [token for token in tokens if not token.is_sign]
    kept = []
    for token in letters:
        under = _under(token, letters)
        if under is None or under.text != token.text:
            kept.append(token)
    for sign in (token for token in tokens if token.is_sign):
        if kept:
            nearest = min(kept, key=lambda token: _distance(token, sign.middle))
            nearest.text += sign.text
    return kept


def _under(token: Token, letters: list[Token]) -> Token | None:
    for other in letters:
        above = token.bottom > other.bottom and token.top > other.top
        if other is not token and above and other.left <= token.middle <= other.right:
            return other
    return None


def _distance(token: Token, x: float) -> float:
    return max(token.left - x, x - token.right, 0.0) * 1000 + abs(token.middle - x)


def _with_spaces(letters: list[Token], spaces: list[float], size: float) -> list[Token]:
    """Part words where a gap stands between two letters.

    A letter's origin is its left edge here: the tail of some reaches under the next word.
    """
    line = [letters[0]]
    for before, token in pairwise(letters):
        gap = before.x - token.right
        is_parted = gap > GAP * size or (
            gap > GAP_WITH_SPACE * size
            and any(token.middle < x < before.x - SPACE_AHEAD * size for x in spaces)
        )
        if is_parted:
            line.append(Token(" ", token.right, token.right, before.x, 0, 0))
        line.append(token)
    return line


def _left_to_right_runs_turned(line: list[Token]) -> list[Token]:
    """Turn round Latin words and numbers in a line that stands from right to left."""
    ordered: list[Token] = []
    at = 0
    while at < len(line):
        if line[at].kind not in {"L", "D"}:
            ordered.append(line[at])
            at += 1
            continue
        end = _end_of_run(line, at)
        ordered.extend(reversed(line[at:end]))
        at = end
    return ordered


def _end_of_run(line: list[Token], start: int) -> int:
    """Return where a run of Latin letters or digits ends.

    Words of a run are one phrase; numbers apart are each for themselves, as in a list of years.
    """
    end, at, has_letters = start, start, False
    while at < len(line) and line[at].kind != "R":
        if line[at].kind == "L":
            has_letters, end = True, at + 1
        elif line[at].kind == "D":
            if not has_letters and any(token.text == " " for token in line[end:at]):
                break
            end = at + 1
        at += 1
    return end


def _right_to_left_runs_turned(line: list[Token]) -> list[Token]:
    """Turn round Arabic words in a line that stands from left to right."""
    ordered: list[Token] = []
    at = 0
    while at < len(line):
        if line[at].kind != "R":
            ordered.append(line[at])
            at += 1
            continue
        end = at
        for index in range(at, len(line)):
            if line[index].kind in {"L", "D"}:
                break
            if line[index].kind == "R":
                end = index + 1
        ordered.extend(reversed(line[at:end]))
        at = end
    return ordered
