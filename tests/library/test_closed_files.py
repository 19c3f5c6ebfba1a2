"""A file that was ever in the library is open only where a published record opens it today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.rich_text import RichText

from justcities.assets.models import DocumentReading, SiteDocument
from library.importing import bulk, drafts
from library.models import ResourceFile, ResourcePage
from tests.factories import (
    ResourcePageFactory,
    SiteDocumentFactory,
    StandardPageFactory,
    picture_bytes,
)

ROLES = ("anonymous", "member", "translator", "editor")
CLOSED = {"anonymous": 404, "member": 404, "translator": 404, "editor": 200}


@dataclass
class Shelf:
    """Where records are made, and who makes them."""

    library: Any
    document: SiteDocument
    editor: Any

    def record(self, **fields: Any) -> ResourcePage:
        """Return a published record; with the document where no other files are given."""
        fields.setdefault("files", [ResourceFile(document=self.document)])
        page = ResourcePageFactory(parent=self.library, **fields)
        page.save_revision().publish()
        return ResourcePage.objects.get(pk=page.pk)


def put_into_draft(page: ResourcePage, *documents: SiteDocument) -> Any:
    """Give a record other files in its draft, as the form does."""
    draft = page.get_latest_revision_as_object()
    draft.files = [ResourceFile(document=document) for document in documents]
    return draft.save_revision()


def deleted(shelf: Shelf) -> None:
    shelf.record(access="members").delete()


def taken_off(shelf: Shelf) -> None:
    put_into_draft(shelf.record(licence="")).publish()


def replaced(shelf: Shelf) -> None:
    page = shelf.record(licence="")
    row = page.files.get()
    row.document = SiteDocumentFactory()
    row.save()


def in_a_draft(shelf: Shelf) -> None:
    put_into_draft(shelf.record(access="members", files=[]), shelf.document)


def in_a_draft_of_an_open_record(shelf: Shelf) -> None:
    put_into_draft(shelf.record(files=[]), shelf.document)


def changed_by_an_import(shelf: Shelf) -> None:
    page = shelf.record(access="members", files=[])
    draft = drafts.current(page)
    draft.files = [ResourceFile(document=shelf.document)]
    drafts.keep(draft, page, shelf.editor)


def made_by_an_import_and_gone(shelf: Shelf) -> None:
    page = ResourcePage(title="Brought in", locale=shelf.library.locale)
    page.files = [ResourceFile(document=shelf.document)]
    bulk.insert(shelf.library, [page], shelf.editor, set())
    ResourceFile.objects.filter(document=shelf.document)._raw_delete("default")


def deleted_and_linked_elsewhere(shelf: Shelf) -> None:
    deleted(shelf)
    link = f'<p><a linktype="document" id="{shelf.document.pk}">Read it</a></p>'
    StandardPageFactory(parent=shelf.library.get_parent(), body=[("text", RichText(link))])


@pytest.mark.parametrize(
    "happened",
    [
        deleted,
        taken_off,
        replaced,
        in_a_draft,
        in_a_draft_of_an_open_record,
        changed_by_an_import,
        made_by_an_import_and_gone,
        deleted_and_linked_elsewhere,
    ],
)
def test_without_a_published_record_that_opens_it_a_file_is_for_editors_only(
    library: Any,
    request: pytest.FixtureRequest,
    client_of: Any,
    happened: Callable[[Shelf], None],
) -> None:
    document = SiteDocumentFactory()
    DocumentReading.objects.create(
        document=document,
        file_hash=document.file_hash,
        file_name=document.file.name,
        first_page=ContentFile(picture_bytes(20, 20, "WEBP"), name="first.webp"),
    )
    happened(Shelf(library, document, request.getfixturevalue("editor")))
    got = {}
    for role in ROLES:
        client = client_of(None if role == "anonymous" else request.getfixturevalue(role))
        addresses = (document.url, f"/documents/{document.pk}/first-page.webp")
        got[role] = [client.get(address).status_code for address in addresses]
    assert got == {role: [status, status] for role, status in CLOSED.items()}


def test_a_file_is_open_again_when_a_published_record_opens_it(
    library: Any, client_of: Any, editor: Any
) -> None:
    shelf = Shelf(library, SiteDocumentFactory(), editor)
    revision = put_into_draft(shelf.record(files=[]), shelf.document)
    before = client_of(None).get(shelf.document.url).status_code
    revision.publish()
    assert (before, client_of(None).get(shelf.document.url).status_code) == (404, 200)


def test_a_document_of_ordinary_pages_only_stays_open(db: None, client_of: Any) -> None:
    assert client_of(None).get(SiteDocumentFactory().url).status_code == 200
