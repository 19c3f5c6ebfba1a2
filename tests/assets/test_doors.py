"""Whichever way a picture comes in, it is cleaned, and what is no picture is told, never a 500."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, UnidentifiedImageError
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from justcities.assets.models import SiteImage
from tests.assets import hostile

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client_of: Callable[[Any], Client], administrator: Any) -> Client:
    return client_of(administrator)


def by_add_form(client: Client, content: bytes, name: str) -> Any:
    return client.post(
        reverse("wagtailimages:add"),
        {"title": "Lane", "file": SimpleUploadedFile(name, content), "licence": "CC-BY-4.0"},
    )


def by_several(client: Client, content: bytes, name: str) -> Any:
    return client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Lane", "files[]": SimpleUploadedFile(name, content)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def by_chooser(client: Client, content: bytes, name: str) -> Any:
    return client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Lane",
            "image-chooser-upload-file": SimpleUploadedFile(name, content),
            "image-chooser-upload-licence": "CC-BY-4.0",
        },
    )


DOORS = {"add form": by_add_form, "several files": by_several, "chooser": by_chooser}


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def assert_tells_nothing(content: bytes) -> None:
    assert dict(Image.open(io.BytesIO(content)).getexif()) == {}
    assert hostile.SECRET.encode() not in content
    assert hostile.CAMERA.encode() not in content


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("file_format", "name"),
    [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif")],
)
def test_every_file_in_storage_is_clean(
    admin: Client, settings: Any, door: str, file_format: str, name: str
) -> None:
    DOORS[door](admin, hostile.telling(file_format, orientation=6), name)

    image = SiteImage.objects.get()
    assert (image.width, image.height) == (40, 60)
    with image.file.open() as file:
        stored = file.read()
    assert_tells_nothing(stored)
    assert image.file_size == len(stored)
    for path in stored_files(settings.MEDIA_ROOT):
        assert_tells_nothing(path.read_bytes())


def test_a_picture_made_by_code_is_clean_too() -> None:
    image = SiteImage.objects.create(
        title="Lane", file=ContentFile(hostile.telling("JPEG", orientation=6), name="a.jpg")
    )
    image.refresh_from_db()
    assert (image.width, image.height) == (40, 60)
    with image.file.open() as file:
        assert_tells_nothing(file.read())


def test_a_large_upload_that_lies_in_a_temporary_file_is_clean_too(
    admin: Client, settings: Any
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    by_add_form(admin, hostile.telling("JPEG"), "a.jpg")
    with SiteImage.objects.get().file.open() as file:
        assert_tells_nothing(file.read())
    assert TemporaryUploadedFile("a.jpg", "image/jpeg", 1, None).size == 1


def test_a_replaced_file_is_clean_too(admin: Client, settings: Any) -> None:
    by_add_form(admin, hostile.saved(hostile.picture(), "PNG"), "a.png")
    image = SiteImage.objects.get()
    admin.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {
            "title": "Lane",
            "licence": "",
            "file": SimpleUploadedFile("b.jpg", hostile.telling("JPEG")),
        },
    )
    image.refresh_from_db()
    with image.file.open() as file:
        assert_tells_nothing(file.read())
    assert [path.name for path in (settings.MEDIA_ROOT / "original_images").iterdir()] == ["b.jpg"]


def test_no_code_stores_what_is_no_picture(settings: Any) -> None:
    with pytest.raises(UnidentifiedImageError):
        SiteImage.objects.create(title="x", file=ContentFile(hostile.gif_and_html(), name="a.jpg"))
    assert stored_files(settings.MEDIA_ROOT) == []


def errors_told(door: str, response: Any) -> list[str]:
    """Return the messages about the file, as each of the doors tells them."""
    if door == "add form":
        return list(response.context["form"].errors["file"])
    if door == "several files":
        answer = response.json()
        assert answer["success"] is False
        return [answer["error_message"]]
    return [text for text in [json.loads(response.content)["htmlFragment"]] if "error" in text]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", [*hostile.REFUSED, "empty"])
def test_what_is_no_picture_gets_a_message_at_every_door(
    admin: Client, settings: Any, door: str, case: str
) -> None:
    content, name = hostile.REFUSED.get(case, (b"", "empty.png"))
    response = DOORS[door](admin, content, name)
    assert response.status_code == 200
    assert len(errors_told(door, response)) == 1
    assert SiteImage.objects.count() == 0
    assert stored_files(settings.MEDIA_ROOT) == []


def test_a_file_beyond_the_limit_is_told_before_it_is_read(admin: Client, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    response = by_add_form(admin, hostile.telling("JPEG"), "a.jpg")
    assert response.context["form"].errors.as_data()["file"][0].code == "file_too_large"


def test_several_files_never_leave_an_upload_waiting_in_the_public_folder(
    admin: Client, settings: Any
) -> None:
    response = admin.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "x" * 256, "files[]": SimpleUploadedFile("a.jpg", hostile.telling("JPEG"))},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.json()["success"] is False
    assert "255" in response.json()["error_message"]
    assert UploadedFile.objects.count() == 0
    assert stored_files(settings.MEDIA_ROOT) == []


# Pictures and private folders (docs/adr/0008)


@pytest.fixture
def folder() -> Collection:
    return Collection.get_first_root_node().add_child(name="Portraits")


@pytest.fixture
def private(folder: Collection) -> Collection:
    CollectionViewRestriction.objects.create(
        collection=folder, restriction_type=CollectionViewRestriction.LOGIN
    )
    return folder


def upload(folder: Collection) -> dict[str, Any]:
    return {
        "title": "Lane",
        "licence": "",
        "collection": folder.pk,
        "file": SimpleUploadedFile("a.png", hostile.saved(hostile.picture(), "PNG")),
    }


def test_the_form_refuses_a_private_folder(admin: Client, private: Collection) -> None:
    response = admin.post(reverse("wagtailimages:add"), upload(private))
    assert list(response.context["form"].errors) == ["collection", "file"]
    assert SiteImage.objects.count() == 0


def test_the_form_refuses_a_folder_below_a_private_one(admin: Client, private: Collection) -> None:
    below = private.add_child(name="Below")
    admin.post(reverse("wagtailimages:add"), upload(below))
    assert SiteImage.objects.count() == 0


def test_code_cannot_put_a_picture_into_a_private_folder(private: Collection) -> None:
    content = ContentFile(hostile.saved(hostile.picture(), "PNG"), name="a.png")
    with pytest.raises(ValidationError):
        SiteImage.objects.create(title="Lane", file=content, collection=private)


def test_the_bulk_action_refuses_a_private_folder(admin: Client, private: Collection) -> None:
    content = ContentFile(hostile.saved(hostile.picture(), "PNG"), name="a.png")
    image = SiteImage.objects.create(title="Lane", file=content)
    address = reverse("wagtail_bulk_action", args=["assets", "siteimage", "add_to_collection"])
    response = admin.post(f"{address}?id={image.pk}", {"collection": private.pk}, follow=True)
    image.refresh_from_db()
    assert image.collection == Collection.get_first_root_node()
    assert "pictures are always public" in response.content.decode()


@pytest.fixture
def folder_with_picture(folder: Collection) -> Collection:
    content = ContentFile(hostile.saved(hostile.picture(), "PNG"), name="a.png")
    SiteImage.objects.create(title="Lane", file=content, collection=folder.add_child(name="Below"))
    return folder


def test_a_folder_that_holds_pictures_cannot_be_made_private(
    admin: Client, folder_with_picture: Collection
) -> None:
    response = admin.post(
        reverse("wagtailadmin_collections:set_privacy", args=[folder_with_picture.pk]),
        {"restriction_type": "login"},
    )
    assert response.status_code == 200
    assert "There are pictures in this folder" in json.loads(response.content)["html"]
    assert CollectionViewRestriction.objects.count() == 0
    with pytest.raises(ValidationError):
        CollectionViewRestriction.objects.create(
            collection=folder_with_picture, restriction_type=CollectionViewRestriction.LOGIN
        )


def test_an_empty_folder_can_be_made_private(admin: Client, folder: Collection) -> None:
    admin.post(
        reverse("wagtailadmin_collections:set_privacy", args=[folder.pk]),
        {"restriction_type": "login"},
    )
    assert CollectionViewRestriction.objects.get().collection == folder


def test_a_folder_that_holds_pictures_cannot_be_moved_into_a_private_one(
    admin: Client, folder_with_picture: Collection
) -> None:
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    response = admin.post(
        reverse("wagtailadmin_collections:edit", args=[folder_with_picture.pk]),
        {"name": "Portraits", "parent": private.pk},
    )
    assert list(response.context["form"].errors) == ["parent"]
    folder_with_picture.refresh_from_db()
    assert folder_with_picture.get_parent() == Collection.get_first_root_node()
