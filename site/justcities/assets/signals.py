"""The last guard: a folder that holds pictures can’t be made private by any door."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction

from justcities.assets.permissions import HOLDS_PICTURES, holds_pictures


@receiver(pre_save, sender=CollectionViewRestriction)
def refuse_privacy_for_pictures(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Refuse a restriction on a folder with pictures; the admin’s own view says it kindly before.

    Raises:
        ValidationError: where pictures lie in the folder or below.
    """
    if holds_pictures(instance.collection):
        raise ValidationError(HOLDS_PICTURES, code="holds_pictures")
