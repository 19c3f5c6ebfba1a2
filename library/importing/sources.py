"""Opens what somebody brings: a file, a ZIP archive, or a folder on the server."""

import hashlib
import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.utils.translation import gettext as _

from library.importing.encoding import decode
from library.importing.rows import UnreadableError
from library.models import Import

FORMATS = {
    "ris": "RIS",
    "endnote": "EndNote",
    "bibtex": "BibTeX",
    "csl": "CSL JSON",
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "zotero": "Zotero RDF",
    "pdfs": "PDF",
}
TABLES = frozenset({"csv", "xlsx"})
ENDINGS = {
    ".ris": "ris",
    ".enw": "endnote",
    ".bib": "bibtex",
    ".json": "csl",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".rdf": "zotero",
}
UPLOAD_BYTES = 500 * 1024 * 1024
TEXT_BYTES = 50 * 1024 * 1024
ARCHIVE_BYTES = 4 * 1024 * 1024 * 1024
ARCHIVE_ENTRIES = 20_000
# What is packed a thousand times smaller than it is was made to fill a disk.
ARCHIVE_RATIO = 1_000
NAME_BYTES = 255  # of one file or folder, on all usual disks
_SMALL = 10 * 1024 * 1024
_CHUNK = 1024 * 1024
_FIRST = 4_096
_BY_CONTENT = (
    (re.compile(r"^TY {1,2}- ", re.MULTILINE), "ris"),
    (re.compile(r"^%0 ", re.MULTILINE), "endnote"),
    (re.compile(r"^@\w+\s*\{", re.MULTILINE), "bibtex"),
)


@dataclass
class Source:
    """What is read: a file of records, or PDFs, and the folder in which its files lie.

    Attributes:
        path: the file of records; of PDFs, their folder or the one file.
        format: a key of ``FORMATS``.
        root: the folder that paths of files are relative to; None where files can't be had.
        mapping: of a table, what its columns mean (``columns``).
    """

    path: Path
    format: str
    root: Path | None = None
    mapping: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """Return the whole file as text.

        Raises:
            UnreadableError: it is too large, or no text.
        """
        if self.path.stat().st_size > TEXT_BYTES:
            raise UnreadableError(
                _("This file is larger than %(size)d MB. Export it in parts.")
                % {"size": TEXT_BYTES // 1024 // 1024}
            )
        return decode(self.path.read_bytes())

    def file(self, path: str) -> Path | None:
        """Return the file a record names, or None where it isn't there.

        Programs write absolute paths of the machine they ran on, backslashes, and percent signs
        for spaces. Nothing out of the folder is ever returned.
        """
        if self.root is None:
            return None
        root = self.root.resolve()
        for name in dict.fromkeys((path, unquote(path))):
            plain = name.replace("\\", "/").removeprefix("file://")
            parts = PurePosixPath(plain).parts
            for start in range(len(parts)):
                try:
                    names = (short_name(part) for part in parts[start:] if part != "/")
                    found = root.joinpath(*names)
                    if found.resolve().is_relative_to(root) and found.is_file():
                        return found
                except (OSError, ValueError):  # too long a name, or a NUL byte in it
                    continue
        return None


@contextmanager
def opened(of: Import) -> Iterator[Source]:
    """Give the source of an import; what was unpacked is gone afterwards.

    Raises:
        UnreadableError: it is of no kind that is known, or can't be opened.
    """
    with tempfile.TemporaryDirectory(prefix="import-") as name:
        folder = Path(name)
        path = Path(of.path) if of.path else _local(of, folder)
        source = _find(path, folder)
        source.mapping = of.mapping
        yield source


def _local(of: Import, folder: Path) -> Path:
    """Return where the uploaded file lies on this machine; from elsewhere it is fetched first."""
    try:
        path = Path(of.file.path)
    except NotImplementedError:
        path = folder / f"source{Path(of.file.name or '').suffix}"
        with of.file.open("rb") as stored, path.open("wb") as copy:
            for chunk in stored.chunks(_CHUNK):
                copy.write(chunk)
    if not path.exists():
        raise UnreadableError(_("The file is no longer there. Choose it again."))
    return path


def _find(path: Path, folder: Path) -> Source:
    if path.is_dir():
        return _in_folder(path)
    if not path.is_file():
        raise UnreadableError(_("There is no such file or folder."))
    if zipfile.is_zipfile(path) and path.suffix.lower() != ".xlsx":
        return _in_folder(unpack(path, folder / "unpacked"))
    return _one_file(path, path.parent if path.parent != _uploads() else None)


def _uploads() -> Path:
    return Path(settings.PRIVATE_MEDIA_ROOT, "imports").absolute()


def _one_file(path: Path, root: Path | None) -> Source:
    ending = path.suffix.lower()
    if ending == ".pdf":
        return Source(path, "pdfs", path.parent)
    kind = ENDINGS.get(ending) or _by_content(path)
    if not kind:
        known = ", ".join([*ENDINGS, ".pdf", ".zip"])
        raise UnreadableError(
            _("Files of this kind can’t be read. These can: %(endings)s.") % {"endings": known}
        )
    return Source(path, kind, root)


def _by_content(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_FIRST).decode("utf-8", errors="replace")
    return next((kind for pattern, kind in _BY_CONTENT if pattern.search(start)), "")


def _in_folder(folder: Path) -> Source:
    """Find the one file of records in a folder; without one, the PDFs are the records."""
    shallow = sorted(
        (path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file()),
        key=lambda path: (len(path.parts), path.name),
    )
    # A spreadsheet deep among the files of a library is one of its files.
    records = [path for path in shallow if len(path.parts) == len(shallow[0].parts)]
    if len(records) > 1:
        exact = [path for path in records if ENDINGS[path.suffix.lower()] not in TABLES]
        records = exact if len(exact) == 1 else records
    if len(records) > 1:
        names = ", ".join(path.name for path in records[:5])
        raise UnreadableError(
            _("There are several files of records here: %(names)s. Bring one at a time.")
            % {"names": names}
        )
    if records:
        return _one_file(records[0], records[0].parent)
    if not any(path.suffix.lower() == ".pdf" for path in folder.rglob("*")):
        raise UnreadableError(_("There is neither a file of records nor a PDF in here."))
    return Source(folder, "pdfs", folder)


def unpack(path: Path, folder: Path) -> Path:
    """Unpack what can be of use out of an archive.

    Paths that lead out of the folder, links, and what would fill the disk are refused; sizes are
    counted while unpacking, for an archive's own table of contents may lie.

    Raises:
        UnreadableError: with the reason in words.
    """
    useful = {*ENDINGS, *(f".{ending}" for ending in settings.WAGTAILDOCS_EXTENSIONS)}
    folder.mkdir()
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > ARCHIVE_ENTRIES:
                raise UnreadableError(_too_large())
            left = ARCHIVE_BYTES
            for entry in entries:
                target = folder / _safe_name(entry)
                if target.suffix.lower() not in useful or "__MACOSX" in target.parts:
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                left = _unpack_one(archive, entry, target, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UnreadableError(
            _("This archive is damaged or locked with a password. Pack it anew.")
        ) from error
    return folder


def _safe_name(entry: zipfile.ZipInfo) -> str:
    name = entry.filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    leads_out = ".." in parts or name.startswith("/") or bool(PureWindowsPath(name).drive)
    if leads_out or stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableError(
            _("This archive holds “%(name)s”, which would lead out of it. It is not opened.")
            % {"name": entry.filename[:120]}
        )
    return "/".join(map(short_name, parts))


def short_name(name: str) -> str:
    """Return a name that a disk can hold; a longer one is told by its hash, and keeps its ending.

    What is packed under a long name is found by it again: both are shortened here.
    """
    if len(name.encode(errors="replace")) <= NAME_BYTES:
        return name
    digest = hashlib.sha256(name.encode(errors="replace")).hexdigest()
    return digest + PurePosixPath(name).suffix[-20:]


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    most = min(left, max(_SMALL, entry.compress_size * ARCHIVE_RATIO))
    written = 0
    with archive.open(entry) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > most:
                raise UnreadableError(_too_large())
            file.write(chunk)
    return left - written


def _too_large() -> str:
    return _("This archive would be far too large once unpacked.")
