"""What records are known by in their source, and which records of the library that names."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from library.importing.tidying import KEY_LENGTH
from library.models import Import, ImportRow, ResourcePage
from library.record import Record


@dataclass(frozen=True)
class Known:
    """The library's record that a row's key names.

    Attributes:
        pk: of the record.
        base: what the source said of it the last time.
        own: the key is one the library gives in its exports.
        sure: no other record in the world has that key.
    """

    pk: int
    base: Record | None = None
    own: bool = False
    sure: bool = False


def source_name(of: Import) -> str:
    """Return the name that stands before the keys of an import's records."""
    return of.source or of.format


def own_key(record: Record) -> str:
    """Return what a record is known by in its source; made of what it says where it has no key."""
    if record.key:
        return record.key
    if record.doi:
        key = f"doi:{record.doi}"
        return key if len(key) <= KEY_LENGTH else f"doi:{_hash(record.doi)}"
    if record.urls:
        return f"url:{_hash(record.urls[0])}"
    said = [
        record.title.casefold(),
        record.date[:4],
        record.container.casefold(),
        record.page_range,
        *(agent.name.casefold() for agent in record.agents),
    ]
    return f"is:{_hash(json.dumps(said))}"


def known_by_key(of: Import, records: dict[str, Record]) -> dict[str, Known]:
    """Return, by key, the library's record and what the source said of it the last time.

    An own export names records as the library does, whatever it was brought in as. Three queries,
    however many keys there are.

    Args:
        of: the import that asks; what it has written itself is no earlier import.
        records: what the source says, by key.
    """
    found = _named(records) | _of_own_exports(records)
    earlier = (
        ImportRow.objects.filter(key__in=records, written=True, resource__isnull=False)
        .exclude(of=of)
        .order_by("pk")
        .values_list("key", "resource_id", "record")
    )
    said: dict[str, list[tuple[int, Record]]] = {}
    for key, pk, record in earlier:
        said.setdefault(key, []).append((pk, Record.from_json(record)))
    for key, several in said.items():
        # Two sources without a name can share a key: what says the same is the same one again.
        same = [each for each in several if says_the_same(each[1], records[key])]
        pk, base = (same or several)[-1]
        before = found.get(key)
        if before is not None and before.pk == pk:
            found[key] = Known(pk, base, before.own, before.sure)
        else:
            found[key] = Known(pk, base)
    return found


def _named(keys: Iterable[str]) -> dict[str, Known]:
    """Return what is named by what the library's records were brought in as."""
    own = {key: key.partition(":")[2] for key in keys}
    rows = ResourcePage.objects.filter(imported_as__in=[*own.keys(), *own.values()])
    fields = ("imported_as", "pk", "original_language", "locale__language_code")
    named = {
        name: pk for name, pk, source, language in rows.values_list(*fields) if source == language
    }
    named.pop("", None)
    found = {key: Known(named[text], own=True) for key, text in own.items() if text in named}
    return found | {key: Known(named[key]) for key in own if key in named}


def _of_own_exports(keys: Iterable[str]) -> dict[str, Known]:
    """Return what is named by the key that the library's records have in its own exports."""
    uuids = {each: key for key in keys if (each := _uuid(key.partition(":")[2]))}
    if not uuids:
        return {}
    rows = ResourcePage.objects.filter(translation_key__in=uuids)
    fields = ("translation_key", "pk", "original_language", "locale__language_code")
    return {
        uuids[uuid]: Known(pk, own=True, sure=True)
        for uuid, pk, source, language in rows.values_list(*fields)
        if source == language
    }


def says_the_same(base: Record, record: Record) -> bool:
    """Compare all a source says but the language, which is guessed."""
    before, now = base.as_json(), json.loads(json.dumps(record.as_json()))
    ignored: dict[str, Any] = {"language": ""}
    return json.loads(json.dumps(before)) | ignored == now | ignored


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
