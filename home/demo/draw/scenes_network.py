"""The network's own pages: home, about, framework, take part."""

import math

from .canvas import picture
from .fabric import iso_box
from .geometry import along, contour_lines, far, inset, iso, parcels, rounded, wave
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
    TEAL,
    TEAL_MID,
    TEAL_PALE,
    TERRA,
    TERRA_DARK,
    WHITE,
)
from .people import person, seated_in_chair


def _patch(c, kind, x, y, w, h):
    """One piece of city, as if cut from a map and sewn in."""
    rng = c.rng
    area = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    with c.clip(area):
        if kind == "lanes":
            c.poly(area, SAND)
            for plot in parcels(
                [
                    (x - 20, y - 30),
                    (x + w + 30, y - 10),
                    (x + w + 10, y + h + 30),
                    (x - 30, y + h + 10),
                ],
                rng,
                30,
                0.3,
            ):
                home = inset(list(plot), 3)
                if home:
                    c.poly(home, rng.choice((INK, INK, INK_2)))
        elif kind == "water":
            c.poly(area, TEAL_PALE)
            for k in range(int(h / 17) + 4):
                c.curve(wave(w + 60, y - 20 + k * 17, 7, rng, 44, x - 30), TEAL_MID, 3)
            c.blob(
                [(x - 20, y + h + 40)]
                + [(px, py) for px, py in wave(w + 40, y + h * 0.76, 16, rng, 50, x - 20)]
                + [(x + w + 40, y + h + 40)],
                SAND,
            )
            for k in range(7):
                c.rect(x + 10 + k * w / 7, y + h * 0.86, w / 10, h * 0.12, INK)
        elif kind == "hill":
            c.poly(area, DUNE)
            px, py = x + w * 0.4, y + h * 0.6

            def height(a, b):
                return math.hypot((a - px) * 0.8, b - py) + 22 * math.sin(a / 38) * math.cos(b / 52)

            for level, lines in contour_lines(
                height, x - 12, y - 12, x + w + 12, y + h + 12, range(14, 460, 17), 12
            ):
                for line in lines:
                    c.curve(
                        line[::2] + line[-1:],
                        INK if level % 51 < 17 else SLATE,
                        3.4 if level % 51 < 17 else 2,
                    )
        elif kind == "blocks":
            c.poly(area, INK)
            for i in range(-1, 6):
                for j in range(-1, 6):
                    a, b = x + i * 62 + 6, y + j * 62 + 6
                    c.poly(
                        [
                            (a + 12, b),
                            (a + 40, b),
                            (a + 52, b + 12),
                            (a + 52, b + 40),
                            (a + 40, b + 52),
                            (a + 12, b + 52),
                            (a, b + 40),
                            (a, b + 12),
                        ],
                        STONE,
                    )
                    c.rect(a + 16, b + 16, 20, 20, INK_2)
        elif kind == "roofs":
            c.poly(area, INK_2)
            for i in range(-1, 8):
                for j in range(-1, 9):
                    a, b = x + i * 52 + j % 2 * 20, y + j * 42
                    c.rect(a, b, 42, 17, SAND)
                    c.rect(a, b + 17, 42, 15, GREY)
        elif kind == "rings":
            c.poly(area, PAPER)
            for r in range(24, 520, 34):
                for t in range(0, 92, max(3, int(700 / r))):
                    a, b = math.radians(t), math.radians(t + max(3, int(700 / r)) - 1.0 - 90 / r)
                    c.poly(
                        [
                            (x + r * math.cos(a), y + h - r * math.sin(a)),
                            (x + (r + 24) * math.cos(a), y + h - (r + 24) * math.sin(a)),
                            (x + (r + 24) * math.cos(b), y + h - (r + 24) * math.sin(b)),
                            (x + r * math.cos(b), y + h - r * math.sin(b)),
                        ],
                        rng.choice((INK, SLATE, INK)),
                    )
        elif kind == "fields":
            c.poly(area, SAND)
            for plot in parcels(
                [(x - 10, y), (x + w, y - 20), (x + w + 30, y + h), (x, y + h + 20)], rng, 96, 0.3
            ):
                home = inset(list(plot), 4)
                if home:
                    c.poly(home, DUNE)
                    c.hatch(
                        home,
                        rng.choice((8, 11)),
                        rng.uniform(0, 180),
                        rng.choice((SLATE, GREY, INK)),
                        3,
                    )
        elif kind == "towers":
            c.poly(area, DUNE)
            for i in range(5):
                for j in range(5):
                    a, b = x + 8 + i * 74 + rng.uniform(-4, 4), y + 10 + j * 74
                    s = rng.uniform(30, 44)
                    c.poly(
                        [
                            (a, b),
                            (a + s, b),
                            (a + s + 40, b + 34),
                            (a + s + 40, b + s + 34),
                            (a + 40, b + s + 34),
                            (a, b + s),
                        ],
                        INK,
                        opacity=0.6,
                    )
                    c.rect(a, b, s, s, WHITE)
                    c.rect(a + 7, b + 7, s - 14, s - 14, STONE)
        elif kind == "courts":
            c.poly(area, STONE)
            for plot in parcels(
                [(x - 10, y - 10), (x + w + 20, y), (x + w, y + h + 20), (x, y + h + 10)],
                rng,
                54,
                0.25,
            ):
                home = inset(list(plot), 3)
                court = home and inset(home, 14)
                if home:
                    c.poly(home, INK_2)
                if court:
                    c.poly(court, SAND)
        elif kind == "trees":
            c.poly(area, SLATE)
            for i in range(9):
                for j in range(9):
                    a, b = x + i * 40 + j % 2 * 20, y + j * 38
                    c.circle(a + 4, b + 5, 15, INK)
                    c.circle(a, b, 15, (GREY, STONE, GREY, DUNE)[(i * 3 + j) % 4])


@picture("home", seed=101, ground=PAPER)
def home(c):
    """A quilt of city plans, each with its own grain, sewn together by one terracotta thread with its needle."""
    kinds = [
        ["lanes", "hill", "water", "blocks", "courts"],
        ["towers", "courts", "roofs", "lanes", "hill"],
        ["rings", "trees", "lanes", "fields", "water"],
        ["fields", "blocks", "hill", "towers", "roofs"],
    ]
    xs = [
        [-20, 300, 640, 980, 1300, 1620],
        [-20, 340, 600, 960, 1250, 1620],
        [-20, 260, 640, 930, 1320, 1620],
        [-20, 320, 590, 980, 1280, 1620],
    ]
    ys = [-20, 250, 540, 800, 1090]
    for row in range(4):
        for k, kind in enumerate(kinds[row]):
            x, right = xs[row][k], xs[row][k + 1]
            y, h = ys[row], ys[row + 1] - ys[row]
            _patch(c, kind, x + 5, y + 5, right - x - 10, h - 10)
            for a, b in (
                ((x + 13, y + 13), (right - 13, y + 13)),
                ((x + 13, y + h - 13), (right - 13, y + h - 13)),
                ((x + 13, y + 13), (x + 13, y + h - 13)),
                ((right - 13, y + 13), (right - 13, y + h - 13)),
            ):
                c.line([a, b], WHITE, 3, dash="13 10", cap="butt")
    way = rounded(
        [
            (-40, 860),
            (250, 700),
            (330, 500),
            (560, 560),
            (700, 660),
            (900, 500),
            (980, 300),
            (1180, 400),
            (1290, 560),
        ],
        4,
    )
    c.line(way, PAPER, 30)
    for (x, y), turn in along(way, 46):
        a, b = (
            (x - 15 * math.cos(turn), y - 15 * math.sin(turn)),
            (x + 15 * math.cos(turn), y + 15 * math.sin(turn)),
        )
        c.line([a, b], TERRA, 13)
    end = way[-1]
    with c.move(end[0], end[1], 52):
        c.blob([(-6, 0), (14, -10), (150, -7), (236, 0), (150, 7), (14, 10)], INK, opacity=0.35)
        c.blob(
            [(-16, -6), (6, -15), (150, -11), (240, -5), (150, 2), (6, 5)],
            WHITE,
            INK,
            3,
            tension=0.5,
        )
        c.ellipse(16, -5, 14, 4, INK)


@picture("about", seed=102, ground=PAPER)
def about(c):
    """A great tree on an open square; people of all ages sit and stand in its shade, and one terracotta chair is free."""
    rng = c.rng
    x = -40
    while x < 1660:
        w, h = rng.uniform(70, 150), rng.uniform(110, 330)
        c.rect(x, 780 - h, w, h, SAND)
        for j in range(int(h / 44)):
            for k in range(int(w / 34)):
                c.rect(x + 10 + k * 34, 780 - h + 14 + j * 44, 14, 20, DUNE)
        if rng.random() < 0.3:
            c.poly([(x, 780 - h), (x + w / 2, 740 - h), (x + w, 780 - h)], SAND)
        x += w + rng.uniform(0, 16)
    c.rect(-10, 778, 1620, 300, DUNE)
    c.rect(-10, 776, 1620, 5, STONE)
    c.ellipse(800, 915, 690, 96, STONE)
    c.blob(
        [
            (742, 880),
            (762, 700),
            (740, 560),
            (640, 430),
            (666, 418),
            (770, 510),
            (776, 380),
            (804, 380),
            (812, 500),
            (930, 410),
            (952, 428),
            (850, 566),
            (836, 700),
            (866, 880),
            (804, 868),
        ],
        INK,
        tension=0.6,
    )
    crowns = [
        (430, 330, 190),
        (600, 210, 210),
        (820, 160, 220),
        (1030, 230, 210),
        (1180, 350, 180),
        (700, 350, 180),
        (930, 370, 170),
        (560, 400, 130),
        (1060, 430, 120),
    ]
    for k, (x, y, r) in enumerate(crowns):
        c.circle(x, y, r, INK_2 if k < 5 else SLATE)
    for _ in range(520):
        x, y, r = crowns[rng.randrange(len(crowns))]
        t, d = rng.uniform(0, 6.28), r * math.sqrt(rng.random()) * 0.95
        px, py = x + d * math.cos(t), y + d * math.sin(t)
        c.ellipse(px, py, 13, 6, rng.choice((SLATE, GREY, INK, GREY)), turn=rng.uniform(-60, 60))

    def chair(x, y, tone, facing=1, h=190):
        for px, top in ((-0.09, 0.56), (0.13, 0.26)):
            c.line([(x + px * h * facing, y), (x + px * h * facing, y - top * h)], tone, 9)
        c.line(
            [(x - 0.1 * h * facing, y - 0.26 * h), (x + 0.15 * h * facing, y - 0.26 * h)], tone, 12
        )
        c.rect(x - 0.13 * h if facing > 0 else x + 0.05 * h, y - 0.57 * h, 0.08 * h, 0.2 * h, tone)

    sitting = [
        (330, 900, 1, {"top": WHITE, "bottom": INK, "head": "scarf", "skin": SKIN[3]}),
        (480, 940, 1, {"top": INK, "bottom": SLATE, "head": "bare", "skin": SKIN[0]}),
        (1030, 950, -1, {"top": WHITE, "bottom": INK, "head": "bun", "skin": SKIN[1]}),
        (1190, 915, -1, {"top": SLATE, "bottom": INK, "head": "grey", "skin": SKIN[2]}),
    ]
    for x, y, facing, look in sitting:
        chair(x, y, INK, facing)
        person(c, x, y + 2, 230, facing, "sit", edge=STONE, **look)
    seated_in_chair(
        c, 620, 962, 232, 1, top=GREY, bottom=INK_2, skin=SKIN[2], head="grey", edge=STONE
    )
    person(
        c,
        200,
        900,
        236,
        1,
        "stand",
        "dress",
        GREY,
        INK_2,
        SKIN[0],
        "wrap",
        edge=PAPER,
        hands=[(0.1, 0.5), (0.02, 0.5)],
    )
    person(
        c,
        900,
        910,
        240,
        -1,
        "stand",
        "trousers",
        WHITE,
        INK,
        SKIN[1],
        "hat",
        hands=[(0.26, 0.72), (-0.08, 0.44)],
        edge=INK,
    )
    person(c, 1320, 930, 236, -1, "walk", "robe", INK_2, INK_2, SKIN[2], "scarf", edge=STONE)
    person(
        c,
        1392,
        934,
        146,
        -1,
        "walk",
        "trousers",
        WHITE,
        INK,
        SKIN[2],
        "bare",
        edge=DUNE,
        child=True,
    )
    person(
        c, 1510, 915, 238, -1, "walk", "trousers", GREY, INK, SKIN[1], "cap", cane=True, edge=DUNE
    )
    c.ellipse(790, 1004, 80, 10, GREY)
    chair(780, 1002, TERRA, 1, 270)
    c.line([(780 - 0.09 * 270 + 16, 1000), (780 - 0.09 * 270 + 16, 930)], TERRA_DARK, 7)
    c.line([(780 + 0.13 * 270 + 12, 1000), (780 + 0.13 * 270 + 12, 936)], TERRA_DARK, 7)


@picture("framework", seed=103, ground=SAND)
def framework(c):
    """Four sheets hang one above another: water, houses, streets, people; terracotta lines run through the same places on all of them."""
    rng = c.rng
    places = [(3.0, 6.4), (6.4, 3.0), (7.6, 7.2)]
    sheets = [(690, INK), (490, GREY), (290, WHITE), (90, PAPER)]
    frames = []
    for k, (level, tone) in enumerate(sheets):
        at = iso(800, level, 58, 0.25)
        frames.append(at)
        corners = [at(0, 0), at(12, 0), at(12, 12), at(0, 12)]
        c.poly([(x + 10, y + 22) for x, y in corners], INK, opacity=0.16)
        c.poly(corners, tone)
        c.poly(
            [
                at(0, 12),
                at(12, 12),
                (at(12, 12)[0], at(12, 12)[1] + 8),
                (at(0, 12)[0], at(0, 12)[1] + 8),
            ],
            STONE,
        )
        c.poly(
            [
                at(12, 12),
                at(12, 0),
                (at(12, 0)[0], at(12, 0)[1] + 8),
                (at(12, 12)[0], at(12, 12)[1] + 8),
            ],
            GREY,
        )
        with c.clip(corners):
            if k == 0:
                river = [
                    at(x, 5.2 + 1.7 * math.sin(x / 2.1)) for x in [i * 0.5 - 1 for i in range(29)]
                ]
                c.curve(river, TEAL, 58)
                c.curve(river, TEAL_MID, 4, dash="30 20")
                for j in range(9):
                    c.curve(
                        [
                            at(x, j * 1.5 + 0.7 * math.sin(x / 2 + j))
                            for x in [i * 0.8 - 1 for i in range(19)]
                        ],
                        SLATE,
                        2.5,
                    )
            elif k == 1:
                for j in (2, 4.6, 8.2, 10.4):
                    c.line([at(j, -1), at(j + 0.6, 13)], PAPER, 13)
                    c.line([at(-1, j), at(13, j - 0.5)], PAPER, 13)
                c.line([at(-1, 11), at(13, 1)], PAPER, 20)
                c.line([at(-1, 11), at(13, 1)], INK, 3, dash="18 14")
            elif k == 2:
                spots = [
                    (x + 0.2, y + 0.2) for x in range(12) for y in range(12) if rng.random() < 0.74
                ]
                for x, y in sorted(spots, key=lambda s: s[0] + s[1]):
                    if any(far((x + 0.35, y + 0.35), p) < 1.0 for p in places):
                        continue
                    iso_box(
                        c,
                        at,
                        x,
                        y,
                        0,
                        0.68,
                        0.68,
                        rng.choice((0.25, 0.4, 0.6, 0.9)),
                        SAND,
                        STONE,
                        INK_2,
                    )
            else:
                for _ in range(300):
                    x, y = rng.uniform(0.4, 11.6), rng.uniform(0.4, 11.6)
                    px, py = at(x, y)
                    if any(far((x, y), p) < 0.7 for p in places):
                        continue
                    c.ellipse(px, py, 7.5, 4.2, rng.choice((INK, SLATE, GREY, INK)))
                    c.circle(px, py - 7, 4.2, INK)
        if k < 3:
            above_level = iso(800, sheets[k + 1][0], 58, 0.25)
            for place in places:
                c.line([at(*place), above_level(*place)], TERRA, 8, cap="butt")
    for k, at in enumerate(frames):
        for place in places:
            x, y = at(*place)
            if k == 3:
                c.line([(x, y), (x, y - 76)], TERRA, 8)
                c.rect(x - 17, y - 108, 34, 34, TERRA)
            c.ellipse(x, y, 26, 14, "none", TERRA, 6)
            c.ellipse(x, y, 12, 6.5, TERRA)


@picture("take-part", seed=104, ground=PAPER)
def take_part(c):
    """Side view: people of all kinds carry one long terracotta plank towards a canal that it will bridge."""
    rng = c.rng
    for base, tone in ((420, SAND), (520, "#dacfb9")):
        x = -60
        c.rect(0, base, 1600, 500, tone)
        while x < 1660:
            w, h = rng.uniform(60, 150), rng.uniform(40, 240)
            c.rect(x, base - h, w, h + 420, tone)
            if rng.random() < 0.25:
                c.circle(x + w / 2, base - h, w * 0.36, tone)
            for j in range(int(h / 38)):
                for k in range(int(w / 32)):
                    c.rect(
                        x + 10 + k * 32,
                        base - h + 14 + j * 38,
                        12,
                        18,
                        PAPER if tone == SAND else SAND,
                    )
            x += w + rng.uniform(0, 12)
    c.rect(-10, 820, 1160, 300, INK)
    c.rect(-10, 808, 1160, 18, SLATE)
    for row in range(6):
        for k in range(13):
            c.rect(
                k * 92 - (row % 2) * 46,
                838 + row * 42,
                min(84, 1144 - k * 92 + (row % 2) * 46),
                34,
                INK_2,
            )
    c.rect(1490, 820, 200, 300, INK)
    c.rect(1490, 808, 200, 18, SLATE)
    c.rect(1150, 900, 340, 200, TEAL)
    with c.clip([(1150, 0), (1490, 0), (1490, 1067), (1150, 1067)]):
        for k in range(6):
            c.curve(wave(360, 912 + k * 28, 4, rng, 40, 1140), TEAL_MID, 3)
        c.rect(1150, 898, 340, 5, TEAL_PALE)
    back = [
        (176, 300, {"top": GREY, "bottom": INK, "head": "bare", "skin": SKIN[1]}),
        (
            420,
            292,
            {"wear": "dress", "top": SLATE, "bottom": SLATE, "head": "scarf", "skin": SKIN[3]},
        ),
        (668, 300, {"top": STONE, "bottom": INK_2, "head": "cap", "skin": SKIN[0]}),
        (930, 294, {"wear": "dress", "top": DUNE, "bottom": GREY, "head": "bun", "skin": SKIN[2]}),
    ]
    for x, h, look in back:
        person(c, x, 800, h, 1, "walk", hands=[(0.1, 193 / h), (0.04, 193 / h)], edge=PAPER, **look)
    plank = [(40, 586), (1290, 586), (1290, 626), (40, 626)]
    c.poly(plank, TERRA)
    c.poly([(40, 614), (1290, 614), (1290, 626), (40, 626)], TERRA_DARK)
    for y in (594, 604):
        c.line([(70, y), (1260, y)], TERRA_DARK, 2, dash="120 30 60 44", opacity=0.7)
    front = [
        (292, 320, {"wear": "dress", "top": WHITE, "bottom": INK, "head": "wrap", "skin": SKIN[0]}),
        (800, 322, {"top": INK, "bottom": SLATE, "head": "grey", "skin": SKIN[2]}),
        (1062, 326, {"top": WHITE, "bottom": INK, "head": "bare", "skin": SKIN[1]}),
    ]
    for x, h, look in front:
        person(
            c, x, 812, h, 1, "walk", hands=[(0.13, 184 / h), (-0.13, 186 / h)], edge=PAPER, **look
        )
    seated_in_chair(
        c,
        545,
        812,
        330,
        1,
        top=INK_2,
        bottom=INK,
        skin=SKIN[1],
        head="hat",
        hands=[(0.2, 0.555), (0.08, 0.52)],
        edge=STONE,
    )
    person(
        c,
        1540,
        808,
        310,
        -1,
        "stand",
        "dress",
        GREY,
        INK,
        SKIN[2],
        "bun",
        hands=[(0.34, 0.66), (0.3, 0.6)],
        edge=PAPER,
    )
    person(
        c,
        80,
        812,
        190,
        1,
        "walk",
        "trousers",
        WHITE,
        INK,
        SKIN[1],
        "bare",
        hands=[(0.2, 0.98), (0.12, 0.95)],
        edge=SAND,
        child=True,
    )
