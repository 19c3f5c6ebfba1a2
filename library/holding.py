"""Marks documents as the library's, so that their files stay under its rule when no record is left.

Without the mark a file would be open to everybody as soon as its last row is gone: when its record
is deleted, when it is taken off, and as long as it stands in a draft of a published record only.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from justcities.assets.models import SiteDocument

HOLDER = "library"


def hold(documents: Iterable[int | None]) -> None:
    """Mark documents as the library's, for good; one query, none where there are no documents.

    Args:
        documents: their keys; rows that hold a link have None.
    """
    keys = {key for key in documents if key}
    if keys:
        SiteDocument.objects.filter(pk__in=keys).exclude(held_by=HOLDER).update(held_by=HOLDER)


def is_held(document: SiteDocument) -> bool:
    """Tell whether a document is, or was, a file of a record."""
    return document.held_by == HOLDER


class FileRows(models.Manager):
    """Marks the documents of rows that are inserted at one go: Django sends no signal for those."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Insert rows, and mark their documents."""
        rows: list[Any] = super().bulk_create(objs, *args, **kwargs)
        hold(row.document_id for row in rows)
        return rows
