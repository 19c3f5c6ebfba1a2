"""The sizes and formats that the site shows pictures in, made before anybody asks for them."""

from justcities.assets.models import SiteImage

FORMATS = ("avif", "webp", "jpeg")
# As in components/picture.html and components/thumbnail.html; a test holds the two together.
SIZES = ("width-400", "width-800", "width-1200", "fill-200x200", "fill-400x400")


def prepare(image: SiteImage) -> None:
    """Make every size and format of a picture that isn't there yet.

    A page that has to make them itself keeps its first reader waiting for a second a picture.
    """
    image.get_renditions(*(f"format-{name}|{size}" for size in SIZES for name in FORMATS))
