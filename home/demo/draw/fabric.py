"""Pieces of a city that several pictures share: roofs, houses, boats, trees, awnings, cans."""

import math

from .geometry import centre, far, hatch_lines, inset, mix, ring
from .palette import DUNE, GREY, INK, INK_2, PAPER, SAND, SLATE, STONE, TEAL, WHITE


def longways(quad):
    """A four-cornered plot turned so that its first side is a long one."""
    a, b, c, d = quad
    return quad if far(a, b) + far(c, d) >= far(b, c) + far(d, a) else [b, c, d, a]


def roof(c, quad, light=SAND, dark=STONE, shade=INK, cast=(7, 9), ridges=9, shadow=True):
    """A pitched sheet roof from above: two slopes, the grooves of the sheet, a cast shadow."""
    quad = longways(list(quad))
    if shadow:
        moved = [(x + cast[0], y + cast[1]) for x, y in quad]
        c.poly(moved, shade, opacity=0.55)
    one, two = mix(quad[0], quad[3], 0.5), mix(quad[1], quad[2], 0.5)
    north, south = [quad[0], quad[1], two, one], [one, two, quad[2], quad[3]]
    c.poly(north, light)
    c.poly(south, dark)
    turn = math.degrees(math.atan2(one[1] - quad[0][1], one[0] - quad[0][0]))
    data = hatch_lines(north, ridges, turn, 2) + hatch_lines(south, ridges, turn, 2)
    for line in data:
        c.line(line, shade, 1.1, cap="butt", opacity=0.35)


def flat_roof(c, quad, fill=SAND, edge=PAPER, shade=INK, cast=(8, 10)):
    """A flat roof with a parapet from above."""
    c.poly([(x + cast[0], y + cast[1]) for x, y in quad], shade, opacity=0.5)
    c.poly(quad, edge)
    inner = inset(list(quad), 4)
    if inner:
        c.poly(inner, fill)


def boat(c, x, y, length, turn=0, hull=INK, floor=SAND, benches=3):
    """A narrow boat from above."""
    with c.move(x, y, turn):
        half, beam = length / 2, length * 0.13
        shape = [
            (-half, 0),
            (-half * 0.45, -beam),
            (half * 0.35, -beam),
            (half, 0),
            (half * 0.35, beam),
            (-half * 0.45, beam),
        ]
        c.blob(shape, hull, tension=0.7)
        c.blob([(px * 0.84, py * 0.66) for px, py in shape], floor, tension=0.7)
        for i in range(benches):
            bx = -half * 0.5 + half * i / max(1, benches - 1)
            c.line([(bx, -beam * 0.7), (bx, beam * 0.7)], hull, length * 0.03, cap="butt")


def tree(c, x, y, r, leaf=SLATE, shade=INK, light=GREY):
    """A tree from above, with a shadow."""
    rng = c.rng
    c.blob([(px + r * 0.35, py + r * 0.45) for px, py in _crown(x, y, r, rng)], shade, opacity=0.45)
    c.blob(_crown(x, y, r, rng), leaf)
    for _ in range(int(r / 4)):
        t, d = rng.uniform(0, 6.28), r * rng.uniform(0.1, 0.75)
        c.arc(x + d * math.cos(t), y + d * math.sin(t), r * 0.13, 180, 330, light, 2)


def _crown(x, y, r, rng):
    return [
        (x + (px - x) * (k := rng.uniform(0.85, 1.1)), y + (py - y) * k)
        for px, py in ring(x, y, r, r, 11)
    ]


def jerrycan(c, x, y, h, fill=SAND, edge=INK):
    """A jerrycan from the side, standing on (x, y)."""
    w = h * 0.62
    c.poly(
        [
            (x - w / 2, y),
            (x - w / 2, y - h * 0.68),
            (x - w * 0.2, y - h * 0.84),
            (x + w * 0.5, y - h * 0.84),
            (x + w / 2, y),
        ],
        fill,
        edge,
        max(1.5, h * 0.03),
    )
    c.line(
        [
            (x - w * 0.12, y - h * 0.8),
            (x - w * 0.02, y - h),
            (x + w * 0.38, y - h),
            (x + w * 0.4, y - h * 0.82),
        ],
        edge,
        h * 0.055,
    )
    c.line([(x - w * 0.38, y - h * 0.76), (x - w * 0.48, y - h * 0.86)], edge, h * 0.12, cap="butt")
    c.line([(x - w * 0.3, y - h * 0.15), (x + w * 0.3, y - h * 0.6)], edge, max(1, h * 0.02))
    c.line([(x - w * 0.3, y - h * 0.6), (x + w * 0.3, y - h * 0.15)], edge, max(1, h * 0.02))


def sheet_wall(c, x, y, w, h, light=DUNE, dark=STONE, step=18):
    """A wall of corrugated sheet, seen from the front."""
    c.rect(x, y, w, h, light)
    at = x
    while at < x + w - step * 0.3:
        c.rect(at, y, min(step * 0.42, x + w - at), h, dark)
        at += step


def window(c, x, y, w, h, glass=INK, frame=WHITE, panes=2):
    """A plain window from the front."""
    c.rect(x - 4, y - 4, w + 8, h + 8, frame)
    c.rect(x, y, w, h, glass)
    for i in range(1, panes):
        c.line([(x + w * i / panes, y), (x + w * i / panes, y + h)], frame, 3, cap="butt")


def iso_box(c, at, x, y, z, w, d, h, top=SAND, left=STONE, right=GREY):
    """A box in an isometric frame; `at` is the projection. Visible are its top, left and right."""
    c.poly(
        [at(x, y + d, z), at(x + w, y + d, z), at(x + w, y + d, z + h), at(x, y + d, z + h)], left
    )
    c.poly(
        [at(x + w, y, z), at(x + w, y + d, z), at(x + w, y + d, z + h), at(x + w, y, z + h)], right
    )
    c.poly(
        [at(x, y, z + h), at(x + w, y, z + h), at(x + w, y + d, z + h), at(x, y + d, z + h)], top
    )


def iso_house(
    c,
    at,
    x,
    y,
    w,
    d,
    h,
    rise,
    roof_light=WHITE,
    roof_dark=SAND,
    left=SLATE,
    right=INK_2,
    z=0,
    over=0.12,
):
    """A house with a pitched roof in an isometric frame; the ridge runs along x."""
    mid = y + d / 2
    c.poly(
        [
            at(x - over, y - over, z + h - 0.1),
            at(x + w + over, y - over, z + h - 0.1),
            at(x + w + over, mid, z + h + rise),
            at(x - over, mid, z + h + rise),
        ],
        roof_dark,
    )
    c.poly(
        [at(x, y + d, z), at(x + w, y + d, z), at(x + w, y + d, z + h), at(x, y + d, z + h)], left
    )
    c.poly(
        [
            at(x + w, y, z),
            at(x + w, y + d, z),
            at(x + w, y + d, z + h),
            at(x + w, mid, z + h + rise),
            at(x + w, y, z + h),
        ],
        right,
    )
    front = [
        at(x - over, y + d + over, z + h - over * rise / (d / 2)),
        at(x + w + over, y + d + over, z + h - over * rise / (d / 2)),
        at(x + w + over, mid, z + h + rise),
        at(x - over, mid, z + h + rise),
    ]
    c.poly(front, roof_light)
    return front


def iso_left(c, at, x, y, z, w, h, fill):
    """A flat mark (door, window) on the left-facing side at depth y."""
    c.poly([at(x, y, z), at(x + w, y, z), at(x + w, y, z + h), at(x, y, z + h)], fill)


def iso_right(c, at, x, y, z, d, h, fill):
    """A flat mark on the right-facing side at x."""
    c.poly([at(x, y, z), at(x, y + d, z), at(x, y + d, z + h), at(x, y, z + h)], fill)


def awning(c, x, y, w, drop, stripes=8, one=WHITE, two=SLATE, scallop=True):
    """A striped awning from the front."""
    step = w / stripes
    for i in range(stripes):
        left = x + i * step
        colour = one if i % 2 else two
        c.rect(left, y, step + 0.5, drop, colour)
        if scallop:
            c.path(
                f"M{left:.1f} {y + drop:.1f}a{step / 2:.1f} {step / 2:.1f} 0 0 0 {step:.1f} 0z",
                colour,
            )


def pot(c, x, y, w, h, fill=INK, shine=SLATE):
    """A cooking pot from the side, standing on (x, y)."""
    c.blob(
        [
            (x - w / 2, y - h),
            (x - w / 2, y - h * 0.25),
            (x - w * 0.38, y),
            (x + w * 0.38, y),
            (x + w / 2, y - h * 0.25),
            (x + w / 2, y - h),
        ],
        fill,
        tension=0.35,
    )
    c.rect(x - w * 0.54, y - h * 1.02, w * 1.08, h * 0.09, fill)
    c.line([(x - w * 0.36, y - h * 0.8), (x - w * 0.36, y - h * 0.3)], shine, w * 0.04)
    for side in (-1, 1):
        c.line(
            [
                (x + side * w * 0.5, y - h * 0.75),
                (x + side * w * 0.6, y - h * 0.72),
                (x + side * w * 0.6, y - h * 0.6),
                (x + side * w * 0.5, y - h * 0.57),
            ],
            fill,
            w * 0.035,
        )


def middle(quad):
    """The centre of a plot."""
    return centre(quad)


WATER_LINE = TEAL
