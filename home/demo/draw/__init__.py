"""The pictures of the sample content, drawn by code.

`python -m home.demo.draw OUT_FOLDER [KEY …]` writes one WebP a picture. The same code gives the same picture:
each has its own seed. Needs resvg_py and Pillow to turn the drawings into files; the drawings need neither.
"""

import io
from pathlib import Path

from . import (  # noqa: F401  # noqa: F401
    scenes_city,
    scenes_doors,
    scenes_hills,
    scenes_house,
    scenes_market,
    scenes_network,
    scenes_rooms,
    scenes_water,
)
from .canvas import PICTURES, canvas_for
from .palette import INK, PAPER, TEAL_PALE, TERRA, TERRA_DARK, WHITE

LARGEST = 92_000


def draw_all(folder, keys=None):
    """Write the pictures as WebP into a folder; yields each key and the size of its file."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for key in keys or sorted(PICTURES):
        data = webp(canvas_for(key).svg())
        (folder / f"{key}.webp").write_bytes(data)
        yield key, len(data)


def webp(svg):
    """An SVG as lossless WebP, with as many shades as the weight allows: flat colours and clean edges stay as drawn."""
    import resvg_py
    from PIL import Image

    image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("RGB")
    for shades in (64, 40, 28, 20, 16):
        out = io.BytesIO()
        _fewer(image, shades).save(out, "WEBP", lossless=True, quality=90, method=6)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


def _fewer(image, shades):
    """The image in its most used colours: those that were drawn are kept exactly, only blends at edges are joined."""
    from PIL import Image

    kept = [
        tuple(bytes.fromhex(shade[1:]))
        for shade in (TERRA, TERRA_DARK, TEAL_PALE, PAPER, WHITE, INK)
    ]
    for _, colour in sorted(image.getcolors(image.width * image.height), reverse=True):
        if (
            all(
                sum((a - b) ** 2 for a, b in zip(colour, other, strict=False)) > 150
                for other in kept[12:]
            )
            and colour not in kept
        ):
            kept.append(colour)
        if len(kept) == shades:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette(
        [value for colour in kept + kept[:1] * (256 - len(kept)) for value in colour]
    )
    return image.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
