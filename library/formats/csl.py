"""CSL-JSON, as Zotero, Pandoc and every processor of citation styles reads it (schema 1.0.2).

==========================  =============================================================
``type``, ``genre``         the kind, in the format's own list and as we call it
``id``                      key
``title``                   title
``author editor``           people with ``family`` and ``given``, organisations ``literal``;
``translator``              likewise
``issued``                  the date, in parts
``publisher``               publisher
``container-title``         what it stands in; ``volume``, ``issue``, ``page``
``number-of-pages``         number of pages
``language``                the main language of the resource
``abstract``                summary
``DOI URL ISBN ISSN``       identifiers; the first address
``keyword``                 keywords, parted by commas
``custom``                  ``justcities-…``: all else, and what isn't told exactly (``extras``)
==========================  =============================================================
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from library.formats.extras import extras
from library.formats.kinds import names_of
from library.formats.text import by_role, in_order
from library.record import Agent, Record

_TEXTS = {
    "title": "title",
    "publisher": "publisher",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "page_range": "page",
    "summary": "abstract",
    "doi": "DOI",
    "kind": "genre",
}


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """Give records as a JSON array of items, one a line."""
    before = "[\n"
    for record in records:
        yield (before + json.dumps(item(record), ensure_ascii=False)).encode(
            errors="backslashreplace"
        )
        before = ",\n"
    yield b"\n]\n" if before != "[\n" else b"[]\n"


def item(record: Record) -> dict[str, Any]:
    """Return a record as an item of CSL-JSON."""
    found: dict[str, Any] = {"id": record.key or "record", "type": names_of(record).csl}
    found |= {
        name: getattr(record, field) for field, name in _TEXTS.items() if getattr(record, field)
    }
    for role, agents in by_role(record).items():
        if agents:
            found[role] = [_name(agent) for agent in agents]
    if record.date:
        found["issued"] = {"date-parts": [[int(part) for part in record.date.split("-")]]}
    if record.page_count is not None:
        found["number-of-pages"] = str(record.page_count)
    if record.languages:
        found["language"] = record.languages[0]
    if record.urls:
        found["URL"] = record.urls[0]
    if record.isbn:
        found["ISBN"] = " ".join(record.isbn)
    if record.issn:
        found["ISSN"] = " ".join(record.issn)
    if record.tags:
        found["keyword"] = ", ".join(record.tags)
    more = dict(extras(record, _told(record)))
    if more:
        found["custom"] = {name: json.loads(value) for name, value in more.items()}
    return found


def _name(agent: Agent) -> dict[str, str]:
    if agent.given:
        return {"family": agent.name, "given": agent.given}
    return {"literal": agent.name}


def _told(record: Record) -> set[str]:
    """Return the fields that are read back as they are."""
    told = {*_TEXTS, "date", "page_count", "isbn", "issn"}
    if record.key:
        told.add("key")
    if in_order(record):
        told.add("agents")
    if len(record.languages) < 2:
        told.add("languages")
    if len(record.urls) < 2:
        told.add("urls")
    if not any("," in tag or ";" in tag or tag != tag.strip() for tag in record.tags):
        told.add("tags")
    return told
