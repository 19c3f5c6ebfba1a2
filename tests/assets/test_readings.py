"""What was found in a file is kept, made anew when the file changes, and told to the editor."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from justcities.accounts.roles import EDITOR, sync_roles
from justcities.assets import services, words
from justcities.assets.events import document_read
from justcities.assets.extraction import Outcome, PageText, Reading
from justcities.assets.extraction.reading import FLAGS
from justcities.assets.models import DocumentPage, DocumentReading, SiteDocument
from justcities.assets.services import read_document
from tests.assets.corpus import hostile_pdfs
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PDF = hostile_pdfs.written(hostile_pdfs.page())


def document(content: bytes = b"Readable words stand here.", name: str = "a.txt") -> SiteDocument:
    made = SiteDocument(title="Report")
    made.file.save(name, ContentFile(content))
    return made


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have the next readings find this, without a child process."""

    def find(outcome: str = "text", *pages: str, **more: Any) -> None:
        texts = [PageText(number, text, "en") for number, text in enumerate(pages, start=1)]
        reading = Reading(Outcome(outcome), texts, page_count=len(pages), **more)
        monkeypatch.setattr(services, "read_file", lambda path, ending: reading)

    return find


def test_text_and_first_page_are_kept(settings: Any) -> None:
    reading = read_document(document(PDF, "a.pdf"))
    assert reading is not None
    assert (reading.outcome, reading.page_count, reading.flags) == ("text", 1, [])
    assert reading.characters == len("Readable words stand on this page")
    assert [page.text for page in reading.pages.all()] == ["Readable words stand on this page"]
    assert settings.PRIVATE_MEDIA_ROOT in Path(reading.first_page.path).parents
    with reading.first_page.open() as file, Image.open(file) as picture:
        assert (picture.format, picture.size) == ("WEBP", (reading.width, reading.height))
    assert reading.width == 600


def test_a_reading_is_no_use_of_the_document(found: Callable[..., None]) -> None:
    found("text", "one")
    made = document()
    read_document(made)
    assert made.get_usage().count() == 0


def test_reading_again_takes_the_place_of_what_was_there(found: Callable[..., None]) -> None:
    made = document()
    found("text", "one", "two", picture=b"RIFF", width=1, height=1)
    first = read_document(made)
    found("no_text", picture=b"RIFF", width=1, height=1)
    second = read_document(made)
    assert first and second
    assert (first.pk, first.first_page.name != second.first_page.name) == (second.pk, True)
    assert (DocumentReading.objects.count(), DocumentPage.objects.count()) == (1, 0)


def test_old_pictures_go_with_their_reading(
    found: Callable[..., None], settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    found("text", "one", picture=b"RIFF", width=1, height=1)
    made = document()
    folder = settings.PRIVATE_MEDIA_ROOT / "first-pages"
    with django_capture_on_commit_callbacks(execute=True):
        read_document(made)
        read_document(made)
    assert len(list(folder.iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        made.delete()
    assert list(folder.iterdir()) == []


def test_a_document_that_is_gone_is_passed_over(found: Callable[..., None], settings: Any) -> None:
    found("text", "one", picture=b"RIFF", width=1, height=1)
    made = document()
    SiteDocument.objects.filter(pk=made.pk).delete()
    assert read_document(made) is None
    assert list((settings.PRIVATE_MEDIA_ROOT / "first-pages").iterdir()) == []
    made = document()
    made.file.storage.delete(made.file.name)
    assert read_document(made) is None


def test_a_new_file_is_read_once_and_another_one_again(
    found: Callable[..., None], django_capture_on_commit_callbacks: Any
) -> None:
    seen: list[str] = []

    def note(sender: Any, document: SiteDocument, reading: DocumentReading, **kwargs: Any) -> None:
        seen.append(document.file.name)

    document_read.connect(note)
    found("text", "one")
    with django_capture_on_commit_callbacks(execute=True):
        made = document()
    made.refresh_from_db()
    first = made.file.name
    with django_capture_on_commit_callbacks(execute=True):
        made.title = "Another title"
        made.save()
    assert seen == [first]
    with django_capture_on_commit_callbacks(execute=True):
        made.file.save("b.txt", ContentFile(b"Other words"))
    document_read.disconnect(note)
    assert (seen, made.reading.is_of(SiteDocument.objects.get())) == ([first, made.file.name], True)


def test_the_command_reads_what_has_not_been_read(found: Callable[..., None]) -> None:
    def told(*arguments: str) -> str:
        out = io.StringIO()
        call_command("read_documents", *arguments, stdout=out)
        return out.getvalue().splitlines()[-1]

    found("text", "one")
    for _time in range(2):
        document()
    assert told() == "Documents read: 2"
    assert told() == "Documents read: 0"
    assert told("--again") == "Documents read: 2"
    assert told("--only", "damaged") == "Documents read: 0"
    assert told("--only", "text") == "Documents read: 2"
    SiteDocument.objects.first().file.save("b.txt", ContentFile(b"Other words"))
    assert told() == "Documents read: 1"


# The admin


@pytest.fixture
def editing(client_of: Callable[[Any], Client]) -> Client:
    sync_roles()
    return client_of(UserFactory(groups=[EDITOR.group()]))


def form_of(client: Client, made: SiteDocument) -> str:
    return client.get(reverse("wagtaildocs:edit", args=[made.pk])).content.decode()


@pytest.mark.parametrize("outcome", Outcome.values)
def test_the_form_says_what_an_outcome_means(
    editing: Client, found: Callable[..., None], outcome: str
) -> None:
    found(outcome)
    made = document()
    read_document(made)
    told = form_of(editing, made)
    assert str(words.MEANINGS[outcome]) in told
    assert str(Outcome(outcome).label) in told


def test_every_remark_has_its_words(editing: Client, found: Callable[..., None]) -> None:
    assert set(words.REMARKS) == FLAGS
    found("text", "one", flags=sorted(FLAGS), language="ar")
    made = document()
    read_document(made)
    told = form_of(editing, made)
    assert all(str(remark) in told for remark in words.REMARKS.values())
    assert "Language: Arabic · 1 page · 3 characters" in told


def test_a_file_that_waits_says_so(editing: Client, found: Callable[..., None]) -> None:
    made = document()
    assert str(words.WAITING) in form_of(editing, made)
    found("text", "one")
    read_document(made)
    made.file.save("b.txt", ContentFile(b"Other words"))
    assert str(words.OTHER_FILE) in form_of(editing, made)


def test_the_list_tells_and_filters_by_the_text(
    editing: Client, found: Callable[..., None]
) -> None:
    for outcome, flags in (("text", []), ("no_text", []), ("text", ["launch"])):
        found(outcome, flags=flags)
        read_document(document())
    document()

    def listed(query: str) -> int:
        return len(editing.get(reverse("wagtaildocs:index") + query).context["object_list"])

    asked = ["", "?text=text", "?text=no_text", "?text=damaged", "?text=unread", "?text=remarked"]
    assert [listed(query) for query in asked] == [4, 2, 1, 0, 1, 1]
    told = editing.get(reverse("wagtaildocs:index")).content.decode()
    assert ("Text found, with remarks" in told, "Not read yet" in told) == (True, True)


def test_the_list_asks_no_more_for_more(editing: Client, found: Callable[..., None]) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            editing.get(reverse("wagtaildocs:index"))
        return len(captured)

    found("text", "one")
    read_document(document())
    count()
    before = count()
    for _time in range(5):
        read_document(document())
    assert count() == before


def test_reading_again_is_for_those_who_may_change_it(
    editing: Client, client_of: Callable[[Any], Client], member: Any
) -> None:
    made = document()
    address = reverse("read_document_again", args=[made.pk])
    assert editing.get(address).status_code == 405
    assert client_of(None).post(address).status_code == 302
    client_of(member).post(address)
    assert DocumentReading.objects.count() == 0
    response = editing.post(address, follow=True)
    assert "The file is being read" in response.content.decode()
    assert made.reading.outcome == "text"


def test_replacing_the_file_in_the_form_reads_the_new_one(
    editing: Client, django_capture_on_commit_callbacks: Any
) -> None:
    made = document()
    read_document(made)
    with django_capture_on_commit_callbacks(execute=True):
        editing.post(
            reverse("wagtaildocs:edit", args=[made.pk]),
            {"title": "x", "file": SimpleUploadedFile("a.txt", b"Quite other words stand here.")},
        )
    made = SiteDocument.objects.get()
    assert made.reading.pages.get().text == "Quite other words stand here."
    assert made.reading.is_of(made)
