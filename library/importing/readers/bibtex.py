"""BibTeX and BibLaTeX, as Zotero, Mendeley, JabRef and people write them."""

import logging
import re
from collections.abc import Iterator

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.middlewares import MonthIntMiddleware
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock
from django.utils.translation import gettext as _
from pylatexenc.latex2text import LatexNodes2Text

from library.formats import extras
from library.importing.rows import Row, UnreadableError
from library.importing.sources import Source
from library.importing.terms import kinds
from library.importing.terms.dates import month_number
from library.record import Agent, FileRef, Record

_SPECIAL = re.compile(r"[\\{}$~]")
_WHOLLY_BRACED = re.compile(r"\{[^{}]*\}")
# What pylatexenc reads after a percent sign is a comment; in a field it is a percent sign.
_PERCENT = re.compile(r"(?<!\\)%")
_ROLES = (("author", "author"), ("editor", "editor"), ("translator", "translator"))
_ESCAPED = re.compile(r"\{?\\([_%&#~])\}?")
_SEPARATOR = re.compile(r"(?<!\\);")


def read(source: Source) -> Iterator[Row]:
    """Give one row for each entry, also for one that can't be read, in the order of the file."""
    text = source.text()
    library = _library(text)
    blocks = [block for block in library.blocks if isinstance(block, Entry | ParsingFailedBlock)]
    strings = {string.key.lower(): str(string.value) for string in library.strings}
    if not blocks:
        raise UnreadableError(_("There is no record in this file: none begins with “@”."))
    for number, block in enumerate(blocks, start=1):
        entry = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
        if isinstance(entry, Entry):
            if entry is not block:
                for field in entry.fields:
                    field.value = _bare(str(field.value))
            yield _row(number, entry, strings)
        else:
            yield Row(
                number,
                title=(block.raw or "").strip().split("\n")[0][:120],
                problems=[_("This record is broken: a brace, quotation mark or comma is missing.")],
            )


def _library(text: str) -> Library:
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    return bibtexparser.parse_string(
        text, append_middleware=[MonthIntMiddleware(allow_inplace_modification=True)]
    )


def _row(number: int, entry: Entry, strings: dict[str, str]) -> Row:
    fields = {field.key.lower(): _joined(str(field.value), strings) for field in entry.fields}

    def first(*names: str) -> str:
        return next((unlatex(fields[name]) for name in names if fields.get(name)), "")

    record = Record(
        title=_title(first("title"), first("subtitle")),
        kind=kinds.BIBTEX.get(entry.entry_type.lower(), ""),
        agents=_agents(fields),
        date=_date(first("date"), first("year"), first("month")),
        publisher=first("publisher", "institution", "school", "organization", "howpublished")
        if not first("publisher", "institution", "school", "organization")
        and not _is_link(first("howpublished"))
        else first("publisher", "institution", "school", "organization"),
        container=first("journaltitle", "journal", "booktitle", "maintitle", "series"),
        volume=first("volume"),
        issue=first("number", "issue"),
        page_range=re.sub("-{2,}|–", "-", first("pages")),
        languages=[first("langid", "language")] if first("langid", "language") else [],
        summary=first("abstract"),
        doi=fields.get("doi", "").replace("\\_", "_"),
        isbn=[each for each in re.split(r"[,;\s]+", first("isbn")) if each],
        issn=[each for each in re.split(r"[,;\s]+", first("issn")) if each],
        urls=_links(fields),
        licence=first("copyright", "rights", "license", "licence"),
        page_count=None,
        tags=[word for word in _words(fields) if word],
        collections=[unlatex(group) for group in fields.get("groups", "").split(",") if group],
        files=_files(fields.get("file", "")),
        key=entry.key,
    )
    count = re.fullmatch(r"(\d{1,5})(?: ?pp?\.?| pages)?", first("pagetotal"))
    if count:
        record.page_count = int(count[1])
    for name, value in fields.items():
        extras.take(record, name, value)
    return Row(number, record, genre=first("type", "entrysubtype"), guessed={"kind"})


def _joined(value: str, strings: dict[str, str]) -> str:
    """Return a value without what encloses it, joined where it is made of several.

    The parser leaves both as they are: what is joined by ``#``, and entries whose key was there.
    """
    parts = value.split(" # ")
    if len(parts) > 1 and any(part.strip().lower() in strings for part in parts):
        return "".join(strings.get(part.strip().lower(), _bare(part)) for part in parts)
    return value


def _bare(text: str) -> str:
    plain = text.strip()
    enclosed = (plain[:1], plain[-1:]) in {("{", "}"), ('"', '"')}
    return plain[1:-1] if enclosed and len(plain) > 1 else plain


def unlatex(text: str) -> str:
    """Return LaTeX as plain text: accents as letters, braces and commands gone."""
    if not _SPECIAL.search(text):
        return text
    known = LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=False)
    return known.latex_to_text(_PERCENT.sub(r"\\%", text)).strip()


def _title(title: str, subtitle: str) -> str:
    return f"{title}: {subtitle}" if subtitle and subtitle not in title else title


def _date(full: str, year: str, month: str) -> str:
    if full or not month:
        return full or year
    number = month_number(month.split("-")[0])
    return f"{year}-{number:02}" if number and year.isdecimal() else year


def _agents(fields: dict[str, str]) -> list[Agent]:
    agents = []
    for role, name in _ROLES:
        for person in split_multiple_persons_names(" ".join(fields.get(name, "").split())):
            if person.strip().lower() in {"others", ""}:
                continue
            agents.append(_agent(person.strip(), role))
    return agents


def _agent(person: str, role: str) -> Agent:
    """Read a name as BibTeX does; one wholly in braces is an organisation's."""
    if _WHOLLY_BRACED.fullmatch(person):
        return Agent(name=unlatex(person), role=role)
    try:
        parts = parse_single_name_into_parts(person, strict=False)
    except ValueError:
        return Agent(name=unlatex(person), role=role)
    name = unlatex(" ".join([*parts.von, *parts.last, *(f", {each}" for each in parts.jr)]))
    return Agent(name=name.replace(" ,", ","), given=unlatex(" ".join(parts.first)), role=role)


def _is_link(text: str) -> bool:
    return text.lower().startswith(("http://", "https://", "www."))


def _links(fields: dict[str, str]) -> list[str]:
    """Return addresses, also one that hides in ``howpublished`` as people write it."""
    text = _ESCAPED.sub(r"\1", fields.get("url", "") or fields.get("howpublished", ""))
    found = re.findall(r"https?://[^\s{}]+", text)
    plain = fields.get("url", "").strip()
    return found or ([plain] if plain else [])


def _words(fields: dict[str, str]) -> list[str]:
    """Return keywords; Mendeley writes them a second time in a field of its own."""
    found = [fields.get(name, "") for name in ("keywords", "keyword", "mendeley-tags")]
    words: dict[str, None] = {}
    for text in found:
        for word in re.split(";" if ";" in text else ",", text):
            words.setdefault(unlatex(word).strip())
    return list(words)


def _files(text: str) -> list[FileRef]:
    """Read ``file``: a path, or ``description:path:type``, several parted by semicolons."""
    files = []
    for part in _SEPARATOR.split(text.replace("$\\backslash$", "")):
        pieces = re.split(r"(?<!\\):", part)
        path = ":".join(pieces[1:-1]) if len(pieces) >= 3 else part
        plain = re.sub(r"\\(.)", r"\1", path).strip()
        if plain:
            files.append(FileRef(path=plain))
    return files
