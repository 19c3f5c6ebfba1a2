"""Medellín and Amman: stairs with a rail, leases read aloud."""

import math

from .canvas import SQUARE, picture
from .fabric import iso_box, iso_left, iso_right, roof
from .geometry import iso, mix, wave
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
    WHITE,
)
from .people import above, person


@picture("medellin-handrail", seed=21, ground=PAPER)
def medellin(c):
    """A steep hillside of brick houses; a long stair climbs it in flights, and its handrail is terracotta."""
    rng = c.rng
    for base, tone in ((150, SAND), (250, DUNE)):
        c.blob(
            [(-200, 1300), *wave(2000, base, 46, rng, 110, -200), (1900, 1300)],
            tone,
            tension=0.5,
        )
    stair = [
        ((250, 985), (720, 760)),
        ((720, 760), (850, 760)),
        ((850, 760), (545, 545)),
        ((545, 545), (440, 545)),
        ((440, 545), (860, 335)),
        ((860, 335), (985, 335)),
        ((985, 335), (800, 190)),
        ((800, 190), (720, 190)),
        ((720, 190), (900, 90)),
    ]

    def house(x, y, w, h):
        tone = rng.choice([STONE, GREY, SLATE, INK_2, INK_2, INK, SLATE, GREY])
        c.rect(x + 8, y - h + 10, w, h + 40, INK, opacity=0.25)
        c.rect(x, y - h, w, h + 60, tone)
        line = {STONE: GREY, GREY: SLATE, SLATE: INK_2, INK_2: INK, INK: INK_2}[tone]
        if rng.random() < 0.6:
            for k in range(int(y - h) + 10, int(y + 50), 9):
                c.line([(x, k), (x + w, k)], line, 1.6, cap="butt")
        c.rect(x - 5, y - h - 9, w + 10, 11, rng.choice([SAND, WHITE, DUNE]))
        count = max(1, int(w / 44))
        for k in range(count):
            wx = x + w * (k + 0.5) / count - 11
            c.rect(wx - 3, y - h * 0.72 - 3, 28, 34, rng.choice([SAND, WHITE, line]))
            c.rect(wx, y - h * 0.72, 22, 28, INK if tone != INK else SLATE)
        if rng.random() < 0.35:
            tank = x + w * rng.uniform(0.15, 0.7)
            c.rect(tank, y - h - 36, 28, 28, INK)
            c.ellipse(tank + 14, y - h - 36, 14, 4, SLATE)
        elif rng.random() < 0.4:
            left = x + w * 0.2
            c.line([(left, y - h - 8), (left, y - h - 34)], INK, 3)
            c.line([(left + 50, y - h - 8), (left + 50, y - h - 34)], INK, 3)
            c.line([(left, y - h - 32), (left + 50, y - h - 32)], INK, 1.5)
            for k in range(3):
                c.rect(left + 5 + k * 15, y - h - 32, 10, rng.uniform(11, 18), WHITE)

    for row in range(11):
        y = 190 + row * 84
        x = -60 + rng.uniform(-30, 0) + max(0, 330 - row * 105)
        while x < 1640:
            w = rng.uniform(78, 138)
            house(x, y + rng.uniform(-18, 18) - (x - 800) * 0.03, w, rng.uniform(62, 104))
            x += w + rng.uniform(-4, 12)
            if rng.random() < 0.06:
                c.blob(
                    [
                        (x + 26 + 34 * math.cos(t), y - 44 + 40 * math.sin(t))
                        for t in (0, 0.9, 1.8, 2.6, 3.5, 4.4, 5.3)
                    ],
                    INK,
                )
                x += 46
    for a, b in reversed(stair):
        _flight(c, a, b)
    for (x, y), look in (
        (
            (395, 914),
            {
                "pose": "climb",
                "head": "grey",
                "cane": True,
                "top": WHITE,
                "bottom": INK,
                "skin": SKIN[2],
            },
        ),
        (
            (305, 958),
            {"pose": "climb", "head": "cap", "top": STONE, "bottom": INK_2, "skin": SKIN[1]},
        ),
        (
            (800, 758),
            {
                "pose": "stand",
                "wear": "dress",
                "top": WHITE,
                "bottom": STONE,
                "head": "bun",
                "facing": -1,
                "skin": SKIN[3],
            },
        ),
        (
            (620, 598),
            {
                "pose": "climb",
                "head": "hat",
                "facing": -1,
                "top": GREY,
                "bottom": INK,
                "cane": True,
            },
        ),
        (
            (640, 443),
            {
                "pose": "climb",
                "wear": "dress",
                "top": SAND,
                "bottom": SAND,
                "head": "grey",
                "skin": SKIN[1],
            },
        ),
        ((930, 333), {"pose": "walk", "facing": -1, "top": WHITE, "bottom": INK, "head": "bare"}),
    ):
        person(c, x, y, 122 if y > 400 else 104, edge=PAPER, **look)
    for a, b in stair:
        count = max(1, round(math.hypot(b[0] - a[0], b[1] - a[1]) / 74))
        for k in range(count + 1):
            x, y = mix(a, b, k / count)
            c.line([(x, y), (x, y - 62)], TERRA_DARK, 4, cap="butt")
    c.line(
        [(238, 992), (238, 925)] + [(p[0], p[1] - 64) for a, b in stair for p in (a, b)], TERRA, 12
    )
    for x, y in ((850, 760), (440, 545), (985, 335)):
        c.line([(x, y), (x, y - 150)], INK, 6)
        c.line([(x, y - 150), (x + 26, y - 150)], INK, 6)
        c.poly([(x + 8, y - 148), (x + 44, y - 148), (x + 36, y - 134), (x + 16, y - 134)], WHITE)


def _flight(c, a, b):
    """One flight of steps or a landing, with the wall that carries it."""
    wall = [a, b, (b[0], b[1] + 62), (a[0], a[1] + 62)]
    c.poly([(x + 12, y + 16) for x, y in wall], INK, opacity=0.3)
    c.poly(wall, DUNE)
    c.hatch(wall, 12, 90, STONE, 2)
    if a[1] == b[1]:
        c.poly([a, b, (b[0], b[1] + 16), (a[0], a[1] + 16)], WHITE)
        return
    count = max(6, int(abs(b[1] - a[1]) / 16))
    points = [a]
    for k in range(count):
        x0, _y0 = mix(a, b, k / count)
        x1, y1 = mix(a, b, (k + 1) / count)
        points += [(x0, y1), (x1, y1)]
    c.poly([*points, (b[0], b[1] + 24), (a[0], a[1] + 24)], WHITE)
    c.line(points, INK, 2.4)


@picture("medellin-handrail-detail", SQUARE, seed=4, ground=STONE)
def medellin_above(c):
    """From above, in low sun: an older woman with a stick climbs broad steps beside a terracotta rail; long shadows."""
    rng = c.rng
    with c.move(590, 610, -16, 1.32):
        for side in (-1, 1):
            for k in range(-5, 6):
                edge = 330 if side > 0 else -300
                depth, top = rng.uniform(260, 340), k * 170 + rng.uniform(-10, 10)
                quad = [
                    (edge, top),
                    (edge + side * depth, top + 8),
                    (edge + side * depth, top + 152),
                    (edge, top + 150),
                ]
                c.poly(
                    [
                        (edge, top - 20),
                        (edge + side * 800, top - 20),
                        (edge + side * 800, top + 180),
                        (edge, top + 180),
                    ],
                    INK_2,
                )
                roof(
                    c,
                    quad if side > 0 else [quad[1], quad[0], quad[3], quad[2]],
                    rng.choice([GREY, SLATE, STONE]),
                    rng.choice([SLATE, INK_2]),
                    ridges=13,
                    cast=(16, 14),
                )
        c.rect(-300, -900, 630, 1800, SAND)
        for k in range(-15, 16):
            if -2 <= k <= 1:
                continue
            y = k * 56 + (0)
            c.rect(-300, y, 630, 13, GREY)
            c.rect(-300, y + 13, 630, 5, WHITE)
        c.rect(-300, -112, 630, 13, GREY)
        c.rect(-300, -99, 630, 5, WHITE)
        c.rect(-300, 112, 630, 13, GREY)
        c.rect(-300, 125, 630, 5, WHITE)
        c.poly([(-300, -900), (-160, -900), (-160, 900), (-300, 900)], INK, opacity=0.2)
        c.rect(-282, -70, 62, 160, INK)
        for k in range(3):
            c.rect(-278 + k * 19, -66, 15, 152, DUNE)
        for y in (-420, 350):
            c.circle(-252, y, 30, INK)
            for t in range(8):
                c.ellipse(
                    -252 + 30 * math.cos(t * 0.785),
                    y + 30 * math.sin(t * 0.785),
                    22,
                    9,
                    SLATE,
                    turn=t * 45,
                )
        c.rect(204, -900, 26, 1800, INK, opacity=0.3)
        for k in range(-8, 9):
            c.line([(172, k * 112 + 20), (217, k * 112 + 38)], INK, 7, opacity=0.35)
        c.rect(160, -900, 24, 1800, TERRA)
        c.rect(160, -900, 7, 1800, TERRA_DARK)
        for k in range(-8, 9):
            c.rect(152, k * 112 + 8, 40, 22, TERRA_DARK)
        for x, y, look, size in (
            (60, 60, {"cloth": WHITE, "hair": STONE}, 184),
            (-90, 390, {"cloth": INK, "hair": SKIN[0]}, 160),
        ):
            c.poly(
                [
                    (x - 48, y - 10),
                    (x + 48, y + 10),
                    (x + 360, y + 150),
                    (x + 330, y + 200),
                    (x + 250, y + 170),
                ],
                INK,
                opacity=0.32,
            )
            above(c, x, y, size, -92, **look)
        c.line([(136, 46), (164, 0)], WHITE, 34)
        c.circle(168, -10, 20, SKIN[2])
        c.line([(-18, 46), (-26, -14)], WHITE, 34)
        c.line([(-28, -24), (-22, -88)], INK, 10)
        c.circle(-27, -28, 18, SKIN[2])
        c.circle(60, 50, 17, SAND)


@picture("amman-leases", seed=16, ground=SAND)
def amman(c):
    """A hill of pale stone houses; out of one lit window a voice goes in rings over the roofs."""
    rng = c.rng
    at = iso(770, -960, 96)
    size, home = 42, (20, 20)

    def ground(x, y):
        return 4.2 * math.exp(-((x - 18) ** 2 + (y - 19) ** 2) / 60) + 2.6 * math.exp(
            -((x - 29) ** 2 + (y - 16) ** 2) / 40
        )

    for total in range(62):
        for x in range(total - size - 16, size):
            y = total - x - 8
            px, py = at(x, y)
            if not (-200 < px < 1800 and -500 < py < 2000):
                continue
            base, tall = ground(x, y), rng.choice((1.0, 1.3, 1.7, 2.2))
            if (x, y) == (home[0] + 1, home[1] + 1):
                _reading_room(c, at, *home, ground(*home) + 2.7)
            if x - home[0] in (0, 1) and y - home[1] in (0, 1):
                continue
            if rng.random() < 0.07:
                px, py = at(x + 0.5, y + 0.5, base + 0.1)
                c.poly(
                    [
                        at(x, y + 1, base - 1),
                        at(x + 1, y + 1, base - 1),
                        at(x + 1, y, base - 1),
                        at(x, y, base - 1),
                    ],
                    STONE,
                )
                for k in (-1, 1):
                    c.ellipse(px + k * 13, py - 40, 12, 46, INK)
                continue
            w = d = 0.92
            lit = rng.choice((PAPER, WHITE, SAND))
            iso_box(
                c,
                at,
                x,
                y,
                base - 3,
                w,
                d,
                tall + 3,
                lit,
                rng.choice((DUNE, STONE, DUNE)),
                rng.choice((SLATE, GREY, SLATE, INK_2)),
            )
            top = base + tall
            for level in range(1):
                z = top - 0.72 - level * 0.75
                iso_left(c, at, x + 0.16, y + d, z, 0.2, 0.4, INK)
                if rng.random() < 0.4:
                    iso_left(c, at, x + 0.54, y + d, z, 0.2, 0.4, INK)
                iso_right(c, at, x + w, y + 0.3, z, 0.22, 0.4, INK if rng.random() < 0.6 else SAND)
            if rng.random() < 0.2:
                px, py = at(x + 0.3, y + 0.3, top)
                c.rect(px - 6, py - 20, 18, 20, INK)
            if rng.random() < 0.05:
                px, py = at(x + 0.6, y + 0.5, top)
                c.line([(px, py), (px, py - 24)], INK, 3)
                c.arc(px + 7, py - 24, 11, 100, 280, INK, 4)
    wx, wy = at(home[0] + 0.95, home[1] + 1.8, ground(*home) + 1.82)
    for k in range(9):
        c.circle(wx, wy, 158 + k * 76, "none", TERRA, max(2.4, 9 - k * 0.8))


def _reading_room(c, at, x, y, top):
    """The house from which the voice comes: a woman reads aloud at a wide window."""
    iso_box(c, at, x, y, top - 6, 1.85, 1.8, 6, WHITE, PAPER, GREY)
    iso_left(c, at, x + 0.25, y + 1.8, top - 1.5, 1.38, 1.24, INK)
    iso_left(c, at, x + 0.33, y + 1.8, top - 1.42, 1.22, 1.08, TERRA)
    wx, wy = at(x + 0.9, y + 1.8, top - 0.9)
    with c.clip(
        [
            at(x + 0.33, y + 1.8, top - 1.42),
            at(x + 1.55, y + 1.8, top - 1.42),
            at(x + 1.55, y + 1.8, top - 0.34),
            at(x + 0.33, y + 1.8, top - 0.34),
        ]
    ):
        person(
            c,
            wx - 12,
            wy + 118,
            174,
            1,
            "stand",
            "robe",
            INK,
            INK,
            SKIN[1],
            "scarf",
            hands=[(0.24, 0.72), (0.2, 0.7)],
            edge=TERRA,
        )
        c.poly(
            [(wx + 16, wy - 30), (wx + 52, wy - 26), (wx + 48, wy + 22), (wx + 12, wy + 16)], WHITE
        )
    iso_right(c, at, x + 1.85, y + 0.5, top - 1.4, 0.5, 0.9, INK)
    for k in range(3):
        px, py = at(x + 0.5 + k * 0.42, y + 0.4, top)
        c.rect(px - 11, py - 28, 22, 28, (INK, SLATE, INK)[k])


@picture("amman-leases-detail", SQUARE, seed=9, ground=STONE)
def amman_table(c):
    """From above: a round table, five people, glasses of tea, and one sheet of paper that all of them can see."""
    tile = 100
    for row in range(-1, 13):
        for col in range(-1, 13):
            if (row + col) % 2:
                c.rect(col * tile, row * tile, tile, tile, "#bdb49f")
            c.poly(
                [
                    (col * tile + 50, row * tile + 34),
                    (col * tile + 66, row * tile + 50),
                    (col * tile + 50, row * tile + 66),
                    (col * tile + 34, row * tile + 50),
                ],
                GREY,
                opacity=0.5,
            )
    c.circle(624, 640, 330, INK, opacity=0.35)
    people = [
        (-90, SLATE, INK),
        (-18, WHITE, SKIN[0]),
        (54, INK, SKIN[2]),
        (126, SAND, SAND),
        (198, INK_2, STONE),
    ]
    for turn, cloth, hair in people:
        t = math.radians(turn)
        x, y = 600 + 425 * math.cos(t), 610 + 425 * math.sin(t)
        with c.move(x, y, turn):
            c.rect(-52, -96, 168, 192, INK)
            c.rect(-42, -84, 140, 168, GREY)
        c.line([(x, y), (x + 60, y + 70)], INK, 100, opacity=0.3)
        above(c, x, y, 240, turn + 180, cloth, hair)
        if cloth == SAND:
            with c.move(x, y, turn):
                c.ellipse(-6, 0, 60, 54, WHITE)
        for side in (-1, 1):
            s = t + side * 0.26
            shoulder = (600 + 400 * math.cos(s), 610 + 400 * math.sin(s))
            hand = (600 + 268 * math.cos(t + side * 0.2), 610 + 268 * math.sin(t + side * 0.2))
            c.line([shoulder, hand], cloth, 46)
    c.circle(600, 610, 318, INK)
    c.circle(600, 610, 306, DUNE)
    for r in (292, 284):
        c.circle(600, 610, r, "none", STONE, 2)
    c.hatch(
        [(600 + 276 * math.cos(k / 6), 610 + 276 * math.sin(k / 6)) for k in range(38)],
        26,
        12,
        STONE,
        2,
    )
    for turn, cloth, _ in people:
        t = math.radians(turn)
        skin = SKIN[{-90: 1, -18: 0, 54: 3, 126: 2, 198: 1}[turn]]
        for side in (-1, 1):
            reach = 190 if (turn == -90) else 252
            s = t + side * (0.22 if reach > 200 else 0.5)
            hand = (600 + reach * math.cos(s), 610 + reach * math.sin(s))
            rim = (600 + 330 * math.cos(t + side * 0.25), 610 + 330 * math.sin(t + side * 0.25))
            c.line([rim, hand], cloth, 46)
            c.circle(*hand, 24, skin)
        s = t + 0.62
        x, y = 600 + 226 * math.cos(s), 610 + 226 * math.sin(s)
        c.circle(x + 8, y + 10, 26, INK, opacity=0.35)
        c.circle(x, y, 27, WHITE)
        c.circle(x, y, 19, GREY)
        c.circle(x, y, 19, "none", INK, 2)
    with c.move(600, 600, -8):
        c.rect(-96, -120, 204, 264, INK, opacity=0.35)
        c.rect(-104, -132, 204, 264, TERRA)
        for k in range(11):
            c.line([(-78, -98 + k * 19), (74 if k % 4 != 3 else 10, -98 + k * 19)], WHITE, 4.5)
        c.line([(-76, 112), (-40, 100), (-20, 116), (10, 100)], WHITE, 4)
        c.circle(56, 104, 15, "none", WHITE, 4)
