"""A download goes on where it broke off, tells nothing of the content, and is counted once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.http import http_date
from wagtail.documents.models import document_served
from wagtail.models import Collection, CollectionViewRestriction

from justcities.assets import permissions, serving
from justcities.assets.models import DocumentReading, SiteDocument
from tests.factories import SiteDocumentFactory

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def document() -> SiteDocument:
    made = SiteDocument(title="Report")
    made.file.save("report.txt", ContentFile(CONTENT))
    return made


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def modified(document: SiteDocument) -> str:
    storage = document.file.storage
    return http_date(storage.get_modified_time(document.file.name).timestamp())


RANGES = {
    "bytes=0-": (206, 0, 256_000),
    "bytes=0-0": (206, 0, 1),
    "bytes=255999-": (206, 255_999, 256_000),
    "bytes=100-199": (206, 100, 200),
    "bytes=100-999999999999999999999999": (206, 100, 256_000),
    "bytes=-500": (206, 255_500, 256_000),
    "bytes=-999999": (206, 0, 256_000),
}
WHOLE = ["", "bytes=", "bytes=-", "bytes=200-100", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "x"]
NEVER = ["bytes=256000-", "bytes=300000-300001", "bytes=-0"]


@pytest.mark.parametrize("asked", RANGES)
@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_part_is_sent_as_it_stands_in_the_file(
    client: Client, document: SiteDocument, asked: str, encoding: str
) -> None:
    response = client.get(document.url, headers={"Range": asked, "Accept-Encoding": encoding})
    status, start, stop = RANGES[asked]
    assert response.status_code == status
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/256000"
    assert response["Content-Length"] == str(stop - start)
    assert "Content-Encoding" not in response.headers
    assert body(response) == CONTENT[start:stop]


@pytest.mark.parametrize("asked", WHOLE)
def test_what_is_no_single_range_gets_the_whole_file(
    client: Client, document: SiteDocument, asked: str
) -> None:
    response = client.get(document.url, headers={"Range": asked})
    assert (response.status_code, response["Accept-Ranges"]) == (200, "bytes")
    assert response["Content-Length"] == "256000"
    assert "Content-Range" not in response.headers
    assert body(response) == CONTENT


@pytest.mark.parametrize("asked", NEVER)
def test_a_part_that_is_not_there_is_told(
    client: Client, document: SiteDocument, asked: str
) -> None:
    response = client.get(document.url, headers={"Range": asked})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */256000")


def test_a_part_of_another_file_is_never_put_behind_the_first(
    client: Client, document: SiteDocument
) -> None:
    def status(condition: str) -> int:
        headers = {"Range": "bytes=10-", "If-Range": condition}
        return client.get(document.url, headers=headers).status_code

    assert status(modified(document)) == 206
    assert status("Sat, 01 Jan 2000 00:00:00 GMT") == 200
    assert status(f'"{document.file_hash}"') == 200
    assert status("nonsense") == 200


def test_what_the_browser_has_is_not_sent_again(client: Client, document: SiteDocument) -> None:
    response = client.get(document.url, headers={"If-Modified-Since": modified(document)})
    assert (response.status_code, response.content) == (304, b"")
    old = {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}
    assert client.get(document.url, headers=old).status_code == 200


def test_head_tells_the_size_and_sends_nothing(client: Client, document: SiteDocument) -> None:
    response = client.head(document.url)
    assert (response.status_code, response["Content-Length"]) == (200, "256000")
    assert body(response) == b""


def test_a_public_file_may_be_kept_for_an_hour(client: Client, document: SiteDocument) -> None:
    assert client.get(document.url)["Cache-Control"] == "public, max-age=3600"


def test_a_name_in_any_script_survives(client: Client) -> None:
    made = SiteDocument(title="Report")
    made.file.save("تقرير.txt", ContentFile(CONTENT))
    assert client.get(made.url)["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.txt"
    )


def test_a_file_that_is_gone_is_not_here(client: Client, document: SiteDocument) -> None:
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


class FarStorage(Storage):
    """A storage elsewhere: no path, no time, a file that is read and sought in."""

    def _open(self, name: str, mode: str = "rb") -> File:
        return File(io.BytesIO(CONTENT), name)

    def size(self, name: str) -> int:
        return len(CONTENT)


def test_a_file_elsewhere_goes_on_too(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/", headers={"Range": "bytes=70000-70009"})
    stored = serving.Stored(FarStorage(), "a", "a.pdf", "application/pdf", True, True)
    response = serving.respond(request, stored)
    assert (response.status_code, body(response)) == (206, CONTENT[70000:70010])
    assert "Last-Modified" not in response.headers


@pytest.fixture
def served() -> Iterator[list[int]]:
    seen: list[int] = []

    def note(sender: Any, instance: SiteDocument, request: HttpRequest, **kwargs: Any) -> None:
        seen.append(instance.pk)

    document_served.connect(note)
    yield seen
    document_served.disconnect(note)


def test_a_download_counts_once(client: Client, document: SiteDocument, served: list[int]) -> None:
    client.head(document.url)
    client.get(document.url, headers={"Range": "bytes=100-"})
    client.get(document.url, headers={"Range": "bytes=999999-"})
    client.get(document.url, headers={"If-Modified-Since": modified(document)})
    assert served == []
    client.get(document.url)
    client.get(document.url, headers={"Range": "bytes=0-99"})
    assert served == [document.pk, document.pk]


# Rules of other apps


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    kept: list[Any] = []
    monkeypatch.setattr(permissions, "_rules", kept)
    return kept


@pytest.mark.parametrize(
    ("answers", "status"),
    [([], 200), ([None], 200), ([True], 200), ([False], 404), ([True, False, None], 404)],
)
def test_one_rule_that_refuses_is_enough(
    client: Client,
    document: SiteDocument,
    rules: list[Any],
    answers: list[bool | None],
    status: int,
) -> None:
    for answer in answers:
        permissions.register_document_rule(lambda user, document, answer=answer: answer)
    assert client.get(document.url).status_code == status


def test_no_rule_opens_what_the_folder_closes(client: Client, rules: list[Any]) -> None:
    folder = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
    permissions.register_document_rule(lambda user, document: True)
    made = SiteDocumentFactory(collection=folder)
    assert client.get(made.url).status_code == 404


def test_a_file_open_to_members_only_by_a_rule_is_private_for_them(
    document: SiteDocument, rules: list[Any], client_of: Any, member: Any
) -> None:
    permissions.register_document_rule(lambda user, document: user.is_authenticated)
    response = client_of(member).get(document.url)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


# The first page


def first_page(document: SiteDocument) -> str:
    storage = document.file.storage
    name = storage.save("first-pages/a.webp", ContentFile(b"RIFF picture"))
    DocumentReading.objects.create(document=document, outcome="text", first_page=name)
    return reverse("document_first_page", args=[document.pk])


def test_the_first_page_is_shown_to_who_may_read_the_document(
    client: Client, document: SiteDocument, rules: list[Any], client_of: Any, member: Any
) -> None:
    address = first_page(document)
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "public, max-age=3600"

    permissions.register_document_rule(lambda user, document: user.is_authenticated)
    assert client.get(address).status_code == 404
    assert client_of(member).get(address)["Cache-Control"] == "private, no-store"


def test_no_first_page_and_none_for_them_are_answered_alike(
    client: Client, document: SiteDocument, rules: list[Any]
) -> None:
    address = first_page(document)
    permissions.register_document_rule(lambda user, document: False)
    refused = client.get(address)
    DocumentReading.objects.all().delete()
    gone = client.get(address)
    SiteDocument.objects.all().delete()
    missing = client.get(address)
    assert refused.content == gone.content == missing.content
    assert [answer.status_code for answer in (refused, gone, missing)] == [404, 404, 404]


def test_files_are_only_read(client: Client, document: SiteDocument) -> None:
    address = first_page(document)
    assert [client.post(url).status_code for url in (document.url, address)] == [405, 405]
