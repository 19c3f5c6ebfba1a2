"""Freetown and Winnipeg: addresses on a shore, keys in the snow."""

import itertools
import math

from .canvas import SQUARE, picture
from .fabric import boat, iso_house, iso_left, iso_right, jerrycan, roof, sheet_wall, tree
from .geometry import along, centre, inset, iso, mix, parcels, ripples, to_line, wave
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
    TEAL_MIST,
    TEAL_PALE,
    TERRA,
    TERRA_DARK,
    WHITE,
)
from .people import above, person


@picture("freetown-address", seed=7, ground=SAND)
def freetown(c):
    """From above: a dense shore settlement between road and water; along one lane every door is marked."""
    rng = c.rng
    shore = wave(2100, 870, 26, rng, 50, -250)
    c.poly([(-250, 1100), *shore, (1900, 1100)], TEAL_PALE)
    for i, (gap, width) in enumerate(((16, 4), (36, 3), (62, 2.2), (96, 1.6))):
        c.curve([(x, y + gap) for x, y in shore], WHITE if i < 2 else TEAL_MID, width, opacity=0.9)
    for line in ripples(0, 985, 1600, 80, rng, 34):
        c.curve(line, TEAL_MID, 2)
    c.rect(-10, 34, 1620, 84, PAPER)
    for x in range(-20, 1620, 64):
        c.line([(x, 76), (x + 30, 76)], STONE, 4, cap="butt")
    for x in range(10, 1600, 118):
        roof(
            c,
            [(x, -60), (x + rng.uniform(70, 104), -60), (x + rng.uniform(70, 104), 22), (x, 18)],
            STONE,
            GREY,
        )
    lanes = []
    for base in (-90, 130, 355, 560, 800, 1035, 1270, 1480, 1700):
        phase, lean = rng.uniform(0, 6.3), rng.uniform(-10, 26)
        lane = [
            (
                base + 26 * math.sin(phase + t * 1.1) + (t - 3) * lean,
                132 + t * 122 + (rng.uniform(-24, 24) if t else 0),
            )
            for t in range(7)
        ]
        lanes.append(lane)
    chosen = lanes[4]
    lane_line = [(x + 10, y) for x, y in chosen]
    near = []
    for left, right in itertools.pairwise(lanes):
        for t in range(6):
            quad = [
                (left[t][0] + (22 if left is chosen else 15), left[t][1] + 6),
                (right[t][0] - 2, right[t][1] + 6),
                (right[t + 1][0] - 2, right[t + 1][1] - 3),
                (left[t + 1][0] + (22 if left is chosen else 15), left[t + 1][1] - 3),
            ]
            for plot in parcels(quad, rng, 44, 0.3):
                low = max(p[1] for p in plot)
                if low > min(y for x, y in shore if abs(x - centre(plot)[0]) < 60) - 14:
                    continue
                home = inset(list(plot), rng.uniform(2.5, 4.5))
                if not home:
                    continue
                if rng.random() < 0.05 and to_line(centre(plot), lane_line) > 70:
                    tree(c, *centre(plot), 20)
                    continue
                tone = rng.choice(
                    [
                        (INK_2, INK),
                        (SLATE, INK_2),
                        (STONE, GREY),
                        (INK_2, INK),
                        (GREY, SLATE),
                        (SLATE, INK_2),
                    ]
                )
                roof(c, home, *tone, shade=INK, ridges=12)
                if to_line(centre(home), lane_line) < 46:
                    near.append(home)
    for home in near:
        sides = [mix(a, b, 0.5) for a, b in zip(home, home[1:] + home[:1], strict=False)]
        door = min(sides, key=lambda p: to_line(p, lane_line))
        towards = min(
            along(lane_line, 6), key=lambda p: (p[0][0] - door[0]) ** 2 + (p[0][1] - door[1]) ** 2
        )
        with c.move(*mix(door, towards[0], 0.12), math.degrees(towards[1])):
            c.rect(-9, -9, 18, 18, TERRA)
    end = chosen[-1]
    for (x, y), length in (((end[0] + 2, end[1] - 10), 150), ((300, 880), 120), ((1390, 870), 130)):
        c.rect(x - 9, y, 18, length, INK)
        for k in range(0, length, 12):
            c.line([(x - 12, y + k), (x + 12, y + k)], SAND, 4, cap="butt")
    for x, y, size, turn in (
        (660, 985, 96, 14),
        (720, 1028, 84, -8),
        (905, 990, 110, 76),
        (1180, 1010, 92, -20),
        (360, 990, 100, 82),
        (140, 1010, 86, 8),
        (1470, 1000, 104, 70),
    ):
        boat(c, x, y, size, turn)
    for (x, y), _ in along(lane_line, 118):
        above(
            c,
            x + rng.uniform(-5, 5),
            y + 50,
            20,
            rng.uniform(60, 120),
            rng.choice([WHITE, STONE, WHITE]),
        )


@picture("freetown-address-detail", SQUARE, seed=3, ground=DUNE)
def freetown_door(c):
    """From the front: a young woman on a stool sets a tile above a door while a neighbour looks on."""
    sheet_wall(c, 0, 0, 1200, 1020, DUNE, STONE, 26)
    for y in (120, 560):
        for x in range(5, 1200, 52):
            c.circle(x, y, 3.5, GREY)
    c.rect(0, 1010, 1200, 200, SAND)
    c.rect(0, 1004, 1200, 10, INK)
    c.poly([(-10, 0), (1210, 0), (1210, 52), (-10, 96)], INK)
    c.poly([(-10, 96), (1210, 52), (1210, 120), (-10, 210)], INK, opacity=0.22)
    c.rect(384, 392, 332, 620, INK)
    c.rect(360, 356, 380, 40, INK_2)
    c.rect(412, 420, 276, 592, SLATE)
    for x in (412, 481, 550, 619):
        c.line([(x, 420), (x, 1010)], INK, 4, cap="butt")
    c.rect(412, 520, 276, 22, INK)
    c.rect(412, 850, 276, 22, INK)
    c.circle(664, 720, 11, SAND)
    c.rect(340, 1000, 420, 34, INK_2)
    c.rect(486, 210, 128, 128, TERRA_DARK, opacity=0.35)
    c.rect(478, 200, 128, 128, TERRA)
    c.rect(490, 212, 104, 104, "none", PAPER, 3)
    c.rect(130, 520, 150, 170, INK)
    c.rect(142, 532, 126, 146, INK_2)
    for k in range(4):
        c.line([(142 + 32 * k, 532), (142 + 32 * k, 678)], STONE, 4, cap="butt")
    c.rect(800, 850, 150, 16, INK)
    for x in (812, 930):
        c.rect(x, 864, 14, 150, INK)
    c.rect(812, 940, 130, 9, INK)
    person(
        c,
        868,
        852,
        590,
        -1,
        "stand",
        "trousers",
        WHITE,
        INK_2,
        SKIN[0],
        "bun",
        hands=[(0.42, 0.96), (0.3, 0.87)],
        edge=GREY,
    )
    person(
        c,
        225,
        1040,
        560,
        1,
        "stand",
        "dress",
        SLATE,
        INK,
        SKIN[1],
        "wrap",
        hands=[(0.08, 0.52), (0.02, 0.54)],
        edge=GREY,
    )
    jerrycan(c, 1080, 1030, 120, SAND)
    c.rect(10, 930, 70, 90, INK_2)
    for k in range(7):
        c.curve(
            [(45, 930), (45 + (k - 3) * 12, 880), (45 + (k - 3) * 30, 850 + abs(k - 3) * 14)],
            INK,
            6,
        )
    c.dots([(0, 1050), (1200, 1050), (1200, 1200), (0, 1200)], 160, 3, STONE)


@picture("winnipeg-keys", seed=12, ground=TEAL_MIST)
def winnipeg(c):
    """From a height: a snow-covered street; footprints run from house to house and every door on them is terracotta."""
    rng = c.rng
    at = iso(700, 60, 62)
    c.poly([at(-12, 7.1), at(34, 7.1), at(34, 9.7), at(-12, 9.7)], "#c2cdc6")
    for x in range(-10, 30, 2):
        c.line([at(x, 8.4), at(x + 0.9, 8.4)], WHITE, 5, cap="butt")
    for y in (7.0, 9.8):
        c.line([at(-12, y), at(34, y)], WHITE, 12)

    def shadow(x, y, w, d):
        c.poly(
            [
                at(x, y + d),
                at(x + w, y + d),
                at(x + w + 1.5, y + d + 0.2),
                at(x + w + 1.5, y + 0.5),
                at(x + w, y),
            ],
            SLATE,
            opacity=0.28,
        )

    def bare_tree(x, y, size):
        px, py = at(x, y)
        c.line([(px, py), (px + size * 1.1, py + size * 0.16)], SLATE, 4, opacity=0.3)
        c.line([(px, py), (px, py - size)], INK, 6)
        for k in (-1, 1):
            for up, out in ((0.4, 0.34), (0.6, 0.3), (0.78, 0.2)):
                c.line(
                    [(px, py - size * up), (px + k * size * out, py - size * (up + 0.36))], INK, 3.4
                )
                c.line(
                    [
                        (px + k * size * out * 0.5, py - size * (up + 0.18)),
                        (px + k * size * out * 0.95, py - size * (up + 0.16)),
                    ],
                    INK,
                    2.2,
                )

    def prints(points):
        for p, turn in along(points, 19):
            side = 6 if int(p[0] + p[1]) % 2 else -6
            c.ellipse(
                p[0] - side * math.sin(turn),
                p[1] + side * math.cos(turn) * 0.6,
                5.5,
                3,
                SLATE,
                turn=math.degrees(turn),
                opacity=0.75,
            )

    ways = [
        [at(x, y) for x, y in line]
        for line in (
            [(4.2, 6.0), (4.4, 6.9), (8.9, 7.0), (9.2, 6.0)],
            [(9.3, 6.0), (9.8, 6.8), (13.8, 6.8), (14.2, 6.0)],
            [(6.3, 6.9), (6.8, 9.8), (3.5, 12.5)],
            [(11.5, 6.9), (11.2, 10.0), (9.2, 10.6)],
            [(-0.6, 6.0), (-0.3, 6.8), (4.2, 6.8)],
        )
    ]
    for way in ways:
        prints(way)
    homes = [
        (-7.5, 3.2, 0),
        (-2.5, 3.2, 1),
        (2.5, 3.2, 1),
        (7.5, 3.2, 1),
        (12.5, 3.2, 1),
        (-9, -3.6, 0),
        (-4, -3.6, 0),
        (1, -3.6, 0),
        (6, -3.6, 0),
        (11, -3.6, 0),
        (2.0, 10.9, 2),
        (7.0, 10.9, 2),
        (-3, 10.9, 2),
        (12, 10.9, 2),
    ]
    for x, y, kind in sorted(homes, key=lambda h: h[0] + h[1]):
        w, d = 3.3, 2.7
        shadow(x, y, w, d)
        h = rng.choice((1.7, 1.9, 2.3))
        tone = rng.choice([(SLATE, INK), (GREY, INK_2), (STONE, SLATE), (INK_2, INK)])
        iso_house(c, at, x, y, w, d, h, 1.35, WHITE, "#dde2da", *tone, over=0.22)
        lit = SAND if kind else GREY
        for wx in (0.35, 2.35):
            iso_left(c, at, x + wx, y + d, 0.75, 0.6, 0.75, WHITE)
            iso_left(c, at, x + wx + 0.06, y + d, 0.81, 0.48, 0.63, lit)
        iso_right(c, at, x + w, y + 1.0, 0.8, 0.7, 0.8, WHITE)
        iso_right(c, at, x + w, y + 1.07, 0.87, 0.56, 0.66, lit)
        iso_left(c, at, x + 1.28, y + d, 0, 0.84, 1.42, WHITE)
        iso_left(c, at, x + 1.36, y + d, 0, 0.68, 1.34, TERRA if kind else INK)
        cx, cy = at(x + 0.8, y + 1.0, h + 1.0)
        c.rect(cx - 9, cy - 44, 18, 46, INK_2)
        c.rect(cx - 12, cy - 50, 24, 9, WHITE)
    for x, y in ((0.9, 5.3), (6.1, 5.0), (11.3, 5.2), (-4.6, 5.0), (0.6, 13.6), (-8.6, 11.6)):
        bare_tree(x, y, rng.uniform(86, 120))
    for x, y, look in (
        (6.5, 8.1, {"top": INK, "bottom": INK_2, "head": "cap"}),
        (6.9, 8.3, {"top": GREY, "bottom": GREY, "wear": "dress", "head": "scarf"}),
        (11.2, 8.9, {"top": SLATE, "bottom": INK, "head": "cap", "facing": -1}),
    ):
        px, py = at(x, y)
        c.line([(px, py), (px + 62, py + 12)], SLATE, 9, opacity=0.3)
        person(c, px, py, 68, pose="walk", edge=TEAL_MIST, **look)
    for _ in range(150):
        c.circle(rng.uniform(0, 1600), rng.uniform(0, 1067), rng.uniform(1.5, 4), WHITE)


@picture("winnipeg-keys-detail", SQUARE, seed=5, ground=SLATE)
def winnipeg_hands(c):
    """Snow falls on a dark street; one mittened hand passes a terracotta key to another."""
    rng = c.rng
    c.rect(0, 0, 1200, 1200, INK_2)
    for x, w, h in ((-60, 330, 560), (300, 300, 470), (630, 340, 590), (1000, 320, 500)):
        c.poly(
            [
                (x, 1010),
                (x, 1010 - h),
                (x + w / 2, 1010 - h - 150),
                (x + w, 1010 - h),
                (x + w, 1010),
            ],
            INK,
        )
        c.poly(
            [
                (x - 26, 1014 - h),
                (x + w / 2, 1010 - h - 172),
                (x + w + 26, 1014 - h),
                (x + w + 26, 982 - h),
                (x + w / 2, 1010 - h - 214),
                (x - 26, 982 - h),
            ],
            WHITE,
        )
        c.rect(x + w / 2 - 34, 1010 - h + 20, 68, 84, SAND)
        c.line([(x + w / 2, 1010 - h + 20), (x + w / 2, 1010 - h + 104)], INK, 7, cap="butt")
        c.line(
            [(x + w / 2 - 34, 1010 - h + 62), (x + w / 2 + 34, 1010 - h + 62)], INK, 7, cap="butt"
        )
    c.blob([(-200, 1400), *wave(1800, 960, 16, rng, 90, -200), (1600, 1400)], TEAL_MIST)
    c.blob([(-200, 1400), *wave(1800, 1060, 18, rng, 90, -200), (1600, 1400)], WHITE)
    for _ in range(170):
        c.circle(rng.uniform(0, 1200), rng.uniform(0, 1000), rng.uniform(2, 7), WHITE, opacity=0.9)

    def key():
        c.circle(600, 560, 62, "none", TERRA, 34)
        c.rect(584, 630, 32, 262, TERRA)
        c.rect(612, 780, 60, 30, TERRA)
        c.rect(612, 832, 44, 30, TERRA)
        c.rect(580, 636, 40, 16, TERRA_DARK)

    def mitten(tone, cuff, sleeve, stripe):
        c.poly([(-240, 480), (250, 520), (250, 760), (-240, 830)], sleeve)
        c.hatch([(-240, 480), (250, 520), (250, 760), (-240, 830)], 26, 90, stripe, 4)
        c.poly([(232, 500), (300, 504), (300, 776), (232, 780)], cuff)
        for k in range(6):
            c.line([(240, 526 + k * 44), (292, 526 + k * 44)], stripe, 5)
        c.blob(
            [
                (296, 520),
                (400, 500),
                (520, 500),
                (580, 530),
                (586, 578),
                (540, 612),
                (560, 640),
                (556, 700),
                (500, 752),
                (400, 764),
                (296, 756),
            ],
            tone,
            INK,
            5,
            tension=0.6,
        )
        c.curve([(540, 612), (490, 616), (440, 600)], INK, 5)
        for k in range(4):
            c.poly(
                [
                    (330 + k * 44, 690),
                    (350 + k * 44, 666),
                    (370 + k * 44, 690),
                    (350 + k * 44, 714),
                ],
                stripe,
            )

    with c.move(1200, 40, 0, 1, True), c.move(20, 120, -6):
        mitten(SAND, GREY, SLATE, INK_2)
    key()
    with c.move(0, -60, -2):
        mitten(WHITE, STONE, DUNE, GREY)
