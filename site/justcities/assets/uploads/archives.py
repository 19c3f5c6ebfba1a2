"""Looks at a ZIP archive from outside: is it one, only one, and of a bearable size?

Its table of contents is compared with what stands before each entry: programs differ in which of
the two they believe, and that is how bombs and hidden files pass. Nothing is unpacked.
"""

import struct
import zipfile
from typing import IO, Any

from justcities.assets.uploads.refusals import refuse

# A few kilobytes can hold gigabytes. Office files are seldom packed tighter than 1 to 50.
UNPACKED_BYTES = 500 * 1024 * 1024
RATIO = 200
RATIO_MATTERS_FROM = 20 * 1024 * 1024
ENTRIES = 10_000
NAME_LENGTH = 260
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
END_RECORD = struct.Struct("<4s4H2IH")
LOCAL_SIGNATURE = b"PK\x03\x04"
END_SIGNATURE = b"PK\x05\x06"
ENCRYPTED = 0x1
SIZES_FOLLOW = 0x8
IN_EXTRA = 0xFFFFFFFF  # ZIP64: the sizes stand in another place
STORED, DEFLATED = 0, 8
BROKEN = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    struct.error,
)


def opened(file: IO[bytes], ending: str) -> zipfile.ZipFile:
    """Return the archive that an office file is, looked at from outside.

    Raises:
        ValidationError: where it is none, or not one to take.
    """
    file.seek(0)
    if file.read(4) != LOCAL_SIGNATURE:
        # A program may stand before an archive, and unpacking programs pass over it.
        raise refuse("two_in_one" if hides_archive(file) else "not_what_it_says", ending=ending)
    _check_end(file, ending)
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
        _check_sizes(entries)
        _check_headers(file, entries)
    except BROKEN as error:
        raise refuse("not_what_it_says", ending=ending) from error
    return archive


def hides_archive(file: IO[bytes]) -> bool:
    """Tell whether unpacking programs find an archive in a file of another kind."""
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(archive.infolist())
    except BROKEN:
        return False


def _check_end(file: IO[bytes], ending: str) -> None:
    """Nothing may stand behind the archive's last record: it would be another file's."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_RECORD.size))
    tail = file.read()
    if len(tail) == END_RECORD.size and tail.startswith(END_SIGNATURE):
        return
    if hides_archive(file):
        raise refuse("two_in_one")
    raise refuse("not_what_it_says", ending=ending)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > ENTRIES or unpacked > UNPACKED_BYTES:
        raise refuse("too_much_inside")
    if unpacked > RATIO_MATTERS_FROM and unpacked > RATIO * max(packed, 1):
        raise refuse("too_much_inside")
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise refuse("locked")
    if any(entry.compress_type not in {STORED, DEFLATED} for entry in entries):
        raise refuse("odd_archive")
    names = [entry.orig_filename for entry in entries]
    if len(set(names)) != len(names) or any(_is_odd(name) for name in names):
        raise refuse("odd_archive")


def _is_odd(name: str) -> bool:
    """Tell whether a name leads out of the folder it is unpacked into, or is none."""
    parts = name.rstrip("/").split("/")
    return (
        not name
        or len(name) > NAME_LENGTH
        or name.startswith("/")
        or "\\" in name
        or ":" in name
        or any(ord(sign) < 32 for sign in name)
        or any(part in {"", ".", ".."} for part in parts)
    )


def _check_headers(file: IO[bytes], entries: list[zipfile.ZipInfo]) -> None:
    """Compare each entry with what stands before it, and see that none lies in another."""
    free_from = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < free_from or (free_from == 0 and entry.header_offset != 0):
            raise refuse("odd_archive")
        file.seek(entry.header_offset)
        header: tuple[Any, ...] = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
        signature, _version, flags, method, *_times, _crc, packed, unpacked, name, extra = header
        told_name = file.read(name)
        if signature != LOCAL_SIGNATURE or method != entry.compress_type:
            raise refuse("odd_archive")
        if told_name not in {_encoded(entry, "utf-8"), _encoded(entry, "cp437")}:
            raise refuse("odd_archive")
        if flags & ENCRYPTED:
            raise refuse("locked")
        told = {(entry.compress_size, entry.file_size), (IN_EXTRA, IN_EXTRA)}
        if not flags & SIZES_FOLLOW and (packed, unpacked) not in told:
            raise refuse("odd_archive")
        free_from = entry.header_offset + LOCAL_HEADER.size + name + extra + entry.compress_size


def _encoded(entry: zipfile.ZipInfo, encoding: str) -> bytes:
    return entry.orig_filename.encode(encoding, errors="replace")
