"""The last guard on private folders, and the sizes of new pictures."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction

from justcities.assets.models import SiteImage
from justcities.assets.permissions import HOLDS_PICTURES, holds_pictures
from justcities.assets.tasks import prepare_renditions


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
