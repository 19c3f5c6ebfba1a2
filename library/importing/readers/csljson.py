"""CSL-JSON, as Zotero and Pandoc write it."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from library.formats import extras
from library.importing.rows import Row, UnreadableError
from library.importing.sources import Source
from library.importing.terms import kinds
from library.record import Agent, Record

_ROLES = ("author", "editor", "translator")


def read(source: Source) -> Iterator[Row]:
    """Give one row for each item.

    Raises:
        UnreadableError: the file is no JSON, or no list of items.
    """
    text = source.text()
    try:
        items = json.loads(text, parse_constant=lambda name: None)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            _("This file is no JSON that can be read. Export it anew as CSL JSON.")
        ) from error
    if isinstance(items, dict):
        items = items.get("items", [items])
    if not isinstance(items, list) or not items:
        raise UnreadableError(_("There is no record in this file."))
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield _row(number, item)
        else:
            yield Row(number, problems=[_("This is no record.")], title=_text(item)[:120])


def _row(number: int, item: dict[str, Any]) -> Row:
    def text(name: str) -> str:
        return _text(item.get(name))

    record = Record(
        title=text("title"),
        kind=kinds.CSL.get(text("type"), ""),
        agents=[
            agent
            for role in _ROLES
            for name in _list(item.get(role))
            if (agent := _agent(name, role)).name
        ],
        date=_date(item.get("issued")),
        publisher=text("publisher"),
        container=text("container-title") or text("collection-title"),
        volume=text("volume"),
        issue=text("issue") or text("number"),
        page_range=text("page"),
        languages=[text("language")] if text("language") else [],
        summary=text("abstract"),
        doi=text("DOI"),
        isbn=text("ISBN").replace(",", " ").split(),
        issn=text("ISSN").replace(",", " ").split(),
        urls=[text("URL")] if text("URL") else [],
        licence=text("license"),
        tags=[word.strip() for word in _words(item.get("keyword")) if word.strip()],
        key=text("id"),
    )
    if text("number-of-pages").isdecimal():
        record.page_count = int(text("number-of-pages"))
    extras.take_all(record, item.get("custom"))
    return Row(number, record, genre=text("genre"), guessed={"kind"})


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _words(value: Any) -> list[str]:
    if isinstance(value, list):
        return [_text(each) for each in value]
    text = _text(value)
    return text.split(";" if ";" in text else ",")


def _agent(name: Any, role: str) -> Agent:
    """Read a name: ``literal`` is an organisation's, particles belong to the family name."""
    if not isinstance(name, dict):
        return Agent(name=_text(name), role=role)
    particle = _text(name.get("non-dropping-particle")) or _text(name.get("dropping-particle"))
    family = " ".join(part for part in (particle, _text(name.get("family"))) if part)
    if _text(name.get("suffix")):
        family = f"{family}, {_text(name.get('suffix'))}"
    given = _text(name.get("given"))
    if not family:
        return Agent(name=_text(name.get("literal")) or given, role=role)
    return Agent(name=family, given=given, role=role)


def _date(issued: Any) -> str:
    """Read a date: parts, or text in ``raw`` or ``literal``. Of a span its beginning."""
    if not isinstance(issued, dict):
        return _text(issued)
    parts = _list(issued.get("date-parts"))
    if parts and isinstance(parts[0], list) and parts[0]:
        return "-".join(_text(part).zfill(2) for part in parts[0][:3])
    return _text(issued.get("raw")) or _text(issued.get("literal"))
