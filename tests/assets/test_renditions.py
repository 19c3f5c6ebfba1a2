"""The sizes pages show are made before anybody asks for them, and nobody waits for them."""

from typing import Any

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from PIL import Image as Pillow

from justcities.assets.models import SiteImage, SiteRendition
from justcities.assets.renditions import SIZES, prepare, quick_spec, specs
from justcities.assets.tasks import prepare_renditions
from tests.factories import CaseStudyPageFactory, SiteImageFactory

SHOWN = {"broad": "components/picture.html", "square": "components/thumbnail.html"}
IN_ALL = 16


@pytest.fixture(autouse=True)
def nothing_asked_for_yet(db: None) -> None:
    cache.clear()


@pytest.mark.parametrize("shown", SIZES)
def test_a_picture_is_shown_in_every_size_and_format_once_they_are_made(shown: str) -> None:
    image = SiteImageFactory()
    prepare(image)
    made = SiteRendition.objects.count()

    shown_as = render_to_string(SHOWN[shown], {"image": image})

    assert SiteRendition.objects.count() == made
    addresses = [image.get_rendition(spec).url for spec in specs(shown)]
    assert [address for address in addresses if address not in shown_as] == []


@pytest.mark.parametrize("shown", SIZES)
def test_where_sizes_are_missing_a_single_one_is_made_and_the_rest_after_the_response(
    shown: str, django_capture_on_commit_callbacks: Any
) -> None:
    image = SiteImageFactory()

    with django_capture_on_commit_callbacks() as after:
        shown_as = render_to_string(SHOWN[shown], {"image": image})

    assert list(image.renditions.values_list("filter_spec", flat=True)) == [quick_spec(shown)]
    assert image.get_rendition(quick_spec(shown)).url in shown_as
    assert len(after) == 1
    after[0]()
    assert image.renditions.count() == IN_ALL


def test_missing_sizes_are_asked_for_once_not_with_every_reader(
    django_capture_on_commit_callbacks: Any,
) -> None:
    image = SiteImageFactory()

    with django_capture_on_commit_callbacks() as after:
        for _reader in range(3):
            render_to_string(SHOWN["broad"], {"image": image})

    assert len(after) == 1


def test_a_picture_whose_file_is_gone_is_not_asked_for(
    django_capture_on_commit_callbacks: Any,
) -> None:
    image = SiteImageFactory()
    image.file.storage.delete(image.file.name)

    with django_capture_on_commit_callbacks() as after:
        shown_as = render_to_string(SHOWN["broad"], {"image": image})

    assert "not-found" in shown_as
    assert after == []


def test_a_page_makes_one_size_of_each_picture_it_shows_and_its_card(
    site_tree: Any, client: Client
) -> None:
    """The first page shows six pictures: it makes seven sizes, where it would make 55."""
    pictures = SiteImageFactory.create_batch(6)
    cases = [
        CaseStudyPageFactory(parent=site_tree.case_indexes["en"], listing_image=picture)
        for picture in pictures
    ]
    site_tree.home.featured_case = cases[0]
    site_tree.home.listing_image = pictures[0]
    site_tree.home.save_revision().publish()
    SiteRendition.objects.all().delete()

    assert client.get(site_tree.home.url).status_code == 200

    assert SiteRendition.objects.count() == len(pictures) + 1


def test_a_new_picture_has_its_sizes_made_after_the_response(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = SiteImageFactory()

    assert image.renditions.count() == IN_ALL


def test_a_deleted_picture_is_passed_over() -> None:
    image = SiteImageFactory()
    number = image.pk
    SiteImage.objects.filter(pk=number).delete()

    prepare_renditions.func(number)

    assert SiteRendition.objects.count() == 0


def test_an_avif_is_an_avif_and_keeps_its_colour_profile() -> None:
    image = SiteImageFactory()

    rendition = image.get_rendition("format-avif|width-400")

    with rendition.file.open() as file, Pillow.open(file) as picture:
        assert (picture.format, picture.width) == ("AVIF", 400)
