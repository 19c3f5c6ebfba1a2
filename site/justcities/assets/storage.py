"""Where documents lie: out of the public folder of files, so that only the site hands them out."""

from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateFileStorage(FileSystemStorage):
    """Files on disk that no web server serves.

    Wagtail checks who may read a document in its view, but stores it under MEDIA_ROOT, where a
    guessed address goes round the check.
    """

    @property
    def base_location(self) -> Path:
        """The folder, read from the settings when asked, so that tests can have their own."""
        return Path(settings.PRIVATE_MEDIA_ROOT)

    @property
    def location(self) -> str:
        """The folder’s absolute path."""
        return str(self.base_location.absolute())

    def url(self, name: str | None) -> NoReturn:
        """Refuse: a document’s address is that of the view.

        Raises:
            NotImplementedError: always; Wagtail then serves the file itself.
        """
        raise NotImplementedError("Documents are handed out by the site’s own view only.")


def document_storage() -> Storage:
    """Return the storage of documents (a function, so that migrations don’t name it)."""
    return storages["documents"]
