"""Nairobi and Quezon City: a water kiosk and its book, neighbours who leave together."""

import math

from .canvas import SQUARE, picture
from .fabric import awning, jerrycan, sheet_wall
from .geometry import ripples, wave
from .palette import (
    DUNE,
    GREY,
    INK,
    INK_2,
    NIGHT,
    PAPER,
    SAND,
    SKIN,
    SLATE,
    STONE,
    TEAL,
    TEAL_MID,
    TEAL_MIST,
    TEAL_PALE,
    TERRA,
    TERRA_DARK,
    WHITE,
)
from .people import person, seated_in_chair


@picture("nairobi-kiosk", seed=31, ground=PAPER)
def nairobi(c):
    """From the street: a water kiosk with a tank on its roof, a queue with cans, and an open book on the counter."""
    rng = c.rng
    c.circle(1290, 250, 120, SAND)
    c.blob([(-100, 900), *wave(1800, 430, 26, rng, 90, -100), (1800, 900)], SAND)
    x = -40
    while x < 1640:
        w, h = rng.uniform(120, 210), rng.uniform(170, 290)
        sheet_wall(
            c,
            x,
            862 - h,
            w,
            h,
            *rng.choice([(DUNE, "#c6bba3"), ("#c6bba3", STONE), (STONE, "#a59d89")]),
            step=14,
        )
        c.poly(
            [
                (x - 10, 862 - h),
                (x + w + 8, 862 - h - rng.uniform(-24, 24)),
                (x + w + 8, 862 - h + 16),
                (x - 10, 862 - h + 16),
            ],
            GREY,
        )
        c.rect(x + w * 0.3, 862 - h * 0.62, 40, h * 0.62, GREY)
        x += w + rng.uniform(-6, 18)
    for px in (140, 1130):
        c.line([(px, 870), (px, 170)], GREY, 9)
        c.line([(px - 44, 215), (px + 44, 215)], GREY, 7)
    for k in (-36, 36):
        c.curve([(-60, 250), (140 + k, 212), (640, 262), (1130 + k, 212), (1660, 262)], GREY, 2.5)
    c.rect(-10, 858, 1620, 220, DUNE)
    c.rect(-10, 858, 1620, 8, INK)
    c.dots([(0, 880), (1600, 880), (1600, 1067), (0, 1067)], 220, 3, STONE)
    c.line([(-20, 910), (470, 910), (470, 800)], INK, 26, cap="butt")
    c.line([(-20, 910), (470, 910), (470, 800)], TEAL, 18, cap="butt")
    for px in (80, 240, 400):
        c.rect(px, 894, 20, 32, INK)
    # the tank
    c.rect(560, 322, 320, 22, INK)
    for px in (580, 712, 846):
        c.rect(px, 340, 16, 50, INK)
    c.rect(590, 120, 262, 204, INK_2)
    for k in range(7):
        c.rect(590, 132 + k * 28, 262, 6, INK)
    c.poly([(590, 120), (852, 120), (790, 84), (652, 84)], INK)
    c.rect(596, 210, 30, 110, TEAL_MID)
    # the kiosk
    c.rect(480, 386, 500, 476, SLATE)
    for k in range(12):
        c.line([(480, 420 + k * 38), (980, 420 + k * 38)], INK_2, 3, cap="butt")
    c.rect(520, 456, 420, 224, INK)
    for k, h in enumerate((36, 52, 30, 44, 40, 54)):
        c.rect(540 + k * 44, 540 - h, 28, h, (GREY, STONE, SLATE)[k % 3])
    c.rect(530, 540, 280, 6, SLATE)
    person(
        c,
        690,
        862,
        378,
        1,
        "stand",
        "dress",
        WHITE,
        SLATE,
        SKIN[0],
        "wrap",
        hands=[(0.3, 0.52), (0.22, 0.52)],
        edge=INK,
    )
    c.rect(480, 680, 500, 182, SLATE)
    for k in range(4):
        c.line([(480, 724 + k * 38), (980, 724 + k * 38)], INK_2, 3, cap="butt")
    awning(c, 452, 372, 556, 62, 10, WHITE, GREY)
    c.rect(452, 362, 556, 16, INK)
    c.rect(476, 436, 508, 34, INK, opacity=0.28)
    c.rect(456, 672, 548, 24, WHITE)
    c.rect(456, 696, 548, 10, INK, opacity=0.4)
    # the book
    c.poly([(760, 672), (790, 602), (872, 614), (868, 672)], TERRA)
    c.poly([(868, 672), (872, 614), (958, 602), (980, 672)], TERRA)
    c.poly([(770, 668), (796, 610), (868, 620), (864, 668)], WHITE)
    c.poly([(872, 668), (876, 620), (948, 610), (970, 668)], WHITE)
    for k in range(4):
        c.line([(793 - k * 5, 622 + k * 12), (856 - k, 630 + k * 10)], TERRA, 4)
        c.line([(884 + k, 630 + k * 10), (944 + k * 5, 622 + k * 12)], TERRA, 4)
    # the tap
    c.line([(980, 780), (1032, 780), (1032, 802)], INK, 15)
    c.line([(1008, 764), (1008, 746), (990, 746), (1026, 746)], INK, 7)
    c.line([(1032, 806), (1032, 842)], TEAL, 8, cap="butt")
    jerrycan(c, 1040, 936, 106, SAND)
    people = [
        (
            1130,
            -1,
            {
                "pose": "stand",
                "wear": "dress",
                "top": INK_2,
                "bottom": GREY,
                "head": "scarf",
                "skin": SKIN[1],
                "hands": [(0.3, 0.47), (0.1, 0.4)],
            },
        ),
        (1262, -1, {"pose": "stand", "top": WHITE, "bottom": INK, "head": "cap", "skin": SKIN[0]}),
        (
            1392,
            -1,
            {
                "pose": "stand",
                "wear": "dress",
                "top": STONE,
                "bottom": STONE,
                "head": "wrap",
                "skin": SKIN[1],
            },
        ),
        (1520, -1, {"pose": "walk", "top": SLATE, "bottom": INK, "head": "bare", "skin": SKIN[0]}),
    ]
    for x, facing, look in people:
        c.ellipse(x + 20, 940, 90, 9, STONE)
        person(c, x, 940, 380, facing, edge=PAPER, **look)
    person(
        c, 1330, 952, 230, -1, "stand", "dress", WHITE, SLATE, SKIN[0], "bun", edge=INK, child=True
    )
    for x, h, tone in (
        (1210, 100, SAND),
        (1462, 106, GREY),
        (1590, 100, SAND),
        (300, 96, SAND),
        (366, 96, GREY),
        (236, 96, STONE),
    ):
        jerrycan(c, x, 968, h, tone)


@picture("nairobi-kiosk-detail", SQUARE, seed=8, ground=SLATE)
def nairobi_book(c):
    """From above: a ledger of tally strokes on a plank counter, one column in terracotta; a hand with a pencil, coins, a cup of water."""
    rng = c.rng
    for k in range(7):
        c.rect(0, k * 180 - 20, 1200, 172, (INK_2, SLATE, "#4b5653")[k % 3])
        for _ in range(5):
            y = k * 180 + rng.uniform(10, 140)
            c.curve(
                [(-10, y), (400, y + rng.uniform(-8, 8)), (800, y + rng.uniform(-8, 8)), (1210, y)],
                INK,
                2,
                opacity=0.5,
            )
    with c.move(560, 600, -5):
        c.rect(-462, -352, 960, 740, INK, opacity=0.45)
        c.rect(-480, -376, 960, 740, INK)
        c.poly([(-460, -356), (0, -350), (0, 344), (-460, 350)], PAPER)
        c.poly([(0, -350), (460, -356), (460, 350), (0, 344)], WHITE)
        c.poly([(-46, -351), (0, -350), (0, 344), (-46, 345)], STONE, opacity=0.5)
        c.poly([(0, -350), (26, -350), (26, 344), (0, 344)], DUNE, opacity=0.7)
        for k in range(12):
            y = -300 + k * 54
            c.line([(-440, y + 44), (-30, y + 44)], STONE, 2)
            c.line([(40, y + 44), (440, y + 44)], STONE, 2)
        for x in (-330, -150, 170, 330):
            c.line([(x, -340), (x, 336)], STONE, 2)

        def tally(x, y, count, colour, width=5):
            for i in range(count):
                if i % 5 == 4:
                    c.line([(x - 12, y + 28), (x + 46, y + 6)], colour, width)
                    x += 70
                else:
                    c.line(
                        [
                            (x + (i % 5) * 13, y + rng.uniform(0, 4)),
                            (x + (i % 5) * 13 + rng.uniform(-3, 3), y + 33),
                        ],
                        colour,
                        width,
                    )

        for k in range(12):
            y = -296 + k * 54
            c.circle(-386, y + 16, 12, "none", INK_2, 4)
            tally(-312, y, rng.randint(4, 10), INK_2, 4)
            tally(-132, y, rng.randint(3, 8), INK_2, 4)
            if k < 9:
                c.circle(104, y + 16, 12, "none", INK_2, 4)
                tally(190, y, rng.randint(4, 10), TERRA, 6.5)
                if k < 8:
                    tally(350, y, rng.randint(2, 5), INK_2, 4)
    for x, y, r in (
        (130, 1060, 40),
        (206, 1096, 34),
        (160, 1128, 40),
        (286, 1052, 34),
        (930, 90, 36),
    ):
        c.circle(x + 6, y + 8, r, INK, opacity=0.5)
        c.circle(x, y, r, STONE)
        c.circle(x, y, r - 7, "none", GREY, 3)
    c.circle(1092, 178, 104, INK, opacity=0.4)
    c.circle(1080, 160, 100, WHITE)
    c.circle(1080, 160, 84, TEAL_MID)
    c.arc(1080, 160, 56, 190, 280, TEAL_PALE, 8)
    c.poly([(1240, 1000), (1240, 1250), (1010, 1250), (876, 972), (960, 930)], INK, opacity=0.35)
    c.line([(745, 742), (1000, 800)], DUNE, 15, cap="butt")
    c.poly([(745, 734), (745, 750), (716, 736)], SAND)
    c.line([(722, 737), (714, 735)], INK, 5)
    c.blob(
        [
            (1010, 1000),
            (900, 950),
            (852, 880),
            (848, 822),
            (800, 780),
            (806, 754),
            (850, 764),
            (930, 780),
            (990, 800),
            (1050, 870),
            (1090, 950),
        ],
        SKIN[1],
        tension=0.5,
    )
    for k in range(3):
        c.curve(
            [
                (858 + k * 34, 800 + k * 8),
                (900 + k * 30, 812 + k * 12),
                (930 + k * 26, 838 + k * 16),
            ],
            SKIN[0],
            4,
        )
    c.line([(800, 766), (846, 776), (884, 792)], SKIN[1], 30)
    c.poly([(1000, 1010), (1096, 930), (1260, 1080), (1260, 1260), (1160, 1260)], WHITE)
    c.line([(1000, 1010), (1096, 930)], SAND, 22, cap="butt")


def _rain(c, colour, count, lean=26):
    for _ in range(count):
        x, y = c.rng.uniform(0, c.width + 80), c.rng.uniform(-20, c.height)
        length = c.rng.uniform(24, 56)
        c.line([(x, y), (x - lean * length / 50, y + length)], colour, 2, opacity=0.55)


@picture("quezon-city-buddies", seed=14, ground=TEAL_MIST)
def quezon(c):
    """A flooded street in the rain: two by two, neighbours go along a terracotta rope to a house on posts."""
    rng = c.rng
    x = -30
    while x < 1240:
        w, h = rng.uniform(110, 190), rng.uniform(210, 390)
        tone = rng.choice([SLATE, INK_2, GREY, SLATE])
        c.rect(x, 650 - h, w, h + 20, tone)
        c.poly(
            [(x - 14, 650 - h), (x + w / 2, 650 - h - rng.uniform(28, 60)), (x + w + 14, 650 - h)],
            INK,
        )
        for k in range(max(1, int(w / 62))):
            c.rect(x + 22 + k * 62, 650 - h + 36, 34, 48, INK if tone != INK_2 else SLATE)
            c.line([(x + 39 + k * 62, 650 - h + 36), (x + 39 + k * 62, 650 - h + 84)], tone, 3)
        c.rect(x, 590, w, 5, INK, opacity=0.4)
        x += w + rng.uniform(4, 22)
    for px in (90, 560, 1010):
        c.line([(px, 700), (px, 130)], INK, 9)
        c.line([(px - 40, 168), (px + 40, 168)], INK, 7)
    c.curve(
        [(-40, 190), (90, 170), (325, 214), (560, 170), (785, 214), (1010, 170), (1300, 230)],
        INK,
        3,
    )
    c.rect(0, 640, 1600, 430, TEAL_PALE)
    for k in range(8):
        c.curve(
            [(px, py) for px, py in wave(1700, 660 + k * 54, 4, rng, 60, -40)],
            TEAL_MID,
            2.2,
            opacity=0.7,
        )
    for line in ripples(0, 650, 1600, 400, rng, 70, 160):
        c.curve(line, WHITE if rng.random() < 0.4 else TEAL_MID, 2.6)
    # the hall on posts, with steps down to the water
    for px in (1230, 1360, 1490, 1590):
        c.rect(px, 540, 22, 230, INK)
        c.rect(px, 770, 22, 60, INK, opacity=0.25)
    c.rect(1190, 520, 440, 30, INK)
    c.rect(1220, 280, 420, 242, WHITE)
    c.hatch([(1220, 280), (1640, 280), (1640, 522), (1220, 522)], 20, 0, SAND, 3)
    c.poly([(1170, 290), (1290, 150), (1700, 150), (1700, 290)], INK)
    c.rect(1262, 350, 96, 172, INK_2)
    c.rect(1420, 350, 150, 92, INK_2)
    person(c, 1494, 512, 200, -1, "stand", "dress", STONE, STONE, SKIN[2], "bun", edge=WHITE)
    c.rect(1400, 442, 190, 82, WHITE)
    c.hatch([(1400, 442), (1590, 442), (1590, 522), (1400, 522)], 20, 0, SAND, 3)
    for k in range(7):
        c.rect(1204 - k * 27, 540 + k * 24, 44, 12, INK)
    c.line([(1226, 546), (1040, 712)], INK, 8)
    person(
        c,
        1318,
        520,
        190,
        -1,
        "stand",
        "trousers",
        SLATE,
        INK,
        SKIN[1],
        "cap",
        hands=[(0.3, 0.62), (0.1, 0.5)],
        edge=INK_2,
    )
    # the rope
    rope = [
        (-20, 684),
        (130, 672),
        (250, 680),
        (420, 672),
        (600, 690),
        (800, 678),
        (950, 664),
        (1080, 610),
        (1262, 404),
    ]

    def wading(x, h, look, depth=0.4, facing=1):
        with c.clip([(x - 300, 0), (x + 300, 0), (x + 300, 790), (x - 300, 790)]):
            person(c, x, 790 + h * depth, h, facing, edge=TEAL_MIST, **look)
        c.ellipse(x, 790, h * 0.2, 7, WHITE)
        c.ellipse(x, 793, h * 0.16, 6, TEAL_MID)
        for k in range(5):
            c.line(
                [(x - 30 + k * 6, 806 + k * 15), (x + 30 - k * 6, 806 + k * 15)],
                SLATE,
                4,
                opacity=0.5,
            )

    wading(
        140,
        360,
        {
            "pose": "stand",
            "top": INK,
            "bottom": INK,
            "head": "cap",
            "skin": SKIN[1],
            "hands": [(0.24, 0.74), (0.3, 0.6)],
        },
    )
    wading(
        252,
        330,
        {
            "pose": "stand",
            "wear": "dress",
            "top": WHITE,
            "bottom": GREY,
            "head": "grey",
            "skin": SKIN[2],
            "hands": [(0.26, 0.76), (-0.2, 0.58)],
        },
        0.36,
    )
    wading(
        900,
        350,
        {
            "pose": "stand",
            "top": WHITE,
            "bottom": INK,
            "head": "bare",
            "skin": SKIN[2],
            "hands": [(0.14, 0.78), (0.2, 0.6)],
        },
    )
    wading(
        1000,
        320,
        {
            "pose": "stand",
            "wear": "dress",
            "top": GREY,
            "bottom": GREY,
            "head": "scarf",
            "skin": SKIN[1],
            "hands": [(0.18, 0.86), (-0.16, 0.6)],
        },
        0.34,
    )
    # the boat between them, with a wheelchair in it
    c.blob(
        [(392, 872), (460, 900), (720, 900), (800, 866), (790, 880), (730, 922), (450, 922)],
        INK,
        opacity=0.3,
    )
    seated_in_chair(
        c,
        570,
        856,
        330,
        1,
        top=WHITE,
        bottom=INK_2,
        skin=SKIN[2],
        head="bun",
        hands=[(0.3, 0.52), (0.2, 0.35)],
        edge=SLATE,
    )
    c.poly(
        [
            (380, 800),
            (430, 818),
            (740, 818),
            (812, 788),
            (776, 856),
            (716, 884),
            (460, 884),
            (414, 856),
        ],
        INK,
    )
    c.poly(
        [
            (396, 812),
            (430, 828),
            (740, 828),
            (798, 804),
            (794, 814),
            (740, 842),
            (430, 842),
            (402, 826),
        ],
        SAND,
    )
    wading(
        376,
        350,
        {
            "pose": "stand",
            "top": SLATE,
            "bottom": INK,
            "head": "hat",
            "skin": SKIN[1],
            "hands": [(0.28, 0.55), (0.24, 0.76)],
        },
    )
    c.curve(rope, TERRA_DARK, 13)
    c.curve(rope, TERRA, 10)
    c.circle(1262, 404, 15, TERRA)
    _rain(c, SLATE, 130)


@picture("quezon-city-buddies-detail", SQUARE, seed=6, ground=INK_2)
def quezon_lamp(c):
    """Night, rain, water in the lane: on a cord between two lit windows hangs a lamp that has turned terracotta."""
    rng = c.rng
    c.rect(370, 0, 460, 1200, NIGHT)
    _rain(c, SLATE, 110)
    for left, wall in ((-10, SLATE), (800, INK)):
        c.rect(left, 0, 410, 1200, wall)
        tone = INK_2
        for k in range(34):
            c.line([(left, k * 36), (left + 410, k * 36)], tone, 3, cap="butt")
    c.poly([(-10, 120), (440, 120), (486, 190), (-10, 190)], INK)
    c.poly([(1210, 60), (770, 60), (722, 130), (1210, 130)], NIGHT)
    c.rect(60, 330, 300, 350, WHITE)
    c.rect(76, 346, 268, 318, SAND)
    c.rect(840, 300, 300, 350, WHITE)
    c.rect(856, 316, 268, 318, SAND)
    with c.clip([(76, 346), (460, 346), (460, 664), (76, 664)]):
        person(
            c,
            192,
            976,
            580,
            1,
            "stand",
            "dress",
            INK,
            INK,
            SKIN[2],
            "grey",
            hands=[(0.3, 0.72), (0.08, 0.5)],
            edge=SAND,
        )
    with c.clip([(740, 316), (1124, 316), (1124, 634), (740, 634)]):
        seated_in_chair(
            c,
            1010,
            848,
            560,
            -1,
            top=WHITE,
            bottom=INK,
            skin=SKIN[1],
            head="bare",
            hands=[(0.3, 0.52), (0.18, 0.4)],
            edge=SLATE,
        )
    c.rect(50, 664, 322, 26, WHITE)
    c.rect(828, 634, 322, 26, WHITE)
    for x in (96, 300):
        c.rect(x, 690, 14, 40, NIGHT)
    cord = [(366, 556), (470, 600), (600, 622), (730, 600), (846, 556)]
    c.curve(cord, DUNE, 8)
    c.line([(600, 622), (600, 664)], TERRA_DARK, 9)
    c.poly([(560, 664), (640, 664), (668, 706), (532, 706)], TERRA_DARK)
    c.blob(
        [(540, 706), (660, 706), (676, 770), (640, 846), (560, 846), (524, 770)], TERRA, tension=0.5
    )
    c.rect(552, 838, 96, 22, TERRA_DARK)
    c.ellipse(600, 776, 34, 44, WHITE)
    for k in range(20):
        t = math.radians(k * 18 + 9)
        near, length = 130, 44 if k % 2 else 24
        c.line(
            [
                (600 + near * math.cos(t), 778 + near * math.sin(t)),
                (600 + (near + length) * math.cos(t), 778 + (near + length) * math.sin(t)),
            ],
            TERRA,
            7,
        )
    c.rect(0, 980, 1200, 220, TEAL)
    for k in range(6):
        c.curve(wave(1300, 992 + k * 38, 5, rng, 60, -40), TEAL_MID, 3, opacity=0.8)
    for x, w in ((80, 250), (860, 250)):
        for k in range(6):
            c.line(
                [(x + 14 * k, 1012 + k * 30), (x + w - 18 * k, 1012 + k * 30)],
                SAND,
                9,
                opacity=0.75,
            )
    for k in range(4):
        c.line(
            [(560 + k * 10, 1016 + k * 30), (640 - k * 10, 1016 + k * 30)], TERRA, 8, opacity=0.8
        )
