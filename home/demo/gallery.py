"""Puts the sample site's pictures into the library of pictures."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.rect import Rect
from wagtail.models import Collection

from home.demo import texts
from home.demo.made import recall, remember
from justcities.assets.models import SiteImage
from justcities.core.licences import Licence

FOLDER = Path(__file__).parent / "pictures"
COLLECTION = "Sample pictures"
COLLECTION_KEY = "collection:pictures"
FOCAL_SHARE = 0.2


def names() -> set[str]:
    """Return the names of the pictures there are."""
    return {path.stem for path in FOLDER.glob("*.webp")}


def load_pictures() -> dict[str, int]:
    """Store the pictures that are not there yet.

    Returns:
        Each picture's primary key by its name.
    """
    collection = recall(COLLECTION_KEY)
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=COLLECTION)
        remember(COLLECTION_KEY, collection)
    described = texts.table("pictures")
    stored = {}
    for path in sorted(FOLDER.glob("*.webp")):
        picture = recall(f"picture:{path.stem}")
        if picture is None:
            picture = _store(path, described[path.stem], collection)
            remember(f"picture:{path.stem}", picture)
        stored[path.stem] = picture.pk
    return stored


def _store(path: Path, about: dict[str, Any], collection: Collection) -> SiteImage:
    """Store one picture as it is: drawn by code, it holds nothing to be cleaned away.

    Cleaning would decode and encode it anew, which costs time and the edges' sharpness.
    """
    file = ContentFile(path.read_bytes(), name=path.name)
    file.is_clean_picture = True  # type: ignore[attr-defined]
    picture = SiteImage(
        title=about["title"],
        file=file,
        alt_texts=about["alt"],
        credit=about["credit"],
        licence=Licence(about["licence"]),
        collection=collection,
    )
    picture.set_focal_point(_focal_area(picture, *about["focal"]))
    picture.save()
    return picture


def _focal_area(picture: SiteImage, across: float, down: float) -> Rect:
    """Return the part of a picture that no crop may lose, around a point given in fractions."""
    width, height = picture.file.width, picture.file.height
    return Rect.from_point(
        round(width * across), round(height * down), width * FOCAL_SHARE, height * FOCAL_SHARE
    )
