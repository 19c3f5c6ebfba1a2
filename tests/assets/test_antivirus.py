"""The virus scanner is asked where there is one; one that is away is no reason to trust a file."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from justcities.assets.documents import check_document
from justcities.assets.models import SiteDocument
from justcities.assets.uploads import antivirus

# The file that all scanners agree to find, in two parts so that none finds it here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd:
    """Speaks INSTREAM on a socket of this machine, and finds EICAR."""

    def __init__(self, family: int, address: Any, answer: bytes | None = None) -> None:
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.bind(address)
        self.socket.listen()
        self.answer = answer
        self.received: list[bytes] = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                connection, _address = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while length := struct.unpack("!I", stream.read(4))[0]:
                    content += stream.read(length)
                self.received.append(content)
                found = b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
                connection.sendall(found if self.answer is None else self.answer)

    @property
    def url(self) -> str:
        host, port = self.socket.getsockname()
        return f"tcp://{host}:{port}"


@pytest.fixture
def clamd(settings: Any) -> Iterator[FakeClamd]:
    fake = FakeClamd(socket.AF_INET, ("127.0.0.1", 0))
    settings.CLAMD_URL = fake.url
    yield fake
    fake.socket.close()


def refusal(content: bytes) -> tuple[str, str]:
    try:
        check_document(ContentFile(content, name="a.txt"))
    except ValidationError as error:
        told = error.error_dict["file"][0]
        return str(told.code), told.messages[0]
    return "", ""


def test_a_clean_file_is_sent_whole_and_taken(clamd: FakeClamd) -> None:
    content = b"word " * 100_000
    assert refusal(content) == ("", "")
    assert clamd.received == [content]


def test_a_virus_is_refused_by_its_name(clamd: FakeClamd) -> None:
    code, told = refusal(EICAR)
    assert (code, "“Eicar-Signature”" in told) == ("virus", True)


def test_without_a_scanner_nobody_is_asked(settings: Any, clamd: FakeClamd) -> None:
    settings.CLAMD_URL = ""
    assert (refusal(EICAR), clamd.received) == (("", ""), [])


def test_what_is_refused_already_is_not_sent(clamd: FakeClamd) -> None:
    assert (refusal(b"\0")[0], clamd.received) == ("not_text", [])


def test_a_scanner_that_is_away_lets_nothing_in(settings: Any, clamd: FakeClamd) -> None:
    clamd.socket.close()
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    settings.CLAMD_URL = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    code, told = refusal(b"words")
    assert (code, "try again" in told) == ("not_scanned", True)
    free.close()


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK", b"\xff\0", b"OK\0"]
)
def test_an_answer_that_is_not_plainly_ok_lets_nothing_in(settings: Any, answer: bytes) -> None:
    fake = FakeClamd(socket.AF_INET, ("127.0.0.1", 0), answer)
    settings.CLAMD_URL = fake.url
    expected = "" if answer == b"stream: OK" else "not_scanned"
    assert refusal(b"words")[0] == expected
    fake.socket.close()


def test_a_scanner_that_never_answers_is_not_waited_for(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(antivirus, "ANSWER_SECONDS", 0.2)
    silent = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD_URL = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
    assert refusal(b"words")[0] == "not_scanned"
    silent.close()


def test_it_may_listen_on_a_socket_of_the_machine(settings: Any, tmp_path: Path) -> None:
    fake = FakeClamd(socket.AF_UNIX, str(tmp_path / "clamd"))
    settings.CLAMD_URL = f"unix://{tmp_path / 'clamd'}"
    assert refusal(EICAR)[0] == "virus"
    fake.socket.close()


@pytest.mark.django_db
def test_the_admin_tells_what_was_found(
    client_of: Any, administrator: Any, clamd: FakeClamd
) -> None:
    response = client_of(administrator).post(
        reverse("wagtaildocs:add"), {"title": "x", "file": SimpleUploadedFile("a.txt", EICAR)}
    )
    assert "Eicar-Signature" in response.content.decode()
    assert SiteDocument.objects.count() == 0
