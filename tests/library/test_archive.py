"""The archive of a collection tells its size and goes on where a download broke off."""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from library.models import ResourceFile
from tests.factories import CollectionPageFactory, ResourcePageFactory, SiteDocumentFactory

# One is empty, one is larger than what is read at one go.
CONTENTS = [b"", bytes(range(256)) * 700, "Où ?".encode()]


@pytest.fixture
def address(library: Any) -> str:
    """Where the archive of a collection with three files is."""
    files = [
        ResourceFile(
            document=SiteDocumentFactory(file=ContentFile(content, name=f"leçon-{number}.txt"))
        )
        for number, content in enumerate(CONTENTS)
    ]
    record = ResourcePageFactory(parent=library, title="الأرض", files=files)
    return f"{CollectionPageFactory(parent=library, resources=[record]).url}zip/"


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_size_that_is_told_is_the_size_that_comes(address: str, client: Client) -> None:
    answer, head = client.get(address), client.head(address)
    content = body(answer)
    assert answer["Content-Length"] == head["Content-Length"] == str(len(content))
    assert (answer["Accept-Ranges"], body(head)) == ("bytes", b"")
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert [archive.read(name) for name in archive.namelist()[1:]] == CONTENTS


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, None),
        ("bytes=70000-140000", 70_000, 140_001),
        ("bytes=-50", -50, None),
        ("bytes=10-99999999", 10, None),
    ],
)
def test_a_part_has_the_bytes_of_the_whole(
    address: str, client: Client, asked: str, start: int, stop: int | None
) -> None:
    whole = body(client.get(address))
    expected = whole[start:stop]
    answer = client.get(address, headers={"Range": asked, "If-Range": client.head(address)["ETag"]})
    assert (answer.status_code, body(answer)) == (206, expected)
    first = start % len(whole)
    assert answer["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(whole)}"
    assert answer["Content-Length"] == str(len(expected))


def test_a_part_of_another_archive_or_of_none_is_not_sent(address: str, client: Client) -> None:
    whole = client.get(address)
    size = len(body(whole))
    other = client.get(address, headers={"Range": "bytes=5-", "If-Range": '"another"'})
    assert (other.status_code, len(body(other))) == (200, size)
    beyond = client.get(address, headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{size}")


def test_what_changes_the_archive_changes_its_mark(
    address: str, client: Client, library: Any
) -> None:
    before = client.head(address)["ETag"]
    assert client.head(address)["ETag"] == before
    file = ResourceFile.objects.exclude(document=None).first()
    assert file is not None
    file.document.title = "Another title"
    file.document.save()
    assert client.head(address)["ETag"] != before
