"""Office files: archives of XML. No macros, no programs, nothing that is fetched on opening."""

import zipfile
from typing import IO

from lxml import etree

from justcities.assets.uploads import archives
from justcities.assets.uploads.refusals import refuse

PARTS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
LOCKED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 4096
LARGEST_LIST = 4 * 1024 * 1024
MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/")
MACRO_PLACES = ("/activex/", "/macrosheets/", "/dialogsheets/")
PROGRAMS = tuple(
    """
    .exe .dll .com .scr .msi .bat .cmd .ps1 .vbs .vbe .js .jse .wsf .hta .lnk .jar .class .sh .py
    .zip .rar .7z .gz .tar .iso .apk
    """.split()  # noqa: SIM905 -- 26 strings would be 26 lines
)
# What Word and its like fetch or run on opening. A link that somebody has to click on is none.
FETCHED = {
    "attachedtemplate",
    "oleobject",
    "frame",
    "subdocument",
    "package",
    "afchunk",
    "control",
}


def check(file: IO[bytes], ending: str) -> None:
    """Look into an office file.

    Raises:
        ValidationError: where it is none, or holds what could do harm.
    """
    file.seek(0)
    if file.read(8) == LOCKED_OFFICE:
        # An old kind of file, or, as the new kinds say, one that is encrypted.
        raise refuse("locked")
    with archives.opened(file, ending) as archive:
        try:
            _check_inside(archive, ending)
        except (*archives.BROKEN, KeyError, etree.XMLSyntaxError) as error:
            raise refuse("not_what_it_says", ending=ending) from error


def _check_inside(archive: zipfile.ZipFile, ending: str) -> None:
    names = [entry.filename for entry in archive.infolist()]
    lower = [name.lower() for name in names]
    if any(_is_macro(name) for name in lower):
        raise refuse("has_macros")
    if any(name.endswith(PROGRAMS) for name in lower):
        raise refuse("has_programs")
    if not (_is_odt(archive, names) if ending == "odt" else _is_ooxml(archive, lower, ending)):
        raise refuse("not_what_it_says", ending=ending)
    for name in names:
        if name.lower().endswith((".xml", ".rels", ".rdf", ".vml", ".xhtml", ".html")):
            _check_xml(archive, name)


def _is_macro(name: str) -> bool:
    return (
        name.rpartition("/")[2] in MACRO_NAMES
        or name.startswith(MACRO_FOLDERS)
        or any(place in f"/{name}" for place in MACRO_PLACES)
    )


def _is_odt(archive: zipfile.ZipFile, names: list[str]) -> bool:
    if "mimetype" not in names or "content.xml" not in names:
        return False
    if "META-INF/manifest.xml" in names and b"encryption-data" in _start(
        archive, "META-INF/manifest.xml", LARGEST_LIST
    ):
        raise refuse("locked")
    return _start(archive, "mimetype").strip() == ODT_TYPE


def _is_ooxml(archive: zipfile.ZipFile, names: list[str], ending: str) -> bool:
    if "[content_types].xml" not in names:
        return False
    real = archive.namelist()[names.index("[content_types].xml")]
    if b"macroenabled" in _start(archive, real, LARGEST_LIST).replace(b"\0", b"").lower():
        raise refuse("has_macros")
    return any(name.startswith(PARTS[ending]) for name in names)


def _start(archive: zipfile.ZipFile, name: str, size: int = HEAD) -> bytes:
    with archive.open(name) as part:
        return part.read(size)


def _check_xml(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse entities, by which a file reads others or grows without end, and fetched parts."""
    start = _start(archive, name).replace(b"\0", b"")  # also in UTF-16
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise refuse("declares_entities")
    if name.lower().endswith(".rels"):
        _check_relations(_start(archive, name, LARGEST_LIST))


def _check_relations(content: bytes) -> None:
    if not content.strip(b"\0 \r\n\t"):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse("declares_entities")
    for relation in root.iter("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2].lower()
        if relation.get("TargetMode", "").lower() == "external" and kind in FETCHED:
            raise refuse("loads_from_elsewhere")
