"""The last guard on private folders, and what new files set off."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction

from justcities.assets.models import DocumentReading, SiteDocument, SiteImage
from justcities.assets.permissions import HOLDS_PICTURES, holds_pictures
from justcities.assets.tasks import prepare_renditions, read_document_file


@receiver(pre_save, sender=CollectionViewRestriction)
def refuse_privacy_for_pictures(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Refuse a restriction on a folder with pictures; the admin’s own view says it kindly before.

    Raises:
        ValidationError: where pictures lie in the folder or below.
    """
    if holds_pictures(instance.collection):
        raise ValidationError(HOLDS_PICTURES, code="holds_pictures")


@receiver(post_save, sender=SiteImage)
def prepare_sizes(instance: SiteImage, created: bool, **kwargs: Any) -> None:
    """Have a new picture's sizes made after the response."""
    if created:
        transaction.on_commit(lambda: prepare_renditions.enqueue(instance.pk))


@receiver(post_save, sender=SiteDocument)
def read_new_file(
    instance: SiteDocument, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Have a document's file read after the response, where it is new or another one."""
    if update_fields is not None and "file" not in update_fields:
        return
    reading = DocumentReading.objects.filter(document=instance).first()
    if reading is None or not reading.is_of(instance):
        transaction.on_commit(lambda: read_document_file.enqueue(instance.pk))


@receiver(post_delete, sender=DocumentReading)
def remove_first_page(instance: DocumentReading, **kwargs: Any) -> None:
    """Remove the picture of the first page with its reading, once that is certain."""
    picture = instance.first_page
    if picture:
        transaction.on_commit(lambda: picture.storage.delete(str(picture.name)))
