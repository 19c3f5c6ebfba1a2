"""Asks clamd, the virus scanner's server, about a file (its command INSTREAM).

Where it is set up and doesn't answer, a file counts as not checked and is refused: a check that
can be switched off by being busy is none.
"""

import logging
import socket
import struct
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

from justcities.assets.uploads.refusals import refuse

log = logging.getLogger(__name__)

CONNECT_SECONDS = 5
ANSWER_SECONDS = 60
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


def check(file: IO[bytes]) -> None:
    """Have a file scanned, where ``CLAMD_URL`` is set.

    Raises:
        ValidationError: where something was found, or the file can't be checked now.
    """
    if not settings.CLAMD_URL:
        return
    try:
        answer = _ask(settings.CLAMD_URL, file)
    except OSError as error:
        log.error("clamd does not answer: %s", error)
        raise refuse("not_scanned") from error
    if answer.endswith("FOUND"):
        found = answer.removesuffix("FOUND").partition(":")[2].strip()
        log.warning("clamd found %s in an uploaded file", found)
        raise refuse("virus", found=found)
    if answer != "stream: OK":
        log.error("clamd could not check a file: %s", answer)
        raise refuse("not_scanned")


def _ask(url: str, file: IO[bytes]) -> str:
    with _connected(url) as connection:
        connection.settimeout(ANSWER_SECONDS)
        connection.sendall(b"zINSTREAM\0")
        file.seek(0)
        while chunk := file.read(CHUNK):
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
            part = connection.recv(LONGEST_ANSWER)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0").decode("utf-8", errors="replace").strip()


def _connected(url: str) -> socket.socket:
    """Return a connection to ``tcp://host:port`` or ``unix:///path``."""
    place = urlsplit(url)
    if place.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CONNECT_SECONDS)
        connection.connect(place.path)
        return connection
    return socket.create_connection(
        (place.hostname or "127.0.0.1", place.port or 3310), timeout=CONNECT_SECONDS
    )
