"""Athens and Lima: a flat and a letter, kitchens and the price of a plate."""

import itertools
import math

from .canvas import SQUARE, picture
from .fabric import pot
from .geometry import wave
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
    TERRA,
    TERRA_DARK,
    TERRA_PALE,
    WHITE,
)
from .people import person


@picture("athens-flats", seed=61, ground=PAPER)
def athens(c):
    """A block of flats cut open: rooms, stairs and balconies; one flat that stood empty is lived in again, its walls terracotta."""
    rng = c.rng
    c.blob([(-100, 700), *wave(1900, 330, 40, rng, 120, -100), (1800, 700)], SAND)
    for k, x in enumerate((20, 150, 290, 1330, 1450, 1560)):
        h = (420, 520, 330, 380, 560, 430)[k]
        c.rect(x - 60, 960 - h, 130, h, DUNE)
        for j in range(int(h / 60)):
            c.rect(x - 66, 960 - h + 44 + j * 60, 142, 7, STONE)
            c.rect(x - 34, 960 - h + 12 + j * 60, 24, 30, STONE)
            c.rect(x + 16, 960 - h + 12 + j * 60, 24, 30, STONE)
    left, right, top, floor = 330, 1270, 130, 166
    c.rect(left - 14, top - 14, right - left + 28, 850, INK)
    rooms = [left, left + 330, left + 500, right]
    for level in range(5):
        y = top + level * floor
        for k, (a, b) in enumerate(itertools.pairwise(rooms)):
            tone = STONE if k == 1 else (SAND, DUNE, WHITE, SAND, DUNE)[(level + k) % 5]
            if level == 2 and k == 2:
                tone = TERRA
            c.rect(a + 7, y + 7, b - a - 14, floor - 14, tone)
        # stairs
        a, b = rooms[1] + 7, rooms[2] - 7
        for k in range(8):
            c.rect(a + 12 + k * 16, y + floor - 7 - (k + 1) * 18.4, 18, 9, INK)
        c.line([(a + 10, y + floor - 60), (a + 138, y + 16)], INK, 3)
        # balconies
        for side in (-1, 1):
            x = left - 14 if side < 0 else right + 14
            c.rect(x - 96 if side < 0 else x, y + floor - 12, 96, 12, INK)
            for k in range(8):
                c.line(
                    [
                        (x + side * (6 + k * 12), y + floor - 62),
                        (x + side * (6 + k * 12), y + floor - 10),
                    ],
                    INK,
                    3,
                    cap="butt",
                )
            c.line([(x, y + floor - 62), (x + side * 94, y + floor - 62)], INK, 5)
            if rng.random() < 0.75:
                px = x + side * rng.uniform(24, 70)
                c.poly(
                    [
                        (px - 15, y + floor - 40),
                        (px + 15, y + floor - 40),
                        (px + 11, y + floor - 12),
                        (px - 11, y + floor - 12),
                    ],
                    GREY,
                )
                for t in range(5):
                    c.curve(
                        [
                            (px, y + floor - 40),
                            (px + (t - 2) * 9, y + floor - 66),
                            (px + (t - 2) * 17, y + floor - 74 + abs(t - 2) * 8),
                        ],
                        SLATE,
                        5,
                    )
            if level in (0, 3):
                c.poly(
                    [(x, y + 10), (x + side * 104, y + 44), (x + side * 104, y + 62), (x, y + 30)],
                    GREY,
                )
    c.rect(left - 40, top - 30, right - left + 80, 22, INK)
    for x in (420, 900, 1130):
        c.rect(x, top - 70, 60, 40, SLATE)
        c.line([(x + 30, top - 70), (x + 30, top - 126)], INK, 4)
        for k in range(3):
            c.line(
                [(x + 10 + k * 4, top - 120 + k * 16), (x + 50 - k * 4, top - 120 + k * 16)], INK, 3
            )

    def base(level):
        return top + (level + 1) * floor - 7

    def table(x, y, w):
        c.rect(x, y - 54, w, 8, INK)
        c.rect(x + 8, y - 48, 7, 48, INK)
        c.rect(x + w - 15, y - 48, 7, 48, INK)

    def bed(x, y, w):
        c.rect(x, y - 34, w, 22, WHITE)
        c.rect(x, y - 22, w, 12, SLATE)
        c.rect(x, y - 62, 8, 62, INK)
        c.rect(x + w - 8, y - 44, 8, 44, INK)
        c.rect(x + 10, y - 46, 34, 14, STONE)

    def lamp(x, y):
        c.line([(x, y), (x, y + 26)], INK, 3)
        c.poly([(x - 9, y + 26), (x + 9, y + 26), (x + 20, y + 42), (x - 20, y + 42)], INK)

    for level in range(5):
        lamp(rooms[0] + 180, top + level * floor + 7)
        lamp(rooms[2] + 250, top + level * floor + 7)
    bed(370, base(0), 150)
    person(c, 590, base(0), 118, -1, top=GREY, bottom=INK, edge=SAND)
    table(960, base(0), 150)
    person(c, 930, base(0) + 2, 122, 1, "sit", top=SLATE, bottom=INK, head="grey", edge=WHITE)
    c.rect(370, base(1) - 96, 90, 96, INK_2)
    for k in range(3):
        c.line([(372, base(1) - 72 + k * 26), (458, base(1) - 72 + k * 26)], STONE, 3)
    table(500, base(1), 120)
    person(c, 1020, base(1), 120, 1, "walk", "dress", INK, INK, SKIN[2], "bun", edge=WHITE)
    person(c, 1110, base(1), 74, -1, "walk", top=GREY, bottom=INK_2, child=True, edge=WHITE)
    person(
        c,
        480,
        base(2),
        118,
        1,
        "stand",
        "dress",
        STONE,
        SLATE,
        SKIN[3],
        "grey",
        hands=[(0.2, 0.56), (0.05, 0.45)],
        edge=WHITE,
    )
    table(510, base(2), 96)
    person(c, 450, base(3), 122, 1, "sit", top=INK_2, bottom=INK, skin=SKIN[2], edge=SAND)
    c.rect(398, base(3) - 50, 70, 50, GREY)
    c.rect(560, base(3) - 90, 74, 54, INK)
    bed(1040, base(3), 170)
    person(c, 940, base(3), 116, 1, top=WHITE, bottom=SLATE, head="cap", edge=DUNE)
    person(
        c,
        640 + 40,
        base(3) - 48,
        108,
        1,
        "climb",
        top=WHITE,
        bottom=INK,
        skin=SKIN[1],
        bag=INK,
        edge=STONE,
    )
    c.rect(360, base(4) - 110, 260, 110, INK_2)
    for k in range(4):
        c.rect(372 + k * 62, base(4) - 100, 52, 90, SLATE)
    c.rect(900, base(4) - 120, 110, 120, INK)
    c.rect(908, base(4) - 112, 94, 112, SLATE)
    person(c, 1090, base(4), 122, -1, "walk", "trousers", GREY, INK, SKIN[0], "bare", edge=WHITE)
    # the flat
    y = base(2)
    c.rect(1204, y - 128, 42, 80, WHITE)
    bed(1120, y, 120)
    table(930, y, 120)
    c.rect(956, y - 76, 30, 22, WHITE)
    person(
        c, 908, y + 2, 124, 1, "sit", top=WHITE, bottom=INK, skin=SKIN[1], head="scarf", edge=TERRA
    )
    person(
        c,
        1082,
        y,
        126,
        -1,
        "stand",
        top=INK,
        bottom=INK_2,
        skin=SKIN[0],
        hands=[(0.24, 0.5), (0.1, 0.45)],
        edge=TERRA,
    )
    person(c, 862, y, 76, 1, "stand", "dress", SAND, SAND, SKIN[1], "bun", child=True, edge=TERRA)
    c.rect(-10, 958, 1620, 120, STONE)
    c.rect(-10, 958, 1620, 10, INK)
    for x, facing, look in (
        (150, 1, {"top": SLATE, "bottom": INK, "head": "hat"}),
        (1420, -1, {"wear": "dress", "top": INK, "bottom": GREY, "head": "bun"}),
    ):
        person(c, x, 1010, 140, facing, "walk", edge=STONE, **look)
    for x in (256, 1330):
        c.line([(x, 1004), (x, 850)], INK, 9)
        c.circle(x, 820, 58, SLATE)
        c.circle(x + 26, 846, 40, INK_2)
        for k in range(5):
            c.circle(x - 30 + k * 15, 800 + (k * 29) % 48, 6, DUNE)


@picture("athens-flats-detail", SQUARE, seed=3, ground=STONE)
def athens_letter(c):
    """From the front: rows of brass letterboxes in an entrance hall; in one of them stands a terracotta envelope."""
    c.rect(0, 0, 1200, 1200, DUNE)
    for x in range(0, 1200, 150):
        c.curve([(x, 0), (x + 50, 300), (x - 10, 700), (x + 60, 1200)], STONE, 3)
    c.rect(104, 124, 1020, 980, INK, opacity=0.3)
    c.rect(84, 100, 1020, 980, INK)
    wide, tall = 236, 300
    for row in range(3):
        for col in range(4):
            x, y = 108 + col * (wide + 9), 126 + row * (tall + 14)
            c.rect(x, y, wide, tall, (GREY, SLATE, "#7a776a")[(row * 2 + col) % 3])
            c.rect(x, y, wide, 6, STONE)
            c.rect(x, y, 6, tall, STONE)
            c.rect(x + 28, y + 48, wide - 56, 36, INK)
            c.rect(x + 28, y + 84, wide - 56, 6, SAND)
            c.rect(x + 58, y + 134, wide - 116, 44, WHITE if (row, col) != (2, 0) else STONE)
            if (row, col) not in ((2, 0), (0, 3)):
                for k in range(2):
                    c.line(
                        [
                            (x + 72, y + 149 + k * 14),
                            (x + 72 + (40, 88, 64, 76)[(row + col + k) % 4], y + 149 + k * 14),
                        ],
                        GREY,
                        4,
                    )
            c.circle(x + wide / 2, y + 236, 20, INK)
            c.circle(x + wide / 2, y + 236, 20, "none", SAND, 4)
            c.rect(x + wide / 2 - 3, y + 227, 6, 18, SAND)
    for (row, col), tone in (((0, 1), WHITE), ((2, 3), SAND)):
        x, y = 108 + col * (wide + 9), 126 + row * (tall + 14)
        c.poly([(x + 46, y + 84), (x + 60, y + 30), (x + 176, y + 36), (x + 186, y + 84)], tone)
        c.line([(x + 58, y + 34), (x + 116, y + 70), (x + 176, y + 38)], STONE, 3)
    x, y = 108 + 2 * (wide + 9), 126 + 1 * (tall + 14)
    c.poly(
        [(x + 24, y + 90), (x + 6, y - 66), (x + 206, y - 88), (x + 222, y + 84)], INK, opacity=0.35
    )
    c.poly([(x + 32, y + 84), (x + 14, y - 72), (x + 212, y - 94), (x + 206, y + 84)], TERRA)
    c.line([(x + 14, y - 72), (x + 120, y + 22), (x + 212, y - 94)], TERRA_DARK, 6)
    c.rect(x + 150, y + 20, 34, 42, WHITE)
    c.rect(x + 28, y + 84, wide - 56, 8, SAND)
    c.rect(x + 28, y + 92, wide - 56, 10, INK, opacity=0.4)


@picture("lima-kitchens", seed=71, ground=DUNE)
def lima(c):
    """A community kitchen under a mat roof before dusty hills: three great pots, women cooking and serving, a stack of terracotta plates."""
    rng = c.rng
    c.rect(0, 0, 1600, 600, PAPER)
    for base, tone in ((210, SAND), (330, DUNE), (420, STONE)):
        c.blob([(-200, 900), *wave(2000, base, 60, rng, 130, -200), (1900, 900)], tone)
    for row in range(5):
        for k in range(26):
            x = k * 66 + rng.uniform(-20, 20) - 30
            y = 360 + row * 58 + 34 * math.sin(x / 260 + 1) + rng.uniform(-10, 10)
            w, h = rng.uniform(34, 54), rng.uniform(22, 36)
            c.rect(x, y, w, h, rng.choice([SAND, GREY, WHITE, SLATE, DUNE]))
            c.rect(x - 3, y - 5, w + 6, 6, SLATE)
            c.rect(x + 8, y + 9, 9, 12, INK_2)
    # roof and posts
    c.poly([(-10, 60), (1610, 20), (1610, 112), (-10, 160)], INK)
    for k in range(40):
        c.line([(k * 42 - 10, 160 - k * 1.2), (k * 42 + 20, 62 - k)], SLATE, 3)
    for x in (60, 800, 1510):
        c.rect(x, 100, 24, 800, INK)
    c.curve([(72, 210), (440, 250), (812, 200), (1200, 244), (1522, 184)], INK, 3)
    for k, x in enumerate((200, 330, 470, 610, 960, 1090, 1230, 1370)):
        y = 236 if k not in (0, 7) else 224
        c.poly([(x, y), (x + 74, y), (x + 37, y + 62)], (WHITE, SLATE, STONE, INK_2)[k % 4])
    c.rect(-10, 848, 1620, 230, GREY)
    c.rect(-10, 848, 1620, 8, INK)
    women = [
        (
            300,
            1,
            {
                "wear": "dress",
                "top": WHITE,
                "bottom": SLATE,
                "head": "bun",
                "apron": STONE,
                "skin": SKIN[2],
                "hands": [(0.34, 0.66), (0.28, 0.62)],
            },
        ),
        (
            575,
            1,
            {
                "wear": "dress",
                "top": INK_2,
                "bottom": INK,
                "head": "hat",
                "apron": WHITE,
                "skin": SKIN[2],
                "hands": [(0.3, 0.68), (0.22, 0.6)],
            },
        ),
        (
            975,
            -1,
            {
                "wear": "dress",
                "top": STONE,
                "bottom": GREY,
                "head": "bun",
                "apron": WHITE,
                "skin": SKIN[3],
                "hands": [(0.3, 0.64), (0.2, 0.6)],
            },
        ),
    ]
    for x, facing, look in women:
        person(c, x, 900, 440, facing, edge=SAND, **look)
    for x in (420, 690, 880):
        for k in range(3):
            px = x - 50 + k * 48
            c.curve(
                [
                    (px, 640),
                    (px + 9, 590),
                    (px - 9, 530),
                    (px + 9, 470),
                    (px - 6, 410),
                    (px + 4, 370),
                ],
                WHITE,
                7,
                opacity=0.75,
            )
    c.rect(300, 800, 720, 24, INK)
    for x in (322, 654, 980):
        c.rect(x, 820, 22, 130, INK)
    for x, w, h in ((425, 206, 128), (665, 180, 104), (880, 196, 136)):
        pot(c, x, 800, w, h, INK, SLATE)
        for k in range(5):
            c.poly(
                [(x - 50 + k * 20, 838), (x - 40 + k * 20, 824 - 0), (x - 30 + k * 20, 838)], STONE
            )
    c.line([(450, 690), (432, 580)], DUNE, 13)
    c.line([(716, 710), (728, 596)], DUNE, 11)
    c.line([(846, 680), (836, 590)], DUNE, 11)
    # the serving table and the plates
    c.rect(1060, 742, 560, 26, WHITE)
    c.rect(1060, 768, 560, 9, INK)
    for x in (1086, 1560):
        c.rect(x, 776, 20, 174, INK)
    for k in range(13):
        y = 738 - k * 17
        c.path(
            f"M1118 {y - 13}h190c-6 10 -40 14 -95 14s-89 -4 -95 -14z",
            TERRA if k % 2 == 0 else TERRA_DARK,
        )
    c.ellipse(1213, 738 - 12 * 17 - 13, 95, 9, TERRA_PALE)
    for x, skin, look in (
        (
            1450,
            SKIN[2],
            {"top": INK, "bottom": SLATE, "head": "bare", "hands": [(0.28, 0.57), (0.22, 0.55)]},
        ),
    ):
        person(c, x, 960, 400, -1, "stand", "trousers", skin=skin, edge=STONE, **look)
    c.path("M1298 724h90c-4 16 -20 20 -45 20s-41 -4 -45 -20z", TERRA)
    person(
        c, 1560, 965, 270, -1, "stand", "dress", WHITE, INK_2, SKIN[2], "bun", child=True, edge=GREY
    )
    person(
        c,
        130,
        960,
        410,
        1,
        "walk",
        "trousers",
        SLATE,
        INK,
        SKIN[2],
        "cap",
        hands=[(0.2, 0.5), (-0.16, 0.48)],
        edge=GREY,
    )
    c.poly([(190, 730), (260, 730), (274, 850), (176, 850)], SAND, INK, 4)


@picture("lima-kitchens-detail", SQUARE, seed=19, ground=SLATE)
def lima_plates(c):
    """From above: nine plates in rows, each divided like a reckoning; the same slice of every one is terracotta."""
    for x in range(0, 1200, 60):
        for y in range(0, 1200, 60):
            if (x // 60 + y // 60) % 2:
                c.rect(x, y, 60, 60, "#5d6863")

    def slice_of(x, y, r, start, end, tone):
        points = [(x, y)] + [
            (x + r * math.cos(math.radians(t)), y + r * math.sin(math.radians(t)))
            for t in range(start, end + 1, 3)
        ]
        c.poly(points, tone, WHITE, 5)

    for row in range(3):
        for col in range(3):
            x, y = 210 + col * 390, 210 + row * 390
            c.circle(x + 16, y + 20, 168, INK, opacity=0.45)
            c.circle(x, y, 168, WHITE)
            c.circle(x, y, 150, "none", DUNE, 4)
            turn = -90
            share = 84
            slice_of(x, y, 120, turn, turn + share, TERRA)
            rest = 360 - share
            cuts = [0, 0.3, 0.56, 0.8, 1.0]
            for k, tone in enumerate((INK_2, STONE, GREY, SAND)):
                slice_of(
                    x,
                    y,
                    120,
                    turn + share + int(rest * cuts[k]) // 3 * 3,
                    turn + share + int(rest * cuts[k + 1]) // 3 * 3,
                    tone,
                )
            for _ in range(9):
                t, d = (
                    math.radians(turn + share + rest * 0.42) + c.rng.uniform(-0.3, 0.3),
                    c.rng.uniform(46, 104),
                )
                c.circle(x + d * math.cos(t), y + d * math.sin(t), 6, WHITE)
    for x in (405, 795):
        for y in (210, 600, 990):
            c.line([(x - 8, y - 110), (x - 8, y + 120)], SAND, 9)
            c.ellipse(x - 8, y - 106, 15, 28, SAND)
