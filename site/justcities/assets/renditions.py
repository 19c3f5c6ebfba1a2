"""The sizes and formats that the site shows pictures in, made before anybody asks for them."""

from justcities.assets.models import SiteImage

FORMATS = ("avif", "webp", "jpeg")
# By the way a picture is shown (the tag ``picture_of``), from small to large.
SIZES = {
    "broad": ("width-400", "width-800", "width-1200"),
    "square": ("fill-200x200", "fill-400x400"),
}
# What other sites show of a page, as in components/metadata.html.
CARD = "fill-1200x630|format-jpeg"


def specs(shown: str) -> list[str]:
    """Return what Wagtail calls each size and format of a picture shown in this way."""
    return [f"format-{name}|{size}" for name in FORMATS for size in SIZES[shown]]


def quick_spec(shown: str) -> str:
    """Return the one to show until all are made: of middle size, in what every browser knows."""
    sizes = SIZES[shown]
    return f"format-jpeg|{sizes[(len(sizes) - 1) // 2]}"


def prepare(image: SiteImage) -> None:
    """Make every size and format of a picture that isn't there yet: two seconds a picture."""
    image.get_renditions(*(spec for shown in SIZES for spec in specs(shown)), CARD)
