"""Nothing a picture tells about people reaches storage, and no file ends in an error page."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from justcities.assets.pictures import clean_picture
from tests.assets import hostile

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def told_secrets(content: bytes) -> list[str]:
    """Return which of the secrets are in a file, in whatever form the formats keep text."""
    return [word for word in (hostile.SECRET, hostile.CAMERA) if word.encode() in content]


@pytest.mark.parametrize("file_format", ENDINGS)
def test_the_hostile_file_tells_what_the_clean_one_does_not(file_format: str) -> None:
    content = hostile.telling(file_format)
    before = opened(content)
    assert before.getexif().get_ifd(0x8825)[2] == (8.0, 28.0, 48.0)
    assert told_secrets(content) != []

    cleaned = clean_picture(content, f"photo.{ENDINGS[file_format]}").content

    after = opened(cleaned)
    assert after.format == file_format
    assert dict(after.getexif()) == {}
    assert after.getxmp() == {}
    assert told_secrets(cleaned) == []
    for mark in (b"Exif", b"xmpmeta", b"Photoshop", b"8BIM", b"tEXt", b"iTXt", b"XMP "):
        assert mark not in cleaned


@pytest.mark.parametrize("file_format", ENDINGS)
def test_the_colour_profile_is_kept(file_format: str) -> None:
    content = hostile.telling(file_format)
    cleaned = clean_picture(content, f"photo.{ENDINGS[file_format]}").content
    assert opened(cleaned).info["icc_profile"] == opened(content).info["icc_profile"]


def test_a_profile_that_cannot_be_read_is_dropped() -> None:
    content = hostile.saved(hostile.picture(), "PNG", icc_profile=b"no profile" + b"\0" * 200)
    assert "icc_profile" not in opened(clean_picture(content, "photo.png").content).info


@pytest.mark.parametrize("file_format", ENDINGS)
@pytest.mark.parametrize(
    ("orientation", "size", "red_corner"),
    [
        (1, (60, 40), (5, 5)),
        (3, (60, 40), (55, 35)),
        (6, (40, 60), (35, 5)),
        (8, (40, 60), (5, 55)),
    ],
)
def test_the_picture_is_turned_upright_before_its_orientation_goes(
    file_format: str, orientation: int, size: tuple[int, int], red_corner: tuple[int, int]
) -> None:
    content = hostile.telling(file_format, orientation)
    after = opened(clean_picture(content, f"photo.{ENDINGS[file_format]}").content)
    assert after.size == size
    red, green, blue = after.convert("RGB").getpixel(red_corner)
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_cleaning_a_jpeg_again_changes_next_to_nothing() -> None:
    once = clean_picture(hostile.telling("JPEG"), "photo.jpg").content
    twice = clean_picture(once, "photo.jpg").content
    assert opened(once).quantization == opened(hostile.telling("JPEG")).quantization
    assert abs(len(once) - len(twice)) < 100


def test_what_hides_behind_a_picture_is_cut_off() -> None:
    assert b"<script>" not in clean_picture(hostile.jpeg_and_html(), "photo.jpg").content


def test_a_picture_for_printing_becomes_one_for_screens() -> None:
    content = hostile.saved(hostile.picture("CMYK"), "JPEG")
    after = opened(clean_picture(content, "photo.jpg").content)
    assert after.mode == "RGB"
    red, green, blue = after.getpixel((5, 5))
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_sixteen_bits_become_eight_without_clipping() -> None:
    after = opened(clean_picture(hostile.sixteen_bits(), "photo.png").content)
    assert (after.mode, after.getpixel((5, 5)), after.getpixel((5, 35))) == ("L", 0x20, 0xC0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_keeps_its_mode(mode: str) -> None:
    content = hostile.saved(hostile.picture(mode), "PNG")
    assert opened(clean_picture(content, "photo.png").content).mode == mode


def test_a_png_keeps_its_transparent_colour() -> None:
    content = hostile.saved(hostile.picture("P"), "PNG", transparency=0)
    assert opened(clean_picture(content, "photo.png").content).info["transparency"] == 0


def test_a_telephones_picture_of_several_is_taken_with_its_first() -> None:
    content = hostile.saved(
        hostile.picture(), "MPO", save_all=True, append_images=[hostile.picture()]
    )
    assert Image.open(io.BytesIO(content)).format == "MPO"
    after = opened(clean_picture(content, "photo.jpg").content)
    assert (after.format, getattr(after, "n_frames", 1)) == ("JPEG", 1)


@pytest.mark.parametrize("case", hostile.REFUSED)
def test_what_is_no_picture_the_site_takes_is_refused_with_words(case: str) -> None:
    content, name = hostile.REFUSED[case]
    with pytest.raises(ValidationError) as refused:
        clean_picture(content, name)
    assert refused.value.messages[0].endswith((".", "anew."))


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("300 megapixels", "too_many_pixels"),
        ("100 megapixels", "too_many_pixels"),
        ("50 megapixels", "too_many_pixels"),
        ("moving png", "moves"),
        ("moving webp", "moves"),
        ("moving avif", "moves"),
        ("jpeg named png", "wrong_ending"),
        ("cut jpeg", "not_a_picture"),
        ("page named jpg", "not_a_picture"),
    ],
)
def test_the_message_says_what_is_wrong(case: str, code: str) -> None:
    content, name = hostile.REFUSED[case]
    with pytest.raises(ValidationError) as refused:
        clean_picture(content, name)
    assert refused.value.code == code
