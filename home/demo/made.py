"""Remembers what the sample site consists of, so that exactly that can be taken away again."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from home.models import SampleObject


def remember(key: str, thing: Model) -> None:
    """Note that a thing was made for the sample site.

    Args:
        key: what it is, ``page:about:fr``; unique.
        thing: the saved object.
    """
    SampleObject.objects.create(
        key=key, content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk
    )


def recall(key: str) -> Any:
    """Return the thing that was made under a key, or None where it is gone or never was."""
    found = SampleObject.objects.filter(key=key).select_related("content_type").first()
    if found is None:
        return None
    thing = found.thing()
    if thing is None:
        found.delete()
    return thing


def everything(kind: str) -> dict[str, Any]:
    """Return what is left of a kind (``page``, ``picture`` …), by key."""
    found = {}
    for entry in SampleObject.objects.filter(key__startswith=f"{kind}:").select_related(
        "content_type"
    ):
        thing = entry.thing()
        if thing is not None:
            found[entry.key] = thing
    return found


def forget() -> None:
    """Forget everything, once it is gone."""
    SampleObject.objects.all().delete()
