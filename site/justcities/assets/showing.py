"""Shows pictures with the sizes there are, and never lets a reader wait for the rest.

A page that made every size itself would keep its first reader waiting for two seconds a picture.
Where one is missing, the page makes a single one (a twentieth of a second) and has the others
made after the response.
"""

from functools import partial

from django.core.cache import cache
from django.db import transaction
from wagtail.images.models import AbstractRendition, Filter
from wagtail.images.shortcuts import get_rendition_or_not_found

from justcities.assets.models import SiteImage
from justcities.assets.renditions import quick_spec, specs
from justcities.assets.tasks import prepare_renditions

ASKED_FOR = 10 * 60


def at_hand(image: SiteImage, shown: str) -> dict[str, AbstractRendition]:
    """Return a picture's sizes and formats by their names: all of them, or a single one for now.

    Args:
        image: the picture, best with its renditions prefetched.
        shown: in which way, a key of ``renditions.SIZES``.
    """
    filters = [Filter(spec=spec) for spec in specs(shown)]
    if len(image.find_existing_renditions(*filters)) == len(filters):
        return image.get_renditions(*filters)
    quick = get_rendition_or_not_found(image, quick_spec(shown))
    # Where the picture's file is gone, nothing can be made of it later either.
    if quick.pk:
        _have_made(image)
    return {quick_spec(shown): quick}


def _have_made(image: SiteImage) -> None:
    """Ask the worker for what is missing, not again with every reader."""
    if cache.add(f"renditions-asked.{image.pk}", True, ASKED_FOR):
        # Robust: a page is shown also where the queue can't be written to.
        transaction.on_commit(partial(prepare_renditions.enqueue, image.pk), robust=True)
