"""Dhaka and São Paulo: work that moves to dawn, a shelter's open door."""

from .canvas import SQUARE, picture
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


def _machine(c, x, y, s, body=INK, light=SAND):
    """A sewing machine from the side, its base standing on (x, y), s high."""

    def at(px, py):
        return x + px * s, y - py * s

    c.poly([at(-0.8, 0), at(0.8, 0), at(0.8, 0.14), at(-0.8, 0.14)], body)
    c.blob(
        [
            at(0.36, 0.1),
            at(0.72, 0.1),
            at(0.7, 0.5),
            at(0.78, 0.86),
            at(0.7, 1.0),
            at(0.2, 0.95),
            at(-0.3, 0.93),
            at(-0.62, 0.98),
            at(-0.68, 0.9),
            at(-0.68, 0.5),
            at(-0.48, 0.5),
            at(-0.42, 0.7),
            at(-0.2, 0.74),
            at(0.2, 0.74),
            at(0.38, 0.62),
            at(0.4, 0.3),
        ],
        body,
        tension=0.4,
    )
    c.line([at(-0.58, 0.5), at(-0.58, 0.14)], GREY, s * 0.035)
    c.circle(*at(0.84, 0.78), s * 0.17, body)
    c.circle(*at(0.84, 0.78), s * 0.1, "none", light, s * 0.025)
    c.line([at(-0.4, 0.84), at(0.5, 0.86)], light, s * 0.018)
    c.rect(*at(0.28, 1.12), s * 0.09, s * 0.16, light)


@picture("dhaka-dawn", seed=41, ground=SAND)
def dhaka(c):
    """Dawn over tin roofs: women sew in four open-fronted rooms while the sun, large and low, is still behind the houses."""
    rng = c.rng
    for k, tone in enumerate(("#e6dcc8", "#e3d7c0", "#dfd1b8", "#dccbb0")):
        c.rect(0, 150 + k * 105, 1600, 500, tone)
    c.circle(800, 520, 250, TERRA)
    for k in range(6):
        y = 380 + k * 34
        c.rect(500, y, 640, 3 + k * 2.4, "#dccbb0")
    x = -30
    while x < 1640:
        w, h = rng.uniform(54, 130), rng.uniform(60, 190)
        c.rect(x, 560 - h, w, h + 100, STONE)
        for k in range(int(w / 26)):
            for j in range(int(h / 34)):
                if rng.random() < 0.75:
                    c.rect(x + 8 + k * 26, 560 - h + 12 + j * 34, 11, 15, GREY)
        if rng.random() < 0.3:
            c.line([(x + w / 2, 560 - h), (x + w / 2, 560 - h - 46)], STONE, 4)
        x += w + rng.uniform(-4, 10)
    x = -60
    while x < 1660:
        w, h = rng.uniform(110, 220), rng.uniform(20, 100)
        c.rect(x, 590 - h, w, h + 60, SLATE)
        c.poly(
            [
                (x - 12, 590 - h),
                (x + w + 12, 590 - h - 16),
                (x + w + 12, 590 - h),
                (x - 12, 590 - h + 14),
            ],
            INK_2,
        )
        if rng.random() < 0.5:
            c.line(
                [
                    (x + 20, 590 - h),
                    (x + 20, 540 - h),
                    (x + w - 20, 540 - h),
                    (x + w - 20, 580 - h),
                ],
                INK,
                2.5,
            )
            for k in range(int((w - 50) / 24)):
                c.rect(
                    x + 26 + k * 24,
                    542 - h,
                    18,
                    rng.uniform(16, 34),
                    rng.choice([WHITE, DUNE, GREY]),
                )
        x += w + rng.uniform(0, 18)
    # tin roof of the row and its rooms
    c.poly([(-10, 590), (1610, 590), (1610, 668), (-10, 668)], INK_2)
    for x in range(0, 1600, 20):
        c.rect(x, 590, 8, 78, INK)
    c.rect(-10, 664, 1620, 14, INK)
    c.rect(-10, 678, 1620, 400, INK)
    looks = [
        {"top": WHITE, "head": "bun", "skin": SKIN[2]},
        {"top": STONE, "head": "scarf", "skin": SKIN[1]},
        {"top": DUNE, "head": "grey", "skin": SKIN[2]},
        {"top": GREY, "head": "scarf", "skin": SKIN[3]},
    ]
    for k, look in enumerate(looks):
        left = 26 + k * 396
        c.rect(left, 692, 366, 300, DUNE if k % 2 else SAND)
        c.rect(left, 692, 366, 26, INK, opacity=0.22)
        c.line([(left + 120, 692), (left + 120, 742)], INK, 3)
        c.poly([(left + 104, 742), (left + 136, 742), (left + 142, 758), (left + 98, 758)], INK)
        c.circle(left + 120, 766, 10, WHITE)
        c.rect(left + 286, 730, 12, 70, WHITE)
        c.rect(left + 289, 778, 6, 20, INK)
        if k in (0, 2):
            c.line([(left + 10, 742), (left + 88, 742)], INK, 2.5)
            for j in range(3):
                c.rect(left + 14 + j * 26, 742, 19, rng.uniform(60, 96), (WHITE, GREY, SLATE)[j])
        else:
            c.rect(left + 20, 732, 60, 74, SLATE)
            c.rect(left + 47, 732, 5, 74, WHITE)
        facing = 1
        c.rect(left + 48, 926, 96, 12, INK)
        for px in (58, 126):
            c.rect(left + px, 934, 9, 58, INK)
        person(
            c,
            left + 92,
            994,
            262,
            facing,
            "sit",
            bottom=INK_2,
            hands=[(0.36, 0.43), (0.42, 0.44)],
            edge=DUNE,
            **look,
        )
        c.rect(left + 156, 896, 196, 12, INK)
        for px in (168, 332):
            c.rect(left + px, 900, 10, 92, INK)
        _machine(c, left + 252, 896, 78)
        c.blob(
            [
                (left + 170, 894),
                (left + 226, 886),
                (left + 232, 898),
                (left + 190, 904),
                (left + 184, 960),
                (left + 160, 972),
                (left + 150, 930),
            ],
            WHITE,
            tension=0.5,
        )
    c.rect(-10, 992, 1620, 80, GREY)
    c.rect(-10, 992, 1620, 8, INK)
    for x, y in ((210, 1040), (760, 1046), (1330, 1038)):
        c.ellipse(x, y, 80, 9, SLATE, opacity=0.4)


@picture("dhaka-dawn-detail", SQUARE, seed=2, ground=SAND)
def dhaka_machine(c):
    """A sewing machine on a table by a window, cloth running off the edge; on the wall a thermometer with a short red column."""
    c.rect(0, 0, 1200, 1200, SAND)
    for y in range(0, 860, 34):
        c.line([(0, y), (1200, y)], DUNE, 3, cap="butt")
    c.rect(96, 96, 470, 470, INK)
    c.rect(114, 114, 434, 434, DUNE)
    with c.clip([(114, 114), (548, 114), (548, 548), (114, 548)]):
        c.circle(330, 548, 130, WHITE)
        for k in range(9):
            x = 96 + k * 56
            c.rect(x, 470 - (k * 37 % 90), 52, 300, GREY if k % 2 else STONE)
            c.poly(
                [
                    (x - 6, 474 - (k * 37 % 90)),
                    (x + 58, 466 - (k * 37 % 90)),
                    (x + 58, 456 - (k * 37 % 90)),
                    (x - 6, 462 - (k * 37 % 90)),
                ],
                SLATE,
            )
    for x in (214, 330, 446):
        c.rect(x - 5, 96, 10, 470, INK)
    c.rect(76, 560, 510, 26, INK)
    c.rect(900, 110, 130, 500, INK, opacity=0.25)
    c.rect(884, 92, 130, 500, WHITE)
    c.rect(936, 136, 26, 372, DUNE)
    c.circle(949, 520, 40, TERRA)
    c.rect(939, 350, 20, 170, TERRA)
    for k in range(13):
        c.line(
            [(976, 150 + k * 28), (1000 if k % 4 == 0 else 990, 150 + k * 28)], INK, 4, cap="butt"
        )
    c.rect(0, 930, 1200, 40, INK)
    c.rect(0, 970, 1200, 230, SLATE)
    for x in (130, 560, 990):
        c.rect(x, 1006, 300, 130, INK_2)
        c.circle(x + 150, 1070, 13, STONE)
    _machine(c, 640, 930, 330)
    c.blob(
        [
            (-60, 912),
            (150, 880),
            (330, 846),
            (470, 868),
            (520, 884),
            (512, 930),
            (420, 928),
            (330, 930),
            (300, 1000),
            (318, 1110),
            (270, 1240),
            (-60, 1240),
        ],
        WHITE,
        tension=0.5,
    )
    for dx in (0, 70, 150, 210):
        c.curve(
            [(60 + dx, 900 - dx * 0.16), (44 + dx, 960), (70 + dx, 1080), (30 + dx, 1220)], STONE, 5
        )
    c.line([(330, 886), (512, 906)], INK, 4, dash="14 10")
    for x, tone in ((1010, GREY), (1090, INK_2)):
        c.rect(x, 858, 50, 72, tone)
        c.rect(x - 8, 850, 66, 12, DUNE)
        c.rect(x - 8, 920, 66, 12, DUNE)


@picture("sao-paulo-shelter", seed=51, ground=PAPER)
def sao_paulo(c):
    """Morning between high towers: the shutters of one house are closed, its terracotta door is open, and people come in from work with a cart and a dog."""
    rng = c.rng
    c.circle(1390, 240, 96, WHITE)
    for depth, tone, lit in ((0, SAND, PAPER), (1, DUNE, SAND), (2, STONE, DUNE)):
        x = -60
        while x < 1660:
            w = rng.uniform(100, 190)
            h = rng.uniform(340, 640) - depth * 120 + (rng.random() < 0.25) * 120
            c.rect(x, 760 - h, w, h, tone)
            c.rect(x + w * 0.86, 760 - h, w * 0.14, h, GREY, opacity=0.35)
            nx = max(3, int(w / 24))
            for j in range(int(h / 32) - 1):
                for k in range(nx):
                    chance = rng.random()
                    if chance < 0.72:
                        c.rect(
                            x + 10 + k * (w - 20) / nx,
                            760 - h + 16 + j * 32,
                            (w - 20) / nx - 7,
                            14,
                            lit,
                        )
            x += w + rng.uniform(-6, 26)
    # viaduct
    c.rect(-10, 496, 640, 40, INK)
    c.rect(-10, 484, 640, 12, SLATE)
    c.poly([(630, 484), (1010, 452), (1010, 504), (630, 536)], INK)
    for px in (90, 470):
        c.poly([(px, 536), (px + 84, 536), (px + 66, 800), (px + 18, 800)], INK)
    # the house
    c.rect(640, 420, 640, 400, SLATE)
    for k in range(11):
        c.line([(640, 446 + k * 36), (1280, 446 + k * 36)], INK_2, 3, cap="butt")
    c.rect(620, 400, 680, 28, GREY)
    for x in (680, 1120):
        c.rect(x, 500, 120, 150, INK)
        for k in range(11):
            c.rect(x + 8, 508 + k * 12.5, 50, 7, GREY)
            c.rect(x + 62, 508 + k * 12.5, 50, 7, GREY)
    c.rect(-10, 812, 1620, 270, DUNE)
    c.rect(-10, 806, 1620, 10, GREY)
    for x in range(-80, 1700, 110):
        c.line([(x, 816), (x + (x - 960) * 0.5, 1080)], STONE, 3)
    c.line([(-10, 890), (1610, 890)], STONE, 3)
    c.rect(838, 466, 244, 350, INK)
    c.rect(856, 484, 208, 330, TERRA)
    c.poly([(640, 820), (1280, 820), (1010, 1010), (330, 1010)], INK, opacity=0.12)
    for x, y, reach in (
        (740, 930, 190),
        (540, 930, 150),
        (250, 920, 170),
        (1230, 940, 190),
        (838, 944, 80),
    ):
        c.poly(
            [(x - 24, y - 4), (x + 24, y - 4), (x - reach + 10, y + 74), (x - reach - 40, y + 74)],
            SLATE,
            opacity=0.4,
        )
    c.poly([(1064, 484), (1064, 814), (1130, 850), (1130, 470)], INK_2)
    c.poly([(1074, 500), (1120, 490), (1120, 826), (1074, 804)], INK)
    person(
        c,
        902,
        818,
        268,
        1,
        "stand",
        "dress",
        WHITE,
        INK,
        SKIN[1],
        "bun",
        hands=[(0.26, 0.6), (0.05, 0.45)],
        edge=TERRA,
    )
    # coming in
    person(
        c,
        740,
        930,
        300,
        1,
        "walk",
        "trousers",
        WHITE,
        INK,
        SKIN[0],
        "cap",
        hands=[(-0.24, 0.44), (-0.2, 0.46)],
        edge=DUNE,
    )
    c.poly([(440, 770), (660, 770), (640, 880), (456, 880)], GREY)
    c.hatch([(440, 770), (660, 770), (640, 880), (456, 880)], 18, 90, INK, 4)
    for x, y, w, h, tone in (
        (450, 700, 90, 70, SAND),
        (536, 724, 100, 48, STONE),
        (470, 660, 70, 44, SLATE),
    ):
        c.rect(x, y, w, h, tone)
        c.line([(x, y + h / 2), (x + w, y + h / 2)], INK, 3)
    c.line([(650, 790), (700, 800)], GREY, 9)
    for x in (496, 610):
        c.circle(x, 894, 38, INK)
        c.circle(x, 894, 38, "none", INK, 7)
        c.circle(x, 894, 8, STONE)
    _dog(c, 838, 944, 96, INK)
    person(c, 250, 920, 290, 1, "walk", "dress", WHITE, SLATE, SKIN[2], "scarf", edge=DUNE, bag=INK)
    person(
        c, 1230, 940, 300, -1, "walk", "trousers", GREY, INK, SKIN[1], "grey", cane=True, edge=DUNE
    )


def _dog(c, x, y, s, tone, facing=1):
    """A dog from the side, feet at (x, y), s long."""

    def at(px, py):
        return x + px * s * facing, y - py * s

    for px in (-0.38, -0.28, 0.26, 0.36):
        c.line([at(px, 0.34), at(px + 0.02, 0.02)], tone, s * 0.09)
    c.blob(
        [
            at(-0.46, 0.56),
            at(-0.1, 0.58),
            at(0.3, 0.62),
            at(0.44, 0.5),
            at(0.36, 0.3),
            at(0, 0.34),
            at(-0.42, 0.3),
        ],
        tone,
        tension=0.6,
    )
    c.line([at(0.36, 0.54), at(0.5, 0.74)], tone, s * 0.17)
    c.line([at(0.5, 0.76), at(0.68, 0.7)], tone, s * 0.14)
    c.poly([at(0.4, 0.78), at(0.42, 0.96), at(0.54, 0.82)], tone)
    c.curve([at(-0.44, 0.5), at(-0.6, 0.64), at(-0.62, 0.82)], tone, s * 0.06)


@picture("sao-paulo-shelter-detail", SQUARE, seed=17, ground=DUNE)
def sao_paulo_jars(c):
    """Twenty-four glass jars on shelves, one for each hour; six of them are full of terracotta buttons, the others nearly empty."""
    rng = c.rng
    for k in range(8):
        c.rect(k * 150, 0, 144, 1200, ("#cdc2aa", DUNE, "#c9bea5")[k % 3])

    def button(x, y, r, tone, holes):
        c.circle(x, y, r, tone, INK, 2)
        c.circle(x, y, r * 0.62, "none", holes, 2)
        for k in range(4):
            c.circle(x + r * 0.22 * (-1) ** k, y + r * 0.22 * (-1) ** (k // 2), r * 0.1, holes)

    full = range(9, 15)
    for row in range(4):
        base = 290 + row * 282
        c.rect(30, base + 14, 1140, 34, INK, opacity=0.25)
        c.rect(0, base, 1200, 26, INK)
        c.rect(0, base, 1200, 7, SLATE)
        for col in range(6):
            hour = row * 6 + col
            x = 105 + col * 198
            body = [
                (x - 66, base - 1),
                (x - 72, base - 20),
                (x - 72, base - 150),
                (x - 54, base - 178),
                (x + 54, base - 178),
                (x + 72, base - 150),
                (x + 72, base - 20),
                (x + 66, base - 1),
            ]
            c.poly([(px + 12, py) for px, py in body], INK, opacity=0.14)
            c.poly(body, WHITE, opacity=0.75)
            c.rect(x - 62, base - 208, 124, 30, SLATE if hour in full else GREY)
            c.rect(x - 62, base - 186, 124, 6, INK_2)
            count = (
                28
                if hour in full
                else {0: 2, 4: 1, 8: 9, 15: 11, 16: 6, 18: 1, 19: 2, 21: 1}.get(
                    hour, rng.choice((0, 1, 3))
                )
            )
            across = 5
            for k in range(count):
                line = k // across
                px = x - 52 + (k % across) * 26 + (line % 2) * 6 + rng.uniform(-3, 3)
                py = base - 17 - line * 23 + rng.uniform(-3, 3)
                if hour in full:
                    button(px, py, 15, TERRA if k % 4 else TERRA_DARK, TERRA_PALE)
                else:
                    button(
                        px, py, 14, (STONE, INK_2, GREY, SAND)[k % 4], INK if k % 4 != 1 else GREY
                    )
            c.line([(x - 56, base - 140), (x - 56, base - 40)], WHITE, 7)
            c.poly(body, "none", INK, 4)
