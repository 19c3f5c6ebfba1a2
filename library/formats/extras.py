"""What a format has no place of its own for, and how the library's readers get it back.

Each field is a name, ``justcities-`` and the field's own name in ``Record``, and a value in JSON on
one line. RIS has them as notes, BibTeX as fields, CSL-JSON in ``custom``, CSV in the last column.
Other programs show them as notes or pass them over; the readers of ``library.importing`` give each
to :func:`take`, after all else, for what stands here is exact.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, fields
from typing import Any

from library.record import Agent, FileRef, Record

PREFIX = "justcities-"
_DEFAULT = Record()
_FIELDS = {each.name: getattr(_DEFAULT, each.name) for each in fields(Record)}
_COUNTS = {"page_count", "minutes"}
_ROWS = {"agents": Agent, "files": FileRef}


def extras(record: Record, told: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give names and values of the filled fields that a format doesn't tell as they are.

    Args:
        record: what is written.
        told: the fields that the format itself gives back as they are.
    """
    for name, default in _FIELDS.items():
        value = getattr(record, name)
        if name in told or value == default:
            continue
        if name in _ROWS:
            value = [list(asdict(row).values()) for row in value]
        yield f"{PREFIX}{name.replace('_', '-')}", json.dumps(value, ensure_ascii=False)


def take(record: Record, name: str, text: str) -> bool:
    """Put back what :func:`extras` gave.

    Returns:
        Whether this was one; what isn't, or is broken, changes nothing.
    """
    field = name.strip().removeprefix(PREFIX).replace("-", "_")
    if not name.strip().startswith(PREFIX) or field not in _FIELDS:
        return False
    try:
        value = _checked(field, json.loads(text))
    except (ValueError, TypeError, RecursionError):
        return False
    setattr(record, field, value)
    return True


def take_all(record: Record, found: Any) -> None:
    """Put back what was kept as one object, with or without the prefix of its names."""
    if isinstance(found, dict):
        for name, value in found.items():
            take(record, f"{PREFIX}{str(name).removeprefix(PREFIX)}", json.dumps(value))


def take_line(record: Record, line: str) -> bool:
    """Put back what stands in a note as ``name: value``; other notes change nothing."""
    name, colon, text = line.partition(":")
    return bool(colon) and take(record, name, text)


def _checked(field: str, value: Any) -> Any:
    """Return a value in the shape of its field.

    Raises:
        ValueError: it has another shape.
        TypeError: likewise.
    """
    if field in _ROWS:
        return [_ROWS[field](*_texts(row)) for row in value]
    if field in _COUNTS:
        return int(value)
    if field == "relations":
        return [(kind, key) for kind, key in map(_texts, value)]
    if field == "concepts":
        if not isinstance(value, dict):
            raise ValueError(field)
        return {str(scheme): _texts(keys) for scheme, keys in value.items()}
    if isinstance(_FIELDS[field], list):
        return _texts(value)
    if not isinstance(value, str):
        raise ValueError(field)
    return value


def _texts(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(values)
    return values
