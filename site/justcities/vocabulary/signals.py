"""Says when what processes keep of the vocabulary is out of date."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from justcities.core.versions import bump
from justcities.vocabulary.models import City, Concept, Definition, Label
from justcities.vocabulary.store import NAME


@receiver([post_save, post_delete], sender=Concept)
@receiver([post_save, post_delete], sender=Label)
@receiver([post_save, post_delete], sender=Definition)
@receiver([post_save, post_delete], sender=City)
def changed(sender: type, **kwargs: Any) -> None:
    """A concept, a wording, a definition or a city has changed."""
    bump(NAME)
