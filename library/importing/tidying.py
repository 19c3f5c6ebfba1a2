"""Brings what a reader found into the normal form of records, and says what doesn't fit.

What can't be right in one field is left out and told; what would have to be cut to fit makes the
row refused, for nothing is ever cut.
"""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from justcities.core.models import SUMMARY_LENGTH, Access
from justcities.vocabulary.language_names import find_language
from justcities.vocabulary.models import LABEL_LENGTH
from justcities.vocabulary.wording import check_wording
from library.applying import abstract_note
from library.identifiers import normal_doi, normal_isbn, normal_issn, normal_url
from library.importing.rows import Row
from library.importing.terms.dates import parse_date
from library.importing.terms.rights import parse_licence
from library.importing.terms.texts import line, plain
from library.models import (
    CollectionPage,
    ResourceAgent,
    ResourceFile,
    ResourceIdentifier,
    ResourcePage,
)
from library.record import Agent, Record

KEY_LENGTH = 150
ABSTRACT_CHARACTERS = 20_000
MOST_TAGS = 100
MOST_AGENTS = 200
_TEXTS = ("title", "publisher", "container", "volume", "issue", "page_range", "rights_holder")
_LANGUAGES = re.compile(r"[;,/،؛]+")
# Who holds the rights, as programs and people put it into a field of rights.
_HELD = re.compile(
    r"^(?:©|\(c\)|copyright)[\s:©]*(?:\d{4}(?:[-–]\d{4})?)?[\s,]*(\w.+)$", re.IGNORECASE
)
_SHOWN = 80


def tidy(row: Row) -> Row:
    """Return the row with its record in normal form; notes and problems say what did not fit."""
    record = row.record
    if record is None:
        return row
    _tidy_texts(record, row)
    _tidy_agents(record, row)
    _tidy_date(record, row)
    record.languages = _languages(record.languages, row)
    record.language = _language(record.language)
    _tidy_rights(record, row)
    _tidy_identifiers(record, row)
    _tidy_words(record, row)
    _tidy_counts(record)
    for ref in record.files:
        ref.label = line(ref.label)
        ref.path = ref.path.strip()
        if ref.link:
            ref.link = _address(ref.link, row)
        _check_length(row, ResourceFile, "label", ref.label)
    record.files = [ref for ref in record.files if ref.path or ref.link]
    record.key = _key(line(record.key))
    row.title = record.title or row.title
    return row


def _tidy_texts(record: Record, row: Row) -> None:
    for name in _TEXTS:
        value = plain(getattr(record, name))
        setattr(record, name, value)
        _check_length(row, ResourcePage, name, value)
    record.why = plain(record.why)
    _check_length(row, ResourcePage, "why", record.why)
    record.summary = plain(record.summary[: ABSTRACT_CHARACTERS * 4])
    if len(record.summary) > ABSTRACT_CHARACTERS:
        row.problems.append(
            _("The abstract is longer than %(number)d characters.")
            % {"number": ABSTRACT_CHARACTERS}
        )
    if len(record.summary) > SUMMARY_LENGTH:
        row.notes.append(abstract_note())
    if not record.title:
        row.problems.append(_("It has no title."))
    if record.collections:
        record.collections = list(dict.fromkeys(filter(None, map(plain, record.collections))))
        limit = CollectionPage._meta.get_field("title").max_length or 0
        if any(len(name) > limit for name in record.collections):
            row.notes.append(
                _(
                    "The name of a collection is longer than %(number)d characters: its beginning "
                    "becomes the title."
                )
                % {"number": limit}
            )
    record.places = list(dict.fromkeys(filter(None, map(plain, record.places))))


def _check_length(row: Row, model: type[Model], name: str, value: str) -> None:
    field: Any = model._meta.get_field(name)
    limit = field.max_length
    if limit and len(value) > limit:
        row.problems.append(
            _("%(field)s: %(length)d characters, and at most %(limit)d fit.")
            % {
                "field": capfirst(field.verbose_name),
                "length": len(value),
                "limit": limit,
            }
        )


def _tidy_agents(record: Record, row: Row) -> None:
    agents = []
    for agent in record.agents[:MOST_AGENTS]:
        clean = Agent(plain(agent.name).strip(", "), plain(agent.given).strip(", "), agent.role)
        if not clean.name and clean.given:
            clean = Agent(clean.given, "", clean.role)
        if clean.name and clean not in agents:
            agents.append(clean)
            _check_length(row, ResourceAgent, "name", clean.name)
            _check_length(row, ResourceAgent, "given", clean.given)
    if len(record.agents) > MOST_AGENTS:
        row.problems.append(
            _("It has %(count)d names, and at most %(limit)d fit.")
            % {"count": len(record.agents), "limit": MOST_AGENTS}
        )
    record.agents = agents


def _tidy_date(record: Record, row: Row) -> None:
    text = line(record.date)
    record.date = parse_date(text)
    if text and not record.date:
        _note_left_out(row, _("Date"), text)


def _languages(found: list[str], row: Row) -> list[str]:
    codes: dict[str, None] = {}
    for text in found:
        # Whole first: names such as “Greek, Modern (1453-)” hold what parts others.
        parts = [text] if _language(text) else _LANGUAGES.split(text)
        for part in parts:
            code = _language(part)
            if code:
                codes.setdefault(code)
            elif part.strip():
                _note_left_out(row, _("Language"), part.strip())
    return list(codes)


@lru_cache(maxsize=2_000)
def _language(text: str) -> str:
    """Return the code of a language by name or code; English wins where names clash."""
    plain_text = text.strip()
    if not plain_text or len(plain_text) > _SHOWN:
        return ""
    with override("en"):
        return find_language(plain_text) or find_language(plain_text.split("-")[0]) or ""


def _tidy_rights(record: Record, row: Row) -> None:
    text = line(record.licence)
    record.licence = parse_licence(text)
    held = _HELD.match(text)
    if text and not record.licence and held and not record.rights_holder:
        record.rights_holder = held[1]
        _check_length(row, ResourcePage, "rights_holder", record.rights_holder)
    elif text and not record.licence:
        _note_left_out(row, _("Rights"), text)
    if record.access not in Access.values:
        closed = record.access.strip().lower().startswith(("member", "membre", "miembro"))
        record.access = Access.MEMBERS.value if closed else Access.PUBLIC.value


def _tidy_identifiers(record: Record, row: Row) -> None:
    record.doi = _normal(normal_doi, record.doi, "DOI", row)
    record.isbn = _several(normal_isbn, record.isbn, "ISBN", row)
    record.issn = _several(normal_issn, record.issn, "ISSN", row)
    urls = []
    for text in record.urls:
        address = _address(text, row)
        if urlsplit(address).hostname in {"doi.org", "dx.doi.org"} and not record.doi:
            record.doi = _normal(normal_doi, address, "DOI", row)
        if address and address != f"https://doi.org/{record.doi}":
            urls.append(address)
    record.urls = [
        url
        for url in dict.fromkeys(urls)
        if not url.lower().endswith(f"doi.org/{record.doi}" if record.doi else "\0")
    ]


def _address(text: str, row: Row) -> str:
    plain_text = line(text)
    address = _normal(normal_url, plain_text, _("Web address"), row)
    limit = ResourceIdentifier._meta.get_field("value").max_length or 0
    if len(address) > limit:
        row.problems.append(
            _("Web address: %(length)d characters, and at most %(limit)d fit.")
            % {"length": len(address), "limit": limit}
        )
    return address


def _several(normal: Callable[[str], str], values: list[str], name: str, row: Row) -> list[str]:
    found = (_normal(normal, value, name, row) for value in values)
    return list(dict.fromkeys(value for value in found if value))


def _normal(normal: Callable[[str], str], value: str, name: str, row: Row) -> str:
    text = line(value)
    if not text:
        return ""
    try:
        # Programs write what kind of binding an ISBN is of behind it, in brackets.
        return normal(re.sub(r"\s*\([^)]*\)$", "", text))
    except ValueError:
        _note_left_out(row, name, text)
        return ""


def _tidy_words(record: Record, row: Row) -> None:
    words: dict[str, None] = {}
    for text in record.tags:
        word = plain(text).strip("\"'“”«»,;.* ")
        if not word:
            continue
        try:
            check_wording(word)
        except ValidationError:
            _note_left_out(
                row,
                _("Keyword"),
                word,
                _("at most %(limit)d characters fit") % {"limit": LABEL_LENGTH},
            )
            continue
        words.setdefault(word)
    record.tags = list(words)
    if len(record.tags) > MOST_TAGS:
        row.problems.append(
            _("It has %(count)d keywords, and at most %(limit)d fit.")
            % {"count": len(record.tags), "limit": MOST_TAGS}
        )
    record.concepts = {
        scheme: list(dict.fromkeys(filter(None, map(plain, found))))
        for scheme, found in record.concepts.items()
    }


def _tidy_counts(record: Record) -> None:
    for name in ("page_count", "minutes"):
        value = getattr(record, name)
        if value is not None and not 0 < value < 1_000_000:
            setattr(record, name, None)


def _note_left_out(row: Row, what: str, text: str, why: str = "") -> None:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    note = _("%(what)s: “%(text)s” is not understood and is left out.")
    if why:
        note = _("%(what)s: “%(text)s” is left out, %(why)s.")
    row.notes.append(note % {"what": what, "text": shown, "why": why})


def _key(text: str) -> str:
    """Return a key that fits its column; a long one is told by its hash."""
    return text if len(text) <= KEY_LENGTH else hashlib.sha256(text.encode()).hexdigest()
