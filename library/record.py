"""A bibliographic record in plain words: what every import reads and every export writes.

Dublin Core's elements, with what a citation needs beside them. The readers of foreign formats make
records (``library.importing``), the crosswalk writes them (``library.crosswalk``), and
``library.recording`` turns a resource or a case study into one. Everything is text in its normal
form, so that two records can be compared field by field and kept as JSON.
"""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Agent:
    """A person (``given`` filled) or an organisation, and its role (``library.choices``)."""

    name: str
    given: str = ""
    role: str = "author"


@dataclass
class FileRef:
    """A file or link of a record.

    ``path`` is where an import found the file, relative to the source's folder; an export fills
    ``link`` with the public address.
    """

    path: str = ""
    link: str = ""
    label: str = ""
    role: str = "work"
    language: str = ""
    media_type: str = ""


@dataclass
class Record:
    """One resource.

    Attributes:
        title: as on the work.
        kind: notation of the scheme *resource type* (``report``, ``video``), or empty.
        date: ``2019``, ``2019-05`` or ``2019-05-31``.
        languages: BCP 47 codes, the main one first.
        licence: a value of ``justcities.core.licences.Rights``, or empty.
        concepts: notations by scheme, of the schemes a resource has fields for.
        places: ISO codes of countries, notations of regions, and cities as ``Name, XX``.
        tags: words as they were typed; matched to concepts on the way in.
        relations: pairs of kind (``library.choices.RelationKind``) and key or title of the other.
        collections: names of collections, outermost first, joined by `` / ``.
        key: the source's own key, unique in it.
        language: of title and summary; guessed on the way in where it is not told.
    """

    title: str = ""
    kind: str = ""
    agents: list[Agent] = field(default_factory=list)
    date: str = ""
    publisher: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    page_range: str = ""
    languages: list[str] = field(default_factory=list)
    summary: str = ""
    why: str = ""
    doi: str = ""
    isbn: list[str] = field(default_factory=list)
    issn: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    licence: str = ""
    rights_holder: str = ""
    page_count: int | None = None
    minutes: int | None = None
    access: str = "public"
    concepts: dict[str, list[str]] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    relations: list[tuple[str, str]] = field(default_factory=list)
    collections: list[str] = field(default_factory=list)
    files: list[FileRef] = field(default_factory=list)
    key: str = ""
    language: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Record":
        """Read what :meth:`as_json` returned."""
        read = dict(data)
        read["agents"] = [Agent(**agent) for agent in data.get("agents", [])]
        read["files"] = [FileRef(**ref) for ref in data.get("files", [])]
        read["relations"] = [tuple(pair) for pair in data.get("relations", [])]
        return cls(**read)
