"""The tag that shows a picture in all its sizes and formats."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.images.models import Picture

from justcities.assets.models import SiteImage
from justcities.assets.showing import at_hand

register = template.Library()


@register.simple_tag
def picture_of(image: SiteImage | None, shown: str, **attributes: Any) -> SafeString:
    """Return a ``picture`` element; nothing where there is no picture.

    Args:
        image: the picture.
        shown: ``broad`` or ``square`` (assets/renditions.py).
        attributes: of the ``img`` element; ``alt`` and ``sizes`` are always needed.
    """
    return Picture(at_hand(image, shown), attributes).__html__() if image else SafeString("")
