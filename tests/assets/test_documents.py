"""Documents are handed out to those who may read them, to be kept, and leave no copy on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from justcities.assets.models import SiteDocument
from justcities.assets.storage import PrivateFileStorage
from tests.assets import hostile

pytestmark = pytest.mark.django_db

CONTENT = b"What we learned."


def folder(kind: str | None = None, *groups: Group) -> Collection:
    made = Collection.get_first_root_node().add_child(name=f"Folder {kind}")
    if kind:
        restriction = CollectionViewRestriction.objects.create(
            collection=made, restriction_type=kind
        )
        restriction.groups.set(groups)
    return made


def document(collection: Collection, name: str = "lessons.txt") -> SiteDocument:
    made = SiteDocument(title="Lessons", collection=collection)
    made.file.save(name, ContentFile(CONTENT))
    made.save()
    made.get_file_hash()
    return made


@pytest.fixture
def people(
    client_of: Callable[[Any], Client], member: Any, administrator: Any
) -> dict[str, Client]:
    from tests.factories import UserFactory

    steering = Group.objects.create(name="Steering")
    return {
        "anonymous": client_of(None),
        "member": client_of(member),
        "steering": client_of(UserFactory(groups=[steering])),
        "inactive": client_of(UserFactory(is_active=False)),
    }


# Rows: kind of folder; columns: what a GET answers to whom.
ANSWERS = {
    None: {"anonymous": 200, "member": 200, "steering": 200, "inactive": 200},
    "login": {"anonymous": 404, "member": 200, "steering": 200, "inactive": 404},
    "groups": {"anonymous": 404, "member": 404, "steering": 200, "inactive": 404},
    "password": {"anonymous": 404, "member": 404, "steering": 404, "inactive": 404},
}


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("depth", ["in it", "below it"])
def test_who_gets_a_document(people: dict[str, Client], kind: str | None, depth: str) -> None:
    where = folder(kind, Group.objects.get(name="Steering"))
    if depth == "below it":
        where = where.add_child(name="Below")
    address = document(where).url
    answered = {name: client.get(address).status_code for name, client in people.items()}
    assert answered == ANSWERS[kind]


@pytest.mark.parametrize("name", ["anonymous", "member"])
@pytest.mark.parametrize("verb", ["get", "head"])
def test_one_that_is_not_here_and_one_not_for_them_are_answered_alike(
    people: dict[str, Client], name: str, verb: str
) -> None:
    ask = getattr(people[name], verb)
    made = document(folder("password"))
    sent = {"If-None-Match": f'"{made.file_hash}"', "Range": "bytes=0-3"}
    address = made.url

    def answer() -> tuple[int, dict[str, str], bytes]:
        response = ask(address, headers=sent)
        told = {key: value for key, value in response.headers.items() if key != "X-Request-ID"}
        return response.status_code, told, response.content

    refused = answer()
    SiteDocument.objects.all().delete()
    assert answer() == refused
    assert (refused[0], refused[1]["Cache-Control"]) == (404, "private, no-store")
    assert not {"ETag", "Last-Modified", "Content-Disposition", "Accept-Ranges"} & set(refused[1])


def test_an_anonymous_person_is_offered_to_sign_in(people: dict[str, Client]) -> None:
    made = document(folder("login"))
    told = people["anonymous"].get(made.url).content.decode()
    assert f'href="/en/account/login/?next={made.url}"' in told
    told = people["anonymous"].get(made.url, headers={"Accept-Language": "ar"})
    assert (told["Content-Language"], 'dir="rtl"' in told.content.decode()) == ("ar", True)
    told = document(folder("password"))
    assert "account/login" not in people["member"].get(told.url).content.decode()


def test_a_private_document_is_never_kept_on_the_way(people: dict[str, Client]) -> None:
    response = people["member"].get(document(folder("login")).url)
    assert b"".join(response.streaming_content) == CONTENT
    told = {
        name: response.headers.get(name)
        for name in ("Cache-Control", "ETag", "Content-Disposition", "X-Content-Type-Options")
    }
    assert told == {
        "Cache-Control": "private, no-store",
        "ETag": None,
        "Content-Disposition": 'attachment; filename="lessons.txt"',
        "X-Content-Type-Options": "nosniff",
    }
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("kind", [None, "login"])
def test_the_hash_of_a_document_cannot_be_guessed_at(
    people: dict[str, Client], kind: str | None
) -> None:
    made = document(folder(kind))
    guess = hashlib.sha1(CONTENT, usedforsecurity=False).hexdigest()
    assert made.file_hash == guess
    response = people["member"].get(made.url, headers={"If-None-Match": f'"{guess}"'})
    assert (response.status_code, response.headers.get("ETag")) == (200, None)


def test_a_pdf_is_kept_not_shown(people: dict[str, Client]) -> None:
    made = document(folder(), "report.pdf")
    response = people["anonymous"].get(made.url)
    assert response["Content-Disposition"] == 'attachment; filename="report.pdf"'


def test_another_name_in_the_address_finds_nothing(people: dict[str, Client]) -> None:
    made = document(folder())
    address = reverse("wagtaildocs_serve", args=[made.pk, "other.txt"])
    assert people["anonymous"].get(address).status_code == 404


def test_a_document_is_only_read(people: dict[str, Client]) -> None:
    assert people["member"].post(document(folder()).url).status_code == 405


def test_no_document_lies_in_the_public_folder(settings: Any) -> None:
    made = document(folder())
    assert isinstance(made.file.storage, PrivateFileStorage)
    assert made.file.path == str(settings.PRIVATE_MEDIA_ROOT / "documents" / "lessons.txt")
    with pytest.raises(NotImplementedError):
        made.file.url  # noqa: B018


# What is taken

ODT = b"application/vnd.oasis.opendocument.text"
TAKEN = {
    "report.pdf": b"%PDF-1.7 and so on",
    "report.docx": hostile.office("[Content_Types].xml", "word/document.xml"),
    "talk.pptx": hostile.office("[Content_Types].xml", "ppt/presentation.xml"),
    "costs.xlsx": hostile.office("[Content_Types].xml", "xl/workbook.xml"),
    "report.odt": hostile.office("content.xml", mimetype=ODT),
    "list.csv": "city,n\nفريتاون,1\n".encode(),
    "notes.txt": b"notes",
}
REFUSED = {
    "page as pdf": ("report.pdf", b"<html><script>alert(1)</script>", "not_what_it_says"),
    "pdf behind a page": ("report.pdf", b"<script></script>%PDF-1.7", "two_in_one"),
    "text as docx": ("report.docx", b"text", "not_what_it_says"),
    "cut docx": ("report.docx", TAKEN["report.docx"][:80], "not_what_it_says"),
    "xlsx as docx": ("report.docx", TAKEN["costs.xlsx"], "not_what_it_says"),
    "any zip as odt": ("report.odt", hostile.office("a.txt"), "not_what_it_says"),
    "macros": (
        "report.docx",
        hostile.office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        "has_macros",
    ),
    "program as text": ("notes.txt", b"MZ\0\0\0", "not_text"),
    "old encoding": ("list.csv", "é".encode("latin-1"), "not_text"),
    "page with script": ("page.html", b"<html><script>1</script>", "has_scripts"),
    "program": ("run.exe", b"MZ", "invalid"),
    "drawing": ("drawing.svg", b"<svg/>", "invalid"),
}


def by_add_form(client: Client, name: str, content: bytes) -> Any:
    return client.post(
        reverse("wagtaildocs:add"), {"title": "Report", "file": SimpleUploadedFile(name, content)}
    )


@pytest.mark.parametrize("name", TAKEN)
def test_what_a_document_may_be(
    client_of: Callable[[Any], Client], administrator: Any, name: str
) -> None:
    by_add_form(client_of(administrator), name, TAKEN[name])
    assert SiteDocument.objects.get().filename == name


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_document_may_not_be(
    client_of: Callable[[Any], Client], administrator: Any, settings: Any, case: str
) -> None:
    name, content, code = REFUSED[case]
    client = client_of(administrator)
    response = by_add_form(client, name, content)
    errors = response.context["form"].errors.as_data()
    assert {key: [error.code or "invalid" for error in told] for key, told in errors.items()} == {
        "file": [code]
    }
    several = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Report", "files[]": SimpleUploadedFile(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert several.json()["success"] is False
    assert (SiteDocument.objects.count(), UploadedFile.objects.count()) == (0, 0)
    assert not settings.PRIVATE_MEDIA_ROOT.exists()


def test_an_archive_that_would_fill_the_disk_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("justcities.assets.uploads.archives.UNPACKED_BYTES", 1000)
    content = hostile.office("[Content_Types].xml", "word/document.xml", size=600)
    made = SiteDocument(title="Report")
    made.file = ContentFile(content, name="report.docx")
    with pytest.raises(ValidationError) as refused:
        made.clean()
    assert refused.value.error_dict["file"][0].code == "too_much_inside"


def test_a_file_too_large_is_told(
    client_of: Callable[[Any], Client], administrator: Any, settings: Any
) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 3
    response = by_add_form(client_of(administrator), "notes.txt", b"notes")
    assert response.context["form"].errors.as_data()["file"][0].code == "file_too_large"
