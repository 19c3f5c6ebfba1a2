"""Sound and film, by how they begin."""

import re
from typing import IO

from justcities.assets.uploads import archives
from justcities.assets.uploads.refusals import refuse

HEAD = 4096
# ID3 tags, or a frame of MPEG audio layer III with a bit rate and a sampling rate.
_MP3 = re.compile(rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]", re.DOTALL)
BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash"}


def check(file: IO[bytes], ending: str) -> None:
    """Look at how a file of sound or film begins, and that no archive hides behind it.

    Raises:
        ValidationError: where it begins in another way.
    """
    file.seek(0)
    head = file.read(HEAD)
    if not _BEGINNINGS[ending](head):
        raise refuse("not_what_it_says", ending=ending)
    if b"%PDF-" in head[:1024] or archives.hides_archive(file):
        raise refuse("two_in_one")


def _is_mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in BRANDS


def _is_webm(head: bytes) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]


_BEGINNINGS = {
    "mp3": lambda head: _MP3.match(head) is not None,
    "ogg": lambda head: head.startswith(b"OggS\0"),
    "mp4": _is_mp4,
    "webm": _is_webm,
}
