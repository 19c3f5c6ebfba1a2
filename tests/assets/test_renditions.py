"""The sizes pages show are made before anybody asks for them."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from PIL import Image as Pillow

from justcities.assets.models import SiteRendition
from justcities.assets.renditions import prepare
from tests.factories import SiteImageFactory


@pytest.mark.parametrize("template", ["components/picture.html", "components/thumbnail.html"])
def test_a_page_finds_every_size_it_shows(db: None, template: str) -> None:
    image = SiteImageFactory()
    prepare(image)
    made = SiteRendition.objects.count()

    render_to_string(template, {"image": image})

    assert SiteRendition.objects.count() == made


def test_a_new_picture_has_its_sizes_made_after_the_response(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = SiteImageFactory()

    assert image.renditions.count() == 15


def test_an_avif_is_an_avif_and_keeps_its_colour_profile(db: None) -> None:
    image = SiteImageFactory()

    rendition = image.get_rendition("format-avif|width-400")

    with rendition.file.open() as file, Pillow.open(file) as picture:
        assert (picture.format, picture.width) == ("AVIF", 400)
