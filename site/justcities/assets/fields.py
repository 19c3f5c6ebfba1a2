"""The model field through which every picture goes into storage, whichever door it came by."""

import hashlib

from django.core.files.base import ContentFile, File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from justcities.assets.pictures import clean_picture


def clean_in_place(file: File) -> None:
    """Write a picture’s cleaned bytes over what was uploaded, and mark the file as clean.

    In place, because Wagtail’s views hand the upload itself about: whatever they store later is
    the cleaned picture. It holds for uploads in memory and for those in a temporary file.

    Raises:
        ValidationError: where the file is no picture the site takes.
    """
    if getattr(file, "is_clean_picture", False):
        return
    file.seek(0)
    content = clean_picture(file.read(), file.name or "").content
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)
    file.is_clean_picture = True  # type: ignore[attr-defined]


class PictureFieldFile(WagtailImageFieldFile):
    """A picture that is cleaned before it touches storage."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Clean the picture unless the form did, store it, and note its size and hash.

        Raises:
            ValidationError: where the file is no picture the site takes. Nothing is stored then.
        """
        content.seek(0)
        stored = content.read()
        if not getattr(content, "is_clean_picture", False):
            stored = clean_picture(stored, name).content
        self.instance.file_size = len(stored)
        # Wagtail tells double uploads by SHA-1; nothing is secured by it.
        self.instance.file_hash = hashlib.sha1(stored, usedforsecurity=False).hexdigest()
        super().save(name, ContentFile(stored, name), save=save)


class PictureField(WagtailImageField):
    """An image field whose files are cleaned before they are stored."""

    attr_class = PictureFieldFile
