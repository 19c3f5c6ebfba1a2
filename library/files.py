"""The files and links of a record as a reader meets them: what each is, before it is fetched."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from justcities.core.languages import current
from library.choices import FileRole
from library.file_facts import MEDIA, reading_of
from library.models import ResourceFile, ResourcePage
from library.permissions import can_open_files, folder_is_open

FORMATS = {
    "csv": "CSV",
    "docx": "Word (DOCX)",
    "html": "HTML",
    "mp3": "MP3",
    "mp4": "MP4",
    "odt": "OpenDocument (ODT)",
    "ogg": "Ogg",
    "pdf": "PDF",
    "pptx": "PowerPoint (PPTX)",
    "txt": _("plain text"),
    "webm": "WebM",
    "xlsx": "Excel (XLSX)",
}


@dataclass(frozen=True)
class ShownFile:
    """A file kept here, or a link.

    Attributes:
        name: what it is called; in the language of the record's page.
        label: a name of its own that the editor gave it.
        url: where it is fetched from.
        role: a value of ``FileRole``.
        language: code of the language its words are in, or empty.
        format: how it is stored, in words; empty for a link.
        size: in bytes; None for a link, or where it can't be told.
        pages: how many, where it has pages.
        host: of a link, whose site it leads to.
        media: ``video`` or ``audio``, of a file that can be played here.
        content_type: of a file.
        filename: of a file, as it is saved.
        first_page: address of a picture of its first page, or empty; ``width`` and ``height`` of
            it in pixels.
    """

    name: str
    url: str
    role: str
    label: str = ""
    language: str = ""
    format: str = ""
    size: int | None = None
    pages: int = 0
    host: str = ""
    media: str = ""
    content_type: str = ""
    filename: str = ""
    first_page: str = ""
    width: int = 0
    height: int = 0
    document: Any = None

    @property
    def role_words(self) -> str:
        """What it is of the resource; nothing for the resource itself."""
        return "" if self.role == FileRole.WORK else str(FileRole(self.role).label)


@dataclass
class FileGroup:
    """Files and links that are the same thing, in several formats.

    Attributes:
        name: a name of its own that an editor gave, else empty.
        language: code of the language of them all, or empty.
        role: what they are of the resource, in words; nothing for the resource itself.
        files: the files and links.
    """

    name: str
    language: str
    role: str
    files: list[ShownFile] = field(default_factory=list)


def grouped(files: list[ShownFile]) -> list[FileGroup]:
    """Put together what is the same in several formats, in the order in which it comes first."""
    groups: dict[tuple[str, str, str], FileGroup] = {}
    for file in files:
        # Without a language nothing says that two files are the same.
        name = file.label or ("" if file.language else file.name)
        key = (name, file.language, file.role)
        group = groups.setdefault(key, FileGroup(name, file.language, file.role_words))
        group.files.append(file)
    return list(groups.values())


@dataclass
class ShownFiles:
    """All of a record that a reader may open.

    Attributes:
        files: files and links to fetch, the reader's language first, then in the editor's order.
        played: what can be played here.
        captions: tracks of captions for it.
        transcripts: its words, to be read.
        closed: there are files that nobody but editors may open yet.
    """

    files: list[ShownFile] = field(default_factory=list)
    played: list[ShownFile] = field(default_factory=list)
    captions: list[ShownFile] = field(default_factory=list)
    transcripts: list[ShownFile] = field(default_factory=list)
    closed: bool = False

    @property
    def cover(self) -> ShownFile | None:
        """The first file of which there is a picture of its first page."""
        return next((each for each in self.files if each.first_page), None)

    @property
    def groups(self) -> list[FileGroup]:
        """Files and links to fetch, and the words of what can't be played here."""
        return grouped([*self.files, *([] if self.played else self.transcripts)])

    @property
    def kept(self) -> list[ShownFile]:
        """Every file that is kept here, each once, as an archive of them holds it."""
        every = [*self.files, *self.played, *self.captions, *self.transcripts]
        return list({each.url: each for each in every if each.document is not None}.values())


def files_of(page: ResourcePage, user: Any, language: str = "") -> ShownFiles:
    """Return the files and links of a record that a person may open.

    Args:
        page: the record, its files prefetched with document, folder and reading.
        user: the reader, or None for the public.
        language: the reader's language; the active one where not given.
    """
    reader = user or AnonymousUser()
    language = language or current()
    rows = list(page.files.all())
    opens = can_open_files(reader, page) if any(row.document for row in rows) else False
    shown = ShownFiles(closed=not opens and any(row.document for row in rows))
    for row in rows:
        if row.document is not None and not (opens and folder_is_open(reader, row.document)):
            continue
        each = shown_file(row)
        if each.media:
            shown.played.append(each)
        elif each.role == FileRole.CAPTIONS:
            shown.captions.append(each)
        elif each.role == FileRole.TRANSCRIPT:
            shown.transcripts.append(each)
        else:
            shown.files.append(each)
    # In the reader's language first; Python's sort keeps the editor's order otherwise.
    for several in (shown.files, shown.played, shown.captions, shown.transcripts):
        several.sort(key=lambda each: each.language.split("-")[0] != language)
    return shown


def shown_file(row: ResourceFile) -> ShownFile:
    """Return what is told of one file or link."""
    if row.document is None:
        return ShownFile(
            name=row.label,
            url=row.link,
            role=row.role,
            label=row.label,
            language=row.language,
            host=host_of(row.link),
        )
    document = row.document
    reading = reading_of(document)
    ending = document.file_extension.lower()
    pictured = reading is not None and bool(reading.first_page)
    return ShownFile(
        name=row.label or document.title,
        url=document.url,
        role=row.role,
        label=row.label,
        language=row.language or (reading.language if reading else ""),
        format=str(FORMATS.get(ending, ending.upper())),
        size=_size(document),
        pages=reading.page_count if reading else 0,
        media=MEDIA.get(ending, ""),
        content_type=document.content_type,
        filename=document.filename,
        first_page=reverse("document_first_page", args=(document.pk,)) if pictured else "",
        width=reading.width if reading else 0,
        height=reading.height if reading else 0,
        document=document,
    )


def host_of(url: str) -> str:
    """Return whose site an address leads to."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _size(document: Any) -> int | None:
    return document.get_file_size()
