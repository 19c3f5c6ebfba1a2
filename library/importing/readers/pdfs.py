"""PDFs without a file of records: what each is, is told by its text, its name and its title."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from justcities.assets.extraction import Outcome, read_file
from library.identifiers import normal_doi
from library.importing.rows import Row
from library.importing.sources import Source
from library.record import FileRef, Record

MOST_FILES = 5_000
_FIRST_PAGES = 2
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)")
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
# As Zotero and others name files: who, when, what.
_NAMED = re.compile(r"^(?P<who>.+?)\s+[-–]\s+(?P<year>\d{4})\s+[-–]\s+(?P<title>.+)$")
_NUMBERS_BEFORE = re.compile(r"^[\d\W]{1,12}(?=[^\W\d])")


def read(source: Source) -> Iterator[Row]:
    """Give one row for each PDF, by name."""
    if source.path.is_file():
        paths = [source.path]
    else:
        paths = sorted(
            path
            for path in source.path.rglob("*")
            if path.suffix.lower() == ".pdf" and path.is_file()
        )
    for number, path in enumerate(paths[:MOST_FILES], start=1):
        yield _row(number, path, source)


def _row(number: int, path: Path, source: Source) -> Row:
    root = source.root or path.parent
    name = path.relative_to(root).as_posix()
    title, year = _told_by_name(path.stem)
    record = Record(
        title=title,
        date=year,
        files=[FileRef(path=name, media_type="application/pdf")],
        key=name,
    )
    notes: list[str] = []
    reading = read_file(path, "pdf")
    if reading.pages:
        start = " ".join(page.text for page in reading.pages[:_FIRST_PAGES])
        record.doi = _doi_in(start)
        record.languages = [reading.language] if reading.language else []
    elif reading.outcome != Outcome.NO_TEXT:
        notes.append(_("Its text can’t be read: %(why)s.") % {"why": reading.outcome.label})
    record.page_count = reading.page_count or None
    folder = path.parent.relative_to(root).as_posix()
    record.collections = [folder.replace("/", " / ")] if folder != "." else []
    guessed = {"title", "date", "languages", "page_count", "kind", "collections"}
    return Row(number, record, notes=notes, guessed=guessed)


def _doi_in(text: str) -> str:
    """Return the first DOI of a text, without what a sentence puts after it."""
    for found in _DOI.findall(text):
        try:
            return normal_doi(found.rstrip(').,;:]}’”"'))
        except ValueError:
            continue
    return ""


def _told_by_name(stem: str) -> tuple[str, str]:
    """Return title and year as a file's name tells them."""
    plain = re.sub(r"[_+]+|%20", " ", stem).strip()
    named = _NAMED.match(plain)
    if named:
        return named["title"], named["year"]
    years = _YEAR.findall(plain)
    words = _NUMBERS_BEFORE.sub("", plain)
    if " " not in words and "-" in words:
        words = words.replace("-", " ")
    title = words[:1].upper() + words[1:]
    return title or stem, years[-1] if years else ""
