"""A record shows its picture, or its file's first page; what members keep has no public picture."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from justcities.assets.models import DocumentReading, SiteDocument
from library.models import ResourceFile
from tests.factories import (
    ResourcePageFactory,
    SiteDocumentFactory,
    SiteImageFactory,
    picture_bytes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(db: Any) -> SiteDocument:
    """A file that was read, with a picture of its first page."""
    made = SiteDocumentFactory()
    DocumentReading.objects.create(
        document=made,
        outcome="text",
        file_hash=made.file_hash,
        file_name=made.file.name,
        first_page=ContentFile(picture_bytes(), name="first.webp"),
        width=600,
        height=848,
    )
    return made


def covers(client: Client, page: Any) -> list[str]:
    """Return the addresses of first pages that a record's page shows."""
    html = client.get(page.url).content.decode()
    return [part.split('"')[0] for part in html.split('<img src="')[1:] if "first-page" in part]


def test_the_first_page_of_a_file_stands_for_a_record(
    client: Client, library: Any, document: SiteDocument
) -> None:
    page = ResourcePageFactory(parent=library, files=[ResourceFile(document=document)])

    assert covers(client, page) == [f"/documents/{document.pk}/first-page.webp"]


def test_files_that_are_not_open_show_no_first_page(
    client: Client, library: Any, document: SiteDocument
) -> None:
    page = ResourcePageFactory(parent=library, licence="", files=[ResourceFile(document=document)])

    assert covers(client, page) == []


@pytest.mark.parametrize("name", ["listing_image", "social_image"])
def test_a_record_for_members_takes_no_picture_that_is_open_to_all(library: Any, name: str) -> None:
    page = ResourcePageFactory(parent=library, access="members")
    setattr(page, name, SiteImageFactory())

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert list(refused.value.message_dict) == [name]
