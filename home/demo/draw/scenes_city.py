"""Covers of the editions: a shelf that is a street, balconies in a still year, a model with a piece missing."""

import math

from .canvas import picture
from .fabric import iso_box, iso_left, iso_right
from .geometry import iso
from .palette import (
    DUNE,
    GREY,
    INK,
    INK_2,
    PAPER,
    SAND,
    SKIN,
    SLATE,
    STONE,
    TEAL_MID,
    TEAL_PALE,
    TERRA,
    TERRA_DARK,
    WHITE,
)
from .people import person


@picture("edition-2019", seed=111, ground=STONE)
def edition_2019(c):
    """A shelf of books that is also a street of houses: windows in the spines, one spine terracotta with an open door."""
    rng = c.rng
    c.rect(0, 0, 1600, 1067, "#c3b9a2")
    c.rect(0, 0, 1600, 60, INK)
    c.poly([(0, 60), (1600, 60), (1600, 100), (0, 150)], INK, opacity=0.2)
    x = -30
    widths = [120, 84, 150, 70, 110, 138, 92, 160, 78, 124, 100, 146, 74, 118, 132, 96]
    heights = [560, 690, 480, 620, 740, 540, 660, 600, 720, 500, 680, 560, 640, 700, 520, 610]
    tones = [
        INK,
        DUNE,
        SLATE,
        WHITE,
        INK_2,
        GREY,
        SAND,
        TERRA,
        INK,
        STONE,
        SLATE,
        WHITE,
        INK_2,
        SAND,
        GREY,
        INK,
    ]
    for w, h, tone in zip(widths, heights, tones, strict=False):
        y = 850 - h
        c.poly(
            [(x + w, y + 20), (x + w + 26, y + 44), (x + w + 26, 850), (x + w, 850)],
            INK,
            opacity=0.25,
        )
        c.rect(x, y, w, h, tone)
        c.rect(x, y, 9, h, INK, opacity=0.18)
        c.rect(x + w - 7, y, 7, h, WHITE, opacity=0.22)
        mark = WHITE if tone in (INK, INK_2, SLATE, TERRA, GREY) else INK
        c.rect(x, y + 34, w, 7, mark, opacity=0.8)
        c.rect(x, y + 50, w, 3, mark, opacity=0.8)
        c.rect(x, 806, w, 7, mark, opacity=0.8)
        across = max(1, int((w - 20) / 44))
        for row in range(int((h - 210) / 66)):
            for col in range(across):
                if rng.random() < 0.86:
                    wx = x + (col + 0.5) * w / across - 11
                    c.rect(wx, y + 84 + row * 66, 22, 34, mark if tone != TERRA else WHITE)
                    if tone in (INK, INK_2, SLATE, GREY) and rng.random() < 0.4:
                        c.rect(wx, y + 84 + row * 66, 22, 17, STONE)
        if tone == TERRA:
            mid = x + w / 2
            c.path(f"M{mid - 34} 850v-92a34 34 0 0 1 68 0v92z", INK)
            c.poly([(mid + 34, 850), (mid + 34, 752), (mid + 72, 736), (mid + 72, 868)], TERRA_DARK)
        elif rng.random() < 0.6:
            c.rect(x + w / 2 - 15, 760, 30, 46, mark)
        x += w
    c.rect(-10, 850, 1620, 46, INK)
    c.rect(-10, 850, 1620, 8, SLATE)
    c.rect(-10, 896, 1620, 200, "#b3a992")
    c.poly([(-10, 896), (1610, 896), (1610, 930), (-10, 960)], INK, opacity=0.2)
    for px, facing, look in (
        (700, 1, {"wear": "dress", "top": WHITE, "bottom": SLATE, "head": "bun", "skin": SKIN[1]}),
        (330, 1, {"top": GREY, "bottom": INK, "head": "cap", "skin": SKIN[0]}),
        (1080, -1, {"wear": "robe", "top": SAND, "bottom": SAND, "head": "scarf", "skin": SKIN[2]}),
        (1310, -1, {"top": WHITE, "bottom": INK_2, "head": "grey", "cane": True, "skin": SKIN[3]}),
    ):
        person(c, px, 850, 128, facing, "walk", edge=STONE, **look)


@picture("edition-2020", seed=112, ground=SAND)
def edition_2020(c):
    """A still year: a wall of balconies, each with its own small life; from one to the next runs a terracotta line with a basket."""
    c.rect(0, 0, 1600, 1067, SAND)
    for y in range(0, 1067, 22):
        c.line([(0, y), (1600, y)], "#d9cfba", 2)
    wide, tall = 320, 300
    cast = [
        {"top": WHITE, "bottom": INK, "head": "grey", "skin": SKIN[2]},
        None,
        {"top": SLATE, "bottom": INK, "head": "scarf", "skin": SKIN[2]},
        {"top": INK, "bottom": INK, "head": "bare", "skin": SKIN[0]},
        None,
        {"top": INK, "bottom": INK, "head": "bun", "skin": SKIN[1]},
        {"top": WHITE, "bottom": INK, "head": "bare", "skin": SKIN[1]},
        {"top": WHITE, "bottom": INK, "head": "hat", "skin": SKIN[3]},
        None,
        {"top": INK_2, "bottom": INK, "head": "cap", "skin": SKIN[0]},
        None,
        {"top": INK, "bottom": INK, "head": "wrap", "skin": SKIN[0]},
        {"top": INK_2, "bottom": INK, "head": "bun", "skin": SKIN[2]},
        {"top": WHITE, "bottom": SLATE, "head": "scarf", "skin": SKIN[1]},
        {"top": SLATE, "bottom": INK, "head": "bare", "skin": SKIN[1]},
        {"top": WHITE, "bottom": INK, "head": "bare", "skin": SKIN[2]},
        None,
        {"top": INK, "bottom": INK, "head": "grey", "skin": SKIN[0]},
        None,
        {"top": INK, "bottom": INK, "head": "bun", "skin": SKIN[2]},
    ]
    for row in range(4):
        for col in range(5):
            x, base = col * wide + 60, row * tall + 226
            index = row * 5 + col
            c.rect(x - 6, base - 186, 212, 192, WHITE)
            look = cast[index]
            c.rect(x, base - 180, 200, 186, STONE if look else INK)
            if index % 3 == 0:
                c.rect(x, base - 180, 46, 186, SLATE)
                c.rect(x + 154, base - 180, 46, 186, SLATE)
            elif index % 3 == 1:
                for k in range(12):
                    c.rect(x, base - 180 + k * 9, 200, 5, GREY)
            else:
                c.line([(x + 100, base - 180), (x + 100, base)], WHITE, 7, cap="butt")
            c.poly(
                [(x - 34, base), (x + 234, base), (x + 256, base + 22), (x - 12, base + 22)],
                INK,
                opacity=0.25,
            )
            facing = 1 if col < 2 else -1
            px = x + 100
            if look:
                reach = (
                    [(0.3, 0.62), (0.2, 0.6)] if index in (6, 7, 12) else [(0.16, 0.5), (0.1, 0.48)]
                )
                with c.clip([(x - 60, 0), (x + 260, 0), (x + 260, base), (x - 60, base)]):
                    person(c, px, base + 30, 186, facing, "stand", hands=reach, edge=STONE, **look)
            elif index % 4 == 0:
                for k in range(4):
                    c.rect(
                        x - 6 + k * 56,
                        base - 108,
                        44,
                        (70, 52, 78, 60)[k],
                        (WHITE, GREY, STONE, WHITE)[k],
                    )
                c.line([(x - 30, base - 108), (x + 230, base - 108)], WHITE, 3)
            else:
                for k in range(3):
                    px = x + 20 + k * 80
                    c.poly(
                        [
                            (px - 20, base - 36),
                            (px + 20, base - 36),
                            (px + 14, base),
                            (px - 14, base),
                        ],
                        STONE,
                    )
                    for t in range(7):
                        c.curve(
                            [
                                (px, base - 36),
                                (px + (t - 3) * 7, base - 74),
                                (px + (t - 3) * 15, base - 92 + abs(t - 3) * 10),
                            ],
                            SLATE if t % 2 else GREY,
                            6,
                        )
            for k in range(18):
                c.line(
                    [(x - 30 + k * 15.3, base - 66), (x - 30 + k * 15.3, base)],
                    INK_2 if look is None else SLATE,
                    4,
                    cap="butt",
                )
            c.line([(x - 36, base - 66), (x + 236, base - 66)], INK, 9)
            c.rect(x - 36, base - 4, 272, 16, WHITE)
            c.rect(x - 36, base + 8, 272, 6, STONE)
    a, b = (6 % 5) * wide + 60 + 100 + 56, tall + 226 - 86
    d, e = 2 * wide + 60 + 100 - 56, tall + 226 - 86
    line = [
        (a, b),
        (a + (d - a) * 0.25, b + 24),
        ((a + d) / 2, b + 34),
        (a + (d - a) * 0.75, b + 24),
        (d, e),
    ]
    c.curve(line, TERRA, 9)
    mx, my = (a + d) / 2, b + 34
    c.line([(mx, my), (mx, my + 24)], TERRA, 7)
    c.arc(mx, my + 62, 42, 190, 350, TERRA, 8)
    c.poly(
        [(mx - 52, my + 60), (mx + 52, my + 60), (mx + 38, my + 124), (mx - 38, my + 124)], TERRA
    )
    for k in range(4):
        c.line(
            [(mx - 46 + k * 2, my + 72 + k * 14), (mx + 46 - k * 2, my + 72 + k * 14)],
            TERRA_DARK,
            4,
        )
    for dx, tone in ((-24, WHITE), (2, SAND), (26, STONE)):
        c.circle(mx + dx, my + 50, 15, tone, INK, 2)


@picture("edition-current", seed=113, ground=DUNE)
def edition_current(c):
    """A city model on a table, seen from a height; a hand sets a terracotta block into its place."""
    rng = c.rng
    for k in range(9):
        c.rect(0, k * 124, 1600, 120, (DUNE, "#cbc0a8", "#d4cab4")[k % 3])
    at = iso(780, 205, 66)
    c.poly(
        [
            (x + 26, y + 46)
            for x, y in (at(-0.6, -0.6), at(12.6, -0.6), at(12.6, 12.6), at(-0.6, 12.6))
        ],
        INK,
        opacity=0.3,
    )
    iso_box(c, at, -0.6, -0.6, -0.5, 13.2, 13.2, 0.5, PAPER, STONE, GREY)
    river = [at(x, 9.2 + 1.1 * math.sin(x / 1.9)) for x in [i * 0.4 for i in range(31)]]
    c.curve(river, TEAL_PALE, 52, cap="butt")
    c.curve(river, TEAL_MID, 3, dash="26 18")
    gap = (5, 5)
    for total in range(24):
        for x in range(12):
            y = total - x
            if (
                not 0 <= y < 12
                or abs(y + 0.5 - 9.2 - 1.1 * math.sin((x + 0.5) / 1.9)) < 1.0
                or x in (3, 8)
                or y == 3
            ):
                continue
            if (x, y) == gap:
                c.poly(
                    [at(x, y), at(x + 1.1, y), at(x + 1.1, y + 1.1), at(x, y + 1.1)],
                    INK,
                    opacity=0.75,
                )
                continue
            if (x, y) in ((6, 5), (5, 6), (6, 6), (7, 6), (6, 7)):
                h = rng.choice((0.3, 0.4))
            else:
                h = (
                    rng.choice((0.4, 0.6, 0.9, 1.3, 1.9))
                    if far_from(x, y)
                    else rng.choice((0.4, 0.6))
                )
            if rng.random() < 0.08 and far_from(x, y):
                px, py = at(x + 0.5, y + 0.5)
                for dx, dy in ((-14, 0), (12, 4), (0, -10)):
                    c.line([(px + dx, py + dy), (px + dx, py + dy - 24)], INK, 3)
                    c.circle(px + dx, py + dy - 34, 15, SLATE)
                continue
            tone = rng.choice(
                (
                    (WHITE, DUNE, GREY),
                    (SAND, STONE, SLATE),
                    (WHITE, STONE, INK_2),
                    (GREY, SLATE, INK),
                    (SAND, GREY, INK_2),
                )
            )
            iso_box(c, at, x + 0.08, y + 0.08, 0, 0.84, 0.84, h, *tone)
            for level in range(int(h / 0.42)):
                z = 0.14 + level * 0.42
                for k in (0.22, 0.58):
                    iso_left(
                        c, at, x + k, y + 0.92, z, 0.16, 0.2, INK if tone[1] != SLATE else STONE
                    )
                    iso_right(c, at, x + 0.92, y + k, z, 0.16, 0.2, SAND)
    x, y = gap
    z = 3.1
    for corner in ((x, y + 1), (x + 1, y + 1), (x + 1, y)):
        c.line([at(*corner, z), at(*corner, 0)], TERRA, 3, dash="10 9", cap="butt")
    iso_box(c, at, x, y, z, 1, 1, 1.5, "#c96a4b", TERRA, TERRA_DARK)
    for level in range(3):
        for k in (0.22, 0.6):
            iso_left(c, at, x + k, y + 1, z + 0.16 + level * 0.44, 0.17, 0.24, WHITE)
            iso_right(c, at, x + 1, y + k - 0.02, z + 0.16 + level * 0.44, 0.17, 0.24, WHITE)
    px, py = at(x + 0.5, y + 0.5, z + 1.5)
    skin, line = SKIN[1], SKIN[0]
    c.poly(
        [(px + 190, py - 190), (px + 290, py - 90), (px + 700, py - 420), (px + 540, py - 560)],
        WHITE,
    )
    c.poly(
        [(px + 190, py - 190), (px + 290, py - 90), (px + 322, py - 116), (px + 220, py - 218)],
        STONE,
    )
    c.blob(
        [
            (px + 210, py - 180),
            (px + 120, py - 120),
            (px + 30, py - 84),
            (px - 48, py - 30),
            (px - 66, py + 26),
            (px - 48, py + 46),
            (px - 26, py + 20),
            (px + 20, py - 16),
            (px + 74, py - 24),
            (px + 70, py + 22),
            (px + 62, py + 70),
            (px + 84, py + 86),
            (px + 104, py + 60),
            (px + 128, py + 6),
            (px + 200, py - 30),
            (px + 276, py - 104),
        ],
        skin,
        tension=0.5,
    )
    for k in range(2):
        c.curve(
            [
                (px + 60 - k * 34, py - 86 + k * 26),
                (px + 10 - k * 34, py - 46 + k * 26),
                (px - 20 - k * 20, py - 6 + k * 22),
            ],
            line,
            4,
        )
    c.curve([(px + 74, py - 24), (px + 100, py - 40), (px + 130, py - 46)], line, 4)


def far_from(x, y):
    """Whether a block stands clear of the gap, so that it may be tall."""
    return abs(x - 5) + abs(y - 5) > 3 and not (x >= 5 and y >= 5 and x + y < 16)
