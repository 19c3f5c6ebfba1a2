"""Takes an uploaded picture apart and puts it together again without what it tells about people.

A photograph holds where and when it was taken, by which camera, sometimes whose. On a site about
people in informal settlements that can put somebody in danger, so nothing of it reaches storage.
The picture is decoded and encoded anew (which also drops whatever hides behind the picture data),
turned upright first, its colour profile kept.
"""

import io
import struct
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, JpegImagePlugin

# What Pillow calls a format, and the endings a file of it may have. MPO is what many telephones
# write: a JPEG with further pictures behind it, of which the first is kept.
FORMATS = {
    "JPEG": ("jpg", "jpeg"),
    "MPO": ("jpg", "jpeg"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
}
TRIED = ("JPEG", "PNG", "WEBP", "AVIF")  # Pillow finds an MPO by way of JPEG
PROFILE_BYTES = 1024 * 1024
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow's decoders raise on broken and hostile files.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    struct.error,
)

NOT_A_PICTURE = _(
    "This file can’t be read as a picture. It may be damaged, or of another kind than its name "
    "says. Please save it as JPEG, PNG, WebP or AVIF and choose it again."
)
WRONG_ENDING = _(
    "The file’s name ends in “.%(ending)s”, but it holds a picture of the kind %(format)s. Please "
    "rename it or save it anew."
)
TOO_MANY_PIXELS = _(
    "This picture is too large: at most %(limit)s million pixels (width times height) can be "
    "taken. Please make it smaller and choose it again."
)
MOVES = _("This picture moves. Please choose one that stands still.")


class CleanPicture(NamedTuple):
    """A picture's bytes without metadata, and Pillow's name of its format."""

    content: bytes
    file_format: str


def clean_picture(content: bytes, name: str) -> CleanPicture:
    """Return a picture without EXIF, XMP, IPTC, comments and anything else beside the picture.

    Args:
        content: the file as it came.
        name: its name; the ending has to fit what the file holds.

    Raises:
        ValidationError: with words for the person who chose the file.
    """
    picture = _opened(content)
    file_format = str(picture.format)
    ending = name.rpartition(".")[2].lower()
    if ending not in FORMATS[file_format]:
        raise ValidationError(
            WRONG_ENDING, code="wrong_ending", params={"ending": ending, "format": file_format}
        )
    _refuse_too_many_pixels(picture)
    try:
        # Counting frames walks through the whole file, so a broken one may be found out here.
        if file_format != "MPO" and getattr(picture, "n_frames", 1) > 1:
            raise ValidationError(MOVES, code="moves")
        return CleanPicture(_encoded_anew(picture, file_format), file_format)
    except BROKEN as error:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error


def _opened(content: bytes) -> Image.Image:
    """Open by content; formats that the site doesn't take are never tried."""
    try:
        return Image.open(io.BytesIO(content), formats=TRIED)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except BROKEN as error:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error


def _refuse_too_many_pixels(picture: Image.Image) -> None:
    """Look at the size in the header, before anything is decoded."""
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(TOO_MANY_PIXELS, code="too_many_pixels", params={"limit": limit})


def _encoded_anew(picture: Image.Image, file_format: str) -> bytes:
    picture.load()
    options = _options(picture, file_format)
    profile = picture.info.get("icc_profile")
    transparency = picture.info.get("transparency") if file_format == "PNG" else None
    turn = UPRIGHT.get(_orientation(picture))
    if turn is not None:
        picture = picture.transpose(turn)
    if picture.mode in {"CMYK", "YCCK"}:
        picture, profile = _for_screens(picture, profile), None
        options = {"quality": 92}
    elif picture.mode.startswith("I"):
        # 16 bits a pixel: what browsers are sent later has 8, and converting alone would clip.
        picture = picture.point(lambda value: value / 256).convert("L")
    profile = _harmless_profile(profile, picture.mode)
    if profile:
        options["icc_profile"] = profile
    # Encoders write back what they find here, comments for instance.
    picture.info = {} if transparency is None else {"transparency": transparency}
    buffer = io.BytesIO()
    picture.save(buffer, format="JPEG" if file_format == "MPO" else file_format, **options)
    return buffer.getvalue()


def _options(picture: Image.Image, file_format: str) -> dict[str, Any]:
    """Return how to encode, so that the picture loses as little as its format allows.

    A JPEG keeps its own quantisation, so encoding it again changes next to nothing.
    """
    if file_format in {"JPEG", "MPO"}:
        options: dict[str, Any] = {"qtables": picture.quantization}  # type: ignore[attr-defined]
        sampling = JpegImagePlugin.get_sampling(picture)
        if sampling != -1:
            options["subsampling"] = sampling
        return options
    if file_format == "WEBP":
        return {"quality": 92}
    if file_format == "AVIF":
        return {"quality": 85, "speed": 8}
    return {}


def _orientation(picture: Image.Image) -> int:
    """Return EXIF’s orientation; 1, as it is, where the EXIF can’t be read."""
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except BROKEN:
        return 1


def _for_screens(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Turn a picture for printing into one for screens, by its colour profile where it has one."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, *BROKEN):
            pass
    return picture.convert("RGB")


def _harmless_profile(profile: bytes | None, mode: str) -> bytes | None:
    """Return a colour profile that can be read, fits the picture and is of a sensible size."""
    if not profile or len(profile) > PROFILE_BYTES:
        return None
    try:
        space = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space.strip()
    except (ImageCms.PyCMSError, *BROKEN):
        return None
    fits = "GRAY" if mode in {"1", "L", "LA"} else "RGB"
    return profile if space == fits else None
