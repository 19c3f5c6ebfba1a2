"""Whether two titles name the same work: in other clothes, or alike and yet another one."""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from justcities.vocabulary.text import fold

LONG_WORD = 8
"""Words of this length may differ by one letter: shorter ones that do are mostly other words."""
MOST_TYPOS = 2
FEWEST_WORDS_WITH_TYPO = 4
WORDS_TO_FIND_BY = MOST_TYPOS + 1
"""Of so many words one at least is mistyped in no record of the same work."""

# Letters that decompose into nothing, and the signs for ʿayn and hamza in transliterations.
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "&": " ", "'": None}
    | dict.fromkeys("ʿʾʻʼ`´′", None)
)
_TAGS = re.compile(r"</?[a-z][^>]{0,40}>", re.IGNORECASE)
_FORMAT = re.compile(r"[\[(](pdf|html|epub|e-?book|video|audio|online|web)[\])]", re.IGNORECASE)
_ELIDED = re.compile(r"\b(?:[ldnsjcmt]|qu)'(?=\w)")  # l’eau, d’urbanisme
_SUBTITLE = re.compile(r"\s*(?:[:;؛(\[]|\.\s|\s[-–—/]\s)\s*")
_WORD = re.compile(r"[^\W_]+")
# Words that come and go from one record of a work to another.
_SMALL_WORDS = "a an the and le la les l un une des d et el los las lo unos unas y e o os as"
_SMALL = frozenset(_SMALL_WORDS.split())
_NUMBERS = {
    word: number
    for number, words in {
        "1": "one first un premier premiere 1re 1er uno primero primera primer i",
        "2": "two second deux deuxieme seconde dos segundo segunda ii",
        "3": "three third trois troisieme tres tercero tercera tercer iii",
        "4": "four fourth quatre quatrieme cuatro cuarto cuarta iv",
        "5": "five fifth cinq cinquieme cinco quinto quinta v",
        "6": "six sixth sixieme seis sexto sexta vi",
        "7": "seven seventh sept septieme siete septimo septima vii",
        "8": "eight eighth huit huitieme ocho octavo octava viii",
        "9": "nine ninth neuf neuvieme nueve noveno novena ix",
        "10": "ten tenth dix dixieme diez decimo decima x",
    }.items()
    for word in words.split()
}
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|e|eme|er|re|a|o|ra|da|ta|do|to)$")
_EDITION = re.compile(
    r"\b(?:(?P<number>\w+)\.?\s+|(?P<revised>rev(?:ised)?|updated|new|nouvelle|revisee|revisada|nueva)"
    r"\.?\s+)(?:ed|edn|edition|edicion|edicao)\b\.?"
)
# What folding drops within a word: combining marks, tatweel, signs for ʿayn and hamza; and hyphens.
_BETWEEN = r"(?:\W|[ـʿʾʻʼ`´′]){0,2}"
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared.

    Attributes:
        words: of the whole title, without small words, numbers as digits.
        main: how many of them stand before the subtitle; all where there is none.
        edition: its number, or an empty string.
    """

    words: tuple[str, ...]
    main: int
    edition: str

    @property
    def text(self) -> str:
        """The words without spaces: ``self-help`` and ``self help`` are one."""
        return "".join(self.words)

    @property
    def has_subtitle(self) -> bool:
        """Whether something stands after the main title."""
        return self.main < len(self.words)


@lru_cache(maxsize=4096)
def parse(text: str) -> Title:
    """Return a title in the form it is compared in."""
    plain = _FORMAT.sub(" ", _TAGS.sub("", html.unescape(text)))
    folded = fold(plain).translate({ord("‑"): "-"})
    folded = _ELIDED.sub("", folded).translate(_LETTERS)
    edition = ""

    def take(found: re.Match) -> str:
        nonlocal edition
        word = found["number"]
        if word is None or word in {"rev", "revised", "updated", "new", "nouvelle", "nueva"}:
            return " "
        number = _number(word)
        if not number.isdigit():
            return found.group()
        edition = number
        return " "

    folded = _EDITION.sub(take, folded)
    parts = [_words(part) for part in _SUBTITLE.split(folded)]
    parts = [part for part in parts if part]
    words = tuple(word for part in parts for word in part)
    if words:
        words = (_ARABIC_ARTICLE.sub("", words[0]), *words[1:])
    return Title(words, len(parts[0]) if parts else 0, edition)


def same_title(one: Title, other: Title) -> bool:
    """Tell whether two titles have the same words, but for a letter mistyped in a long one."""
    if not one.words or not other.words or not same_edition(one, other):
        return False
    return one.text == other.text or _same_but_for_typos(one.words, other.words)


def same_main_title(one: Title, other: Title) -> bool:
    """Tell whether one title is the other without its subtitle."""
    longer, shorter = (one, other) if len(one.words) > len(other.words) else (other, one)
    return (
        longer.has_subtitle
        and not shorter.has_subtitle
        and len(shorter.words) > 1
        and same_edition(one, other)
        and longer.words[: longer.main] == shorter.words
    )


def same_edition(one: Title, other: Title) -> bool:
    """Tell whether two titles don't name different editions; one may name none."""
    return not (one.edition and other.edition) or one.edition == other.edition


def pattern(title: Title) -> str:
    """Return a regular expression that finds, as they are written, the titles that may be this one.

    What it finds has one of the longest words of the main title, whatever its case and accents;
    much of it is another title. SQLite and PostgreSQL both know what is in it. It is empty for a
    title without words.
    """
    words = sorted(
        dict.fromkeys(title.words),
        # A number may be written as a word. What stands after the colon may be missing.
        key=lambda word: (word.isdigit(), word not in title.words[: title.main], -len(word)),
    )
    return "|".join(_as_written(word) for word in words[:WORDS_TO_FIND_BY])


def _as_written(word: str) -> str:
    """Return a regular expression for all that folds to a word; a hyphen or mark may be in it."""
    single, double = _written()
    letters, at = [], 0
    while at < len(word):
        one = f"[{single.get(word[at], word[at])}]"
        pair = word[at : at + 2]
        if pair in double:
            next_one = f"[{single.get(word[at + 1], word[at + 1])}]"
            letters.append(f"(?:{one}{_BETWEEN}{next_one}|[{double[pair]}])")
            at += 2
        else:
            letters.append(one)
            at += 1
    return _BETWEEN.join(letters)


@lru_cache(maxsize=1)
def _written() -> tuple[dict[str, str], dict[str, str]]:
    """Return by letter, and by pair of letters, the signs that fold to it."""
    found: dict[str, str] = defaultdict(str)
    for first, last in ((0x30, 0x530), (0x600, 0x700), (0x1E00, 0x2000)):
        for sign in map(chr, range(first, last)):
            if sign.isalnum():
                found[fold(sign).translate(_LETTERS)] += sign
    single = {letter: signs for letter, signs in found.items() if len(letter) == 1}
    return single, {pair: signs for pair, signs in found.items() if len(pair) == 2}


def _same_but_for_typos(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) != len(other) or len(one) < FEWEST_WORDS_WITH_TYPO:
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) <= MOST_TYPOS and all(_one_letter_apart(a, b) for a, b in differing)


def _one_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter more, less, changed or swapped makes one long word the other."""
    if max(len(one), len(other)) < LONG_WORD or any(map(str.isdigit, one + other)):
        return False
    shorter, longer = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(shorter) if letter != longer[i]), len(shorter))
    if len(longer) - len(shorter) == 1:
        return shorter[at:] == longer[at + 1 :]
    if len(longer) != len(shorter):
        return False
    swapped = longer[at + 1 : at + 2] + longer[at : at + 1] + longer[at + 2 :]
    return shorter[at + 1 :] == longer[at + 1 :] or shorter[at:] == swapped


def _words(part: str) -> list[str]:
    words = []
    for word in _WORD.findall(part):
        if word not in _SMALL:
            words.append(_number(word))
    return words


def _number(word: str) -> str:
    """Return a number as digits, however it is written; another word as it is."""
    if word.isdigit():
        return str(int(word)) if word.isdecimal() else unicodedata.normalize("NFKC", word)
    ordinal = _ORDINAL.match(word)
    return ordinal[1] if ordinal else _NUMBERS.get(word, word)
