"""What bringing a record in would change in one that is there.

What a record is silent about stays as it is, and lists are added to: an export without abstracts
takes none away, and a source that knows two of a record's five themes removes none.
"""

from typing import Any
from urllib.parse import urlsplit

from library.applying import first_sentences
from library.importing.lookup import Lookup, Words
from library.record import FileRef, Record

SINGLE = (
    "title",
    "kind",
    "date",
    "publisher",
    "container",
    "volume",
    "issue",
    "page_range",
    "summary",
    "why",
    "doi",
    "licence",
    "rights_holder",
    "page_count",
    "minutes",
)
ADDED = ("languages", "isbn", "issn", "urls", "places", "collections")
Difference = list[Any]


def differences(
    mine: Record,
    theirs: Record,
    lookup: Lookup,
    base: Record | None = None,
    guessed: frozenset[str] | set[str] = frozenset(),
) -> list[Difference]:
    """Return what would change, as lists of field, value now, value then.

    Args:
        mine: the library's record, as it would be edited now.
        theirs: the source's record.
        lookup: with the words of both loaded.
        base: what the source said the last time; what it has not changed since is no change.
        guessed: fields the source only hints at: they fill, and change nothing that is there.
    """
    here, there = lookup.words(mine), lookup.words(theirs)
    before = lookup.words(base) if base else None
    found: list[Difference] = []
    for name in SINGLE:
        old, new = getattr(here.record, name), getattr(there.record, name)
        if name == "summary" and new:
            new = first_sentences(new)
        if not new or new == old or (name in guessed and old and not before):
            continue
        if before is not None and getattr(there.record, name) == getattr(before.record, name):
            continue
        found.append([name, old, new])
    if there.record.access != "public" and here.record.access == "public":
        found.append(["access", here.record.access, there.record.access])
    found += _agents(here.record, there.record, before, guessed)
    for name in ADDED:
        if name in guessed and getattr(here.record, name):
            continue
        found += _added(
            name,
            getattr(here.record, name),
            getattr(there.record, name),
            getattr(before.record, name) if before else [],
        )
    for scheme, keys in there.record.concepts.items():
        found += _added(
            f"concepts:{scheme}",
            here.record.concepts.get(scheme, []),
            keys,
            before.record.concepts.get(scheme, []) if before else [],
        )
    found += _tags(here, there, before)
    found += _files(here.record, there.record, before)
    return found


def _agents(
    mine: Record, theirs: Record, before: Words | None, guessed: frozenset[str] | set[str]
) -> list[Difference]:
    old, new = _names(mine), _names(theirs)
    same = sorted(old) == sorted(new) or ("agents" in guessed and _joined(old) == _joined(new))
    if not new or same or (before is not None and _names(before.record) == new):
        return []
    return [["agents", [_shown(name) for name in old], [_shown(name) for name in new]]]


def _names(record: Record) -> list[tuple[str, str, str]]:
    return [(agent.name, agent.given, agent.role) for agent in record.agents]


def _joined(names: list[tuple[str, str, str]]) -> list[str]:
    """Return names however they are split: what is family name and what given is a guess."""
    return sorted(" ".join(sorted(f"{given} {name}".split())) for name, given, _role in names)


def _shown(name: tuple[str, str, str]) -> str:
    return f"{name[0]}, {name[1]}" if name[1] else name[0]


def _added(name: str, old: list[str], new: list[str], before: list[str]) -> list[Difference]:
    missing = [each for each in new if each not in old and each not in before]
    return [[name, old, [*old, *missing]]] if missing else []


def _tags(here: Words, there: Words, before: Words | None) -> list[Difference]:
    """Compare keywords as concepts. Unknown words count where the source has added them."""
    present = {concept.pk for concept in here.keywords.values()}
    known = [word for word, concept in there.keywords.items() if concept.pk not in present]
    if before is None:
        missing = known
    else:
        said = {*before.record.tags}
        missing = [word for word in [*known, *there.unknown] if word not in said]
    tags = here.record.tags
    return [["tags", tags, [*tags, *missing]]] if missing else []


def _files(mine: Record, theirs: Record, before: Words | None) -> list[Difference]:
    """Compare links by address; of files brought along, only a source's new ones are new.

    Whether a file's content is there already is told by its hash, by whoever has the file.
    """
    old = [ref.link for ref in mine.files]
    known = {_place(link) for link in old}
    said = {_file_name(ref) for ref in before.record.files} if before else set()
    missing = [
        _file_name(ref)
        for ref in theirs.files
        if _file_name(ref) not in said and not (ref.link and _place(ref.link) in known)
    ]
    return [["files", old, [*old, *missing]]] if missing else []


def _file_name(ref: FileRef) -> str:
    return ref.path or ref.link


def _place(link: str) -> str:
    """Return what stays of an address when a site moves to another host."""
    parts = urlsplit(link)
    return parts.path if "/documents/" in parts.path else link


def partial(record: Record, found: list[Difference], lookup: Lookup) -> Record:
    """Return a record that says only what differs, for ``library.applying.apply``."""
    names = {difference[0] for difference in found}
    values = {difference[0]: difference[2] for difference in found}
    full = lookup.words(record).record
    result = Record(access=record.access if "access" in names else "public")
    for name in (*SINGLE, *ADDED):
        if name in names and name != "collections":
            setattr(result, name, values[name])
    if "summary" in names:
        result.summary = record.summary
    if "agents" in names:
        result.agents = full.agents
    result.concepts = {
        name.partition(":")[2]: value
        for name, value in values.items()
        if name.startswith("concepts:")
    }
    return result
