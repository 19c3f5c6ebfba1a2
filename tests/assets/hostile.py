"""Files that people, telephones and attackers upload, made by code."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageCms, PngImagePlugin

GPS_LATITUDE = (8.0, 28.0, 48.0)
CAMERA = "Nokia of Isata"
SECRET = "Isata K, Doorway Freetown"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="{SECRET}"/></rdf:RDF></x:xmpmeta>'
).encode()


def exif(orientation: int = 1) -> bytes:
    """Return EXIF with a place, a camera and a name."""
    data = Image.Exif()
    data[0x010F] = CAMERA
    data[0x013B] = SECRET
    data[0x0112] = orientation
    gps = data.get_ifd(0x8825)
    gps[1], gps[2] = "N", GPS_LATITUDE
    gps[3], gps[4] = "W", (13.0, 13.0, 48.0)
    return data.tobytes()


def picture(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Return a picture whose top left corner is red and whose bottom right one is blue."""
    drawn = Image.new("RGB", size, "white")
    drawn.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    drawn.paste("blue", (size[0] // 2, size[1] // 2, *size))
    return drawn.convert(mode)


def saved(image: Image.Image, file_format: str, **options: object) -> bytes:
    """Return a picture as a file."""
    buffer = io.BytesIO()
    image.save(buffer, format=file_format, **options)
    return buffer.getvalue()


def srgb() -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def telling(file_format: str, orientation: int = 1) -> bytes:
    """Return a picture with EXIF and XMP that tell on people, and a colour profile."""
    options: dict[str, object] = {"exif": exif(orientation), "icc_profile": srgb()}
    if file_format == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        info.add_text("Comment", SECRET)
        options["pnginfo"] = info
    else:
        options["xmp"] = XMP
    if file_format == "JPEG":
        options["comment"] = SECRET
        options["quality"] = 95
    content = saved(picture(), file_format, **options)
    return with_iptc(content) if file_format == "JPEG" else content


def with_iptc(jpeg: bytes) -> bytes:
    """Return a JPEG with IPTC (a by-line) in the segment where Photoshop keeps it."""
    record = b"\x1c\x02\x50" + struct.pack(">H", len(SECRET)) + SECRET.encode()
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record
    resource += b"\x00" * (len(record) % 2)
    body = b"Photoshop 3.0\x00" + resource
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def png_bomb(width: int = 20_000, height: int = 15_000) -> bytes:
    """Return a few bytes that say they are a PNG of 300 megapixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def gif_and_html() -> bytes:
    """Return a file that is a GIF to one program and a page with a script to another."""
    return b"GIF89a/*" + b"\0" * 8 + b"*/=1;</a><script>alert(document.cookie)</script>"


def jpeg_and_html() -> bytes:
    """Return a valid JPEG with a page behind it."""
    return saved(picture(), "JPEG") + b"<html><script>alert(1)</script></html>"


def animated(file_format: str) -> bytes:
    """Return a moving picture."""
    frames = [picture(), Image.new("RGB", (60, 40), "green")]
    return saved(frames[0], file_format, save_all=True, append_images=frames[1:], duration=100)


def sixteen_bits() -> bytes:
    """Return a PNG with 16 bits a pixel, dark above and light below."""
    rows = struct.pack("<H", 0x2000) * 60 * 20 + struct.pack("<H", 0xC000) * 60 * 20
    image = Image.frombytes("I;16", (60, 40), rows)
    return saved(image, "PNG")


# No picture the site takes: what it is, and the name it comes under.
REFUSED = {
    "page named jpg": (b"<!doctype html><script>alert(1)</script>", "photo.jpg"),
    "text named png": (b"not a picture at all", "photo.png"),
    "drawing with script": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "drawing.svg",
    ),
    "drawing named png": (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "drawing.png"),
    "gif": (saved(picture(), "GIF"), "photo.gif"),
    "gif named png": (saved(picture(), "GIF"), "photo.png"),
    "gif and page": (gif_and_html(), "photo.jpg"),
    "jpeg named png": (saved(picture(), "JPEG"), "photo.png"),
    "jpeg named html": (saved(picture(), "JPEG"), "photo.html"),
    "cut jpeg": (saved(picture("RGB", (600, 400)), "JPEG")[:900], "photo.jpg"),
    "cut png": (saved(picture("RGB", (600, 400)), "PNG")[:60], "photo.png"),
    "cut webp": (saved(picture("RGB", (600, 400)), "WEBP")[:60], "photo.webp"),
    "cut avif": (saved(picture("RGB", (600, 400)), "AVIF")[:300], "photo.avif"),
    "300 megapixels": (png_bomb(), "photo.png"),
    "100 megapixels": (png_bomb(10_000, 10_000), "photo.png"),
    "50 megapixels": (png_bomb(10_000, 5_000), "photo.png"),
    "moving png": (animated("PNG"), "photo.png"),
    "moving webp": (animated("WEBP"), "photo.webp"),
    "moving avif": (animated("AVIF"), "photo.avif"),
    "bitmap": (saved(picture(), "BMP"), "photo.bmp"),
    "tiff named jpg": (saved(picture(), "TIFF"), "photo.jpg"),
}


def office(*names: str, size: int = 10, mimetype: bytes = b"") -> bytes:
    """Return a zip archive with entries of these names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, b"\0" * size)
    return buffer.getvalue()
