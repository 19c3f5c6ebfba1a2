"""Catalogues of the texts on screen: compiled and checked in Python, without gettext.

Only collecting texts from code needs gettext (``manage.py collect_messages``).
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation import to_locale

DOMAIN = "django"
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|%[a-zA-Z]")
PLURALS = re.compile(r"nplurals\s*=\s*(\d+)")


class CatalogueError(Exception):
    """A catalogue that can't be read."""


@dataclass(frozen=True)
class Problem:
    """Something that is amiss with one text of one catalogue."""

    path: Path
    line: int
    text: str
    what: str

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 60 else self.text[:59] + "…"
        return f"{self.path}:{self.line}: {self.what}" + (f": “{shown}”" if shown else "")


def languages_to_translate() -> list[str]:
    """Return the codes of all languages but the source language."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def path_of(code: str, folder: Path | str | None = None) -> Path:
    """Return where a language's catalogue stands, in the first of LOCALE_PATHS where not told."""
    base = Path(folder or settings.LOCALE_PATHS[0])
    return base / to_locale(code) / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(path: Path) -> polib.POFile:
    """Read a catalogue.

    Raises:
        CatalogueError: where it is no PO file; the message names the line.
    """
    try:
        return polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{path}: {error}") from error


def compile_stale() -> list[Path]:
    """Write the compiled file beside every catalogue that is newer than it.

    What is fuzzy or empty is left out, so that the source language shows.

    Returns:
        The catalogues that were compiled.

    Raises:
        CatalogueError: for a catalogue that can't be read; its compiled file stays as it is.
    """
    compiled = []
    for folder in settings.LOCALE_PATHS:
        for path in sorted(Path(folder).glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
            target = path.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
                continue
            # Beside it first: a server that starts meanwhile must not read half a file.
            unfinished = target.with_suffix(f".{os.getpid()}.tmp")
            read(path).save_as_mofile(str(unfinished))
            unfinished.replace(target)
            compiled.append(path)
    return compiled


def problems(path: Path, code: str) -> Iterator[Problem]:
    """Yield what is amiss in a language's catalogue.

    Missing and fuzzy texts, plural forms that are missing or too many, placeholders and HTML tags
    that differ from the source.

    Raises:
        CatalogueError: where it can't be read.
    """
    catalogue = read(path)
    stated = PLURALS.search(catalogue.metadata.get("Plural-Forms", ""))
    forms = int(stated[1]) if stated else 0
    expected = plural_forms(code)
    if forms != (expected or forms) or not forms:
        what = f"Plural-Forms has to state nplurals={expected or '…'}, as Django’s own does"
        yield Problem(path, 1, "", what)
    for entry in catalogue:
        if not entry.obsolete:
            for what in _problems_of(entry, forms):
                yield Problem(path, entry.linenum, entry.msgid, what)


def plural_forms(code: str) -> int | None:
    """Return how many plural forms Django's own catalogue has in a language, or None."""
    own = Path(django.__file__).parent / "conf" / "locale"
    for name in (to_locale(code), to_locale(code).split("_")[0]):
        path = own / name / "LC_MESSAGES" / "django.mo"
        if path.exists():
            stated = PLURALS.search(polib.mofile(str(path)).metadata.get("Plural-Forms", ""))
            return int(stated[1]) if stated else None
    return None


def texts(path: Path) -> dict[tuple[str | None, str, str], int]:
    """Return the texts of a catalogue (context, text, plural) with their lines; none of no file."""
    if not path.exists():
        return {}
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural): entry.linenum
        for entry in read(path)
        if not entry.obsolete
    }


def _problems_of(entry: polib.POEntry, forms: int) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy: somebody has to look at it"
        return
    if not entry.msgid_plural:
        yield from _problems_of_text(entry, entry.msgstr, [entry.msgid], plural=False)
        return
    for number in range(max(forms, len(entry.msgstr_plural))):
        if number >= forms:
            yield f"has plural form {number}, which the language has not"
            continue
        text = entry.msgstr_plural.get(number, "")
        for what in _problems_of_text(entry, text, [entry.msgid, entry.msgid_plural], plural=True):
            yield f"plural form {number}: {what}"


def _problems_of_text(
    entry: polib.POEntry, text: str, sources: list[str], *, plural: bool
) -> Iterator[str]:
    if not text.strip():
        yield "not translated"
        return
    if "python-format" in entry.flags:
        yield from _placeholders(text, sources, plural=plural)
    tags = [sorted(TAG.findall(source)) for source in sources]
    if sorted(TAG.findall(text)) not in tags:
        yield "its HTML tags differ from the source"
    for end, name in ((str.startswith, "begins"), (str.endswith, "ends")):
        if end(text, "\n") != end(sources[0], "\n"):
            yield f"only one of the two {name} with a line break"


def _placeholders(text: str, sources: list[str], *, plural: bool) -> Iterator[str]:
    """Tell what differs. A plural form may leave out one, the number: “one case study”."""
    found = Counter(PLACEHOLDER.findall(text.replace("%%", "")))
    wanted = [Counter(PLACEHOLDER.findall(source.replace("%%", ""))) for source in sources]
    most = wanted[-1] | wanted[0]
    added = found - most
    lost = most - found if plural else wanted[0] - found
    if added:
        yield f"has {_list(added)}, which the source has not"
    if lost.total() > (1 if plural else 0):
        yield f"lacks {_list(lost)}"
    if not added and not _can_be_filled(text):
        yield "has a placeholder that is not complete"


class _Anything(dict):
    def __missing__(self, name: str) -> int:
        return 1


def _can_be_filled(text: str) -> bool:
    named = "%(" in text
    try:
        text % (_Anything() if named else (1,) * len(PLACEHOLDER.findall(text.replace("%%", ""))))
    except (TypeError, ValueError):
        return False
    return True


def _list(placeholders: Iterable[str]) -> str:
    return ", ".join(sorted(placeholders))
