"""Kampala and Tunis: market rules, and the way to school."""

import math

from .canvas import SQUARE, picture
from .geometry import along, centre, inset, parcels, ring, rounded, to_line
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
from .people import above, person


def _parasol(c, x, y, r, one, two, sides=8, turn=0):
    """A market umbrella from above."""
    c.circle(x + r * 0.22, y + r * 0.3, r * 0.98, INK, opacity=0.38)
    points = ring(x, y, r, r, sides, turn)
    for k, (a, b) in enumerate(zip(points, points[1:] + points[:1], strict=False)):
        c.poly([(x, y), a, b], one if k % 2 else two)
    c.circle(x, y, r * 0.07, INK)


def _tray(c, x, y, r, tone, fruit, count=14):
    """A round tray of fruit from above."""
    c.circle(x + 5, y + 7, r, INK, opacity=0.35)
    c.circle(x, y, r, tone)
    for k in range(count):
        d = r * 0.76 * math.sqrt((k + 0.5) / count)
        c.circle(x + d * math.cos(k * 2.4), y + d * math.sin(k * 2.4), r * 0.22, fruit)


@picture("kampala-market", seed=83, ground=SAND)
def kampala(c):
    """From above: a market day under umbrellas; along the open aisle stand twelve terracotta basins, and people wait in line to vote."""
    rng = c.rng
    c.dots([(0, 0), (1600, 0), (1600, 1067), (0, 1067)], 120, 3, STONE)
    aisle = rounded([(-80, 760), (360, 640), (820, 560), (1240, 420), (1700, 330)])
    placed = []
    tones = [
        (INK, INK_2),
        (WHITE, SLATE),
        (STONE, GREY),
        (INK_2, SLATE),
        (WHITE, STONE),
        (GREY, INK_2),
        (SLATE, GREY),
    ]
    tries = 0
    while tries < 2600:
        tries += 1
        x, y, r = rng.uniform(-30, 1630), rng.uniform(-30, 1100), rng.choice((52, 66, 80, 92))
        if to_line((x, y), aisle) < r + 104 or any(
            math.hypot(x - a, y - b) < r + d + 8 for a, b, d in placed
        ):
            continue
        placed.append((x, y, r))
    tries = 0
    spots = []
    while tries < 620:
        tries += 1
        x, y = rng.uniform(0, 1600), rng.uniform(0, 1067)
        if to_line((x, y), aisle) < 128 or any(
            math.hypot(x - a, y - b) < d + 22 for a, b, d in placed
        ):
            continue
        if any(math.hypot(x - a, y - b) < 66 for a, b in spots):
            continue
        spots.append((x, y))
        if rng.random() < 0.55:
            _tray(
                c,
                x,
                y,
                rng.uniform(17, 25),
                rng.choice((INK_2, WHITE, GREY)),
                rng.choice((STONE, SAND, SLATE, WHITE)),
                6,
            )
        else:
            above(
                c, x, y, 40, rng.uniform(0, 360), rng.choice((WHITE, SLATE, INK, GREY)), INK, STONE
            )
    for x, y, r in placed:
        for _ in range(2):
            t = rng.uniform(0, 6.3)
            c.rect(
                x + r * 0.7 * math.cos(t) - 20,
                y + r * 0.7 * math.sin(t) - 20,
                44,
                40,
                rng.choice((SLATE, STONE, INK_2)),
            )
        one, two = rng.choice(tones)
        _parasol(c, x, y, r, one, two, rng.choice((8, 10)), rng.uniform(0, 40))
    marks = [p for p, _ in along(aisle, 98)][3:15]
    for x, y in marks:
        y -= 36
        c.circle(x + 8, y + 12, 33, INK, opacity=0.4)
        c.circle(x, y, 33, TERRA)
        c.circle(x, y, 25, TERRA_DARK)
        for k in range(10):
            d = 19 * math.sqrt((k + 0.5) / 10)
            c.ellipse(
                x + d * math.cos(k * 2.4),
                y + d * math.sin(k * 2.4),
                5.5,
                3.8,
                WHITE if k % 3 else INK,
                turn=k * 50,
            )
    for k, (x, y) in enumerate(marks):
        above(
            c,
            x + rng.uniform(-6, 6),
            y + 48,
            56,
            -90 + rng.uniform(-14, 14),
            (WHITE, INK, SLATE, STONE, INK_2, GREY)[k % 6],
            INK,
            STONE,
            hat=DUNE if k in (3, 8) else None,
        )
        if k in (1, 5, 10):
            c.circle(x - 2, y + 58, 12, SAND)
    for k in range(5):
        x, y = along(aisle, 60)[2 + k][0]
        above(
            c, x - 130, y + 46 + k % 2 * 5, 54, -12, (SLATE, WHITE, INK, GREY, STONE)[k], INK, STONE
        )


@picture("kampala-market-detail", SQUARE, seed=84, ground=DUNE)
def kampala_wall(c):
    """A market wall with twelve painted signs: lamp, tap, child, broom and more; a woman on a ladder paints the last in terracotta."""
    for row in range(13):
        for k in range(9):
            x = k * 150 - (row % 2) * 75
            c.rect(
                x + 3,
                row * 82 + 3,
                144,
                76,
                ("#cbc0a7", "#d3c9b2", "#c5b99f")[(row * 5 + k * 3) % 3],
            )
    c.rect(80, 70, 1040, 820, WHITE)
    c.rect(80, 70, 1040, 820, "none", INK, 6)
    for k in range(1, 4):
        c.line([(80 + k * 260, 70), (80 + k * 260, 890)], STONE, 3)
    for k in range(1, 3):
        c.line([(80, 70 + k * 273), (1120, 70 + k * 273)], STONE, 3)

    def at(col, row):
        return 210 + col * 260, 206 + row * 273

    x, y = at(0, 0)  # a lamp
    c.line([(x, y - 90), (x, y - 40)], INK, 8)
    c.poly([(x - 24, y - 40), (x + 24, y - 40), (x + 70, y + 20), (x - 70, y + 20)], INK)
    c.path(f"M{x - 28} {y + 26}a28 28 0 0 0 56 0z", STONE)
    x, y = at(1, 0)  # a tap
    c.line([(x - 80, y - 20), (x + 30, y - 20), (x + 30, y + 14)], INK, 30)
    c.line([(x - 10, y - 30), (x - 10, y - 70), (x - 46, y - 70), (x + 26, y - 70)], INK, 14)
    c.path(f"M{x + 30} {y + 44}c22 30 22 50 0 50s-22 -20 0 -50z", SLATE)
    x, y = at(2, 0)  # a broom
    c.line([(x + 64, y - 90), (x - 14, y + 20)], INK, 12)
    c.poly([(x - 34, y + 6), (x + 8, y + 36), (x - 30, y + 96), (x - 88, y + 54)], STONE)
    c.hatch([(x - 34, y + 6), (x + 8, y + 36), (x - 30, y + 96), (x - 88, y + 54)], 11, -56, INK, 4)
    x, y = at(3, 0)  # a handcart
    c.poly([(x - 84, y - 40), (x + 54, y - 40), (x + 36, y + 26), (x - 66, y + 26)], INK)
    c.line([(x + 46, y - 30), (x + 96, y - 56)], INK, 10)
    c.circle(x - 16, y + 46, 36, WHITE, INK, 10)
    x, y = at(0, 1)  # scales
    c.line([(x, y - 84), (x, y + 80)], INK, 10)
    c.line([(x - 46, y + 84), (x + 46, y + 84)], INK, 12)
    c.line([(x - 80, y - 56), (x + 80, y - 56)], INK, 10)
    for k in (-1, 1):
        c.line(
            [
                (x + k * 80, y - 56),
                (x + k * 80 - 34, y + 10),
                (x + k * 80 + 34, y + 10),
                (x + k * 80, y - 56),
            ],
            INK,
            3,
        )
        c.path(f"M{x + k * 80 - 38} {y + 10}a38 30 0 0 0 76 0z", STONE)
    x, y = at(1, 1)  # a grown hand and a small one: two people
    person(
        c,
        x - 20,
        y + 98,
        190,
        1,
        "stand",
        "dress",
        INK,
        INK,
        INK,
        "wrap",
        hands=[(0.3, 0.42), (-0.1, 0.42)],
        edge=WHITE,
    )
    person(
        c,
        x + 52,
        y + 98,
        112,
        -1,
        "stand",
        "dress",
        GREY,
        GREY,
        INK,
        "bare",
        hands=[(0.2, 0.72), (-0.1, 0.42)],
        edge=WHITE,
        child=True,
    )
    x, y = at(2, 1)  # a clean pan and brush
    c.rect(x - 60, y - 84, 120, 168, INK)
    c.rect(x - 46, y - 70, 92, 154, STONE)
    c.circle(x + 28, y + 8, 8, INK)
    c.path(f"M{x} {y - 44}l16 22h-10v24h-12v-24h-10z", INK)
    x, y = at(3, 1)  # a bean and a bowl
    c.path(f"M{x - 80} {y}h160c0 56 -36 80 -80 80s-80 -24 -80 -80z", INK)
    for k, (bx, by) in enumerate(((-44, -26), (0, -40), (42, -24), (-20, -70), (26, -78))):
        c.ellipse(x + bx, y + by, 20, 13, (GREY, INK)[k % 2], turn=k * 33)
    x, y = at(0, 2)  # a fish on ice
    c.blob(
        [
            (x - 84, y),
            (x - 30, y - 40),
            (x + 36, y - 22),
            (x + 60, y),
            (x + 36, y + 22),
            (x - 30, y + 40),
        ],
        INK,
        tension=0.8,
    )
    c.poly([(x + 50, y), (x + 94, y - 38), (x + 94, y + 38)], INK)
    c.circle(x - 50, y - 8, 7, WHITE)
    x, y = at(1, 2)  # stalls share a roof
    c.poly([(x - 90, y - 20), (x, y - 84), (x + 90, y - 20)], INK)
    c.rect(x - 70, y - 20, 12, 104, INK)
    c.rect(x + 58, y - 20, 12, 104, INK)
    c.rect(x - 84, y + 26, 168, 16, STONE)
    for k in range(4):
        c.circle(x - 48 + k * 32, y + 12, 14, GREY)
    x, y = at(3, 2)  # music: a radio
    c.rect(x - 80, y - 40, 160, 110, INK)
    c.line([(x - 40, y - 40), (x + 50, y - 90)], INK, 7)
    c.circle(x - 34, y + 16, 34, STONE)
    for k in range(3):
        c.line([(x + 22, y - 10 + k * 24), (x + 62, y - 10 + k * 24)], STONE, 7)
    x, y = at(2, 2)  # the last: a moon over a mat, being painted
    c.rect(x - 126, y - 132, 252, 265, TERRA)
    c.path(f"M{x + 14} {y - 84}a66 66 0 1 0 62 88a52 52 0 1 1 -62 -88z", WHITE)
    c.rect(x - 92, y + 72, 120, 20, WHITE)
    c.rect(0, 1066, 1200, 140, GREY)
    c.rect(0, 1060, 1200, 8, INK)
    for dx in (0, 150):
        c.line([(846 + dx, 1140), (880 + dx * 0.8, 470)], INK, 18)
    for k in range(7):
        c.line([(852 + k * 3, 1090 - k * 92), (990 - k * 2, 1090 - k * 92)], INK, 13)
    person(
        c,
        926,
        1094,
        500,
        -1,
        "climb",
        "dress",
        INK_2,
        STONE,
        SKIN[0],
        "wrap",
        hands=[(0.42, 0.8), (-0.06, 0.66)],
        edge=WHITE,
    )
    c.line([(716, 694), (680, 676)], INK, 10)
    c.line([(684, 680), (662, 668)], WHITE, 20, cap="butt")
    for x, tone in ((200, INK), (330, SLATE), (460, INK), (590, SLATE)):
        c.path(f"M{x - 56} 1070h112l-18 62h-76z", tone)
        c.rect(x - 62, 1058, 124, 16, tone)


def _child(
    c,
    x,
    y,
    h,
    facing=1,
    top=SLATE,
    bottom=INK,
    bag=INK,
    head="bare",
    wear="trousers",
    skin=SKIN[1],
    edge=SAND,
):
    person(
        c, x, y, h, facing, "walk", wear, top, bottom, skin, head, bag=bag, edge=edge, child=True
    )


@picture("tunis-school-walk", seed=91, ground=PAPER)
def tunis(c):
    """A child's map drawn over the plan of a quarter: a terracotta crayon line, wide where it is easy and thin where it is hard, with a dog, a cat, a sun and eyes."""
    rng = c.rng
    way = rounded(
        [
            (-40, 900),
            (190, 850),
            (330, 690),
            (300, 520),
            (520, 430),
            (760, 500),
            (850, 640),
            (1040, 660),
            (1170, 520),
            (1130, 330),
            (1330, 230),
            (1470, 240),
        ],
        3,
    )
    for quad in (
        [(-60, -60), (780, -40), (740, 560), (-60, 520)],
        [(790, -50), (1680, -50), (1680, 540), (755, 560)],
        [(-60, 535), (740, 575), (780, 1130), (-60, 1130)],
        [(758, 575), (1680, 556), (1680, 1130), (796, 1130)],
    ):
        for plot in parcels(quad, rng, 92, 0.3):
            home = inset(list(plot), 5)
            if not home or to_line(centre(home), way) < 40:
                continue
            c.poly(home, SAND)
            c.poly(home, "none", STONE, 2.5)
            court = inset(home, 24)
            if court and rng.random() < 0.8:
                c.poly(court, PAPER, STONE, 2)
            elif rng.random() < 0.5:
                c.hatch(home, 18, 45, DUNE, 3, trim=4)
    widths = [0] * len(way)
    for k in range(len(way)):
        t = k / len(way)
        widths[k] = 20 + 34 * (0.5 + 0.5 * math.sin(t * 15 + 0.6)) ** 2
        if 0.5 < t < 0.66:
            widths[k] = 7
    for shift, tone in ((0, PAPER), (1, TERRA)):
        for k in range(len(way) - 1):
            c.line([way[k], way[k + 1]], tone, widths[k] + (24 if shift == 0 else 0))
    for _ in range(150):
        k = rng.randrange(2, len(way) - 3)
        x, y = way[k]
        w = widths[k] / 2
        dx, dy = rng.uniform(-w, w), rng.uniform(-w, w)
        c.line(
            [(x + dx, y + dy), (x + dx + rng.uniform(-16, 16), y + dy + rng.uniform(-16, 16))],
            PAPER,
            2,
            opacity=0.55,
        )

    def crayon(points, width=7, tone=INK, closed=False):
        for _ in range(2):
            moved = [(x + rng.uniform(-2.5, 2.5), y + rng.uniform(-2.5, 2.5)) for x, y in points]
            c.curve(moved + (moved[:1] if closed else []), tone, width * 0.7)

    def scribble(points, tone=INK, gap=13):
        c.hatch(points, gap, rng.uniform(20, 70), tone, 5)

    # sun, school, cat, dog, high wall, eyes in windows, tree, snail
    crayon(ring(170, 170, 66, 66, 12), closed=True)
    for a, b in zip(ring(170, 170, 86, 86, 12), ring(170, 170, 124, 124, 12), strict=False):
        crayon([a, b])
    house = [(1420, 250), (1420, 120), (1500, 52), (1580, 120), (1580, 250)]
    c.poly(house, PAPER)
    crayon([*house, house[0]])
    crayon([(1480, 250), (1480, 186), (1520, 186), (1520, 250)])
    crayon([(1500, 52), (1500, 6), (1540, 18), (1502, 30)])
    wall = [(860, 712), (1130, 726), (1126, 860), (856, 846)]
    c.poly(wall, PAPER)
    crayon([*wall, wall[0]])
    scribble(wall)
    for k in range(5):
        crayon(
            [(872 + k * 52, 712 + k * 3), (890 + k * 52, 684 + k * 3), (908 + k * 52, 714 + k * 3)]
        )
    c.ellipse(470, 690, 130, 90, PAPER)
    crayon([(400, 720), (410, 660), (500, 656), (510, 720)])
    crayon([(410, 662), (382, 640), (372, 600)])
    crayon([(500, 660), (520, 620), (566, 630), (560, 658), (512, 668)])
    crayon([(524, 622), (522, 596), (540, 618)])
    for k in range(3):
        crayon(
            [(576 + k * 18, 600 - k * 8), (590 + k * 18, 616 - k * 6), (580 + k * 18, 636 + k * 2)],
            5,
        )
    c.ellipse(980, 190, 120, 100, PAPER)
    crayon(ring(980, 200, 60, 52, 10), closed=True)
    crayon([(930, 172), (926, 116), (966, 150)])
    crayon([(996, 150), (1034, 112), (1032, 174)])
    for k in (-1, 1):
        c.circle(980 + k * 22, 192, 6, INK)
        crayon([(980 + k * 18, 222), (980 + k * 86, 210)], 4)
        crayon([(980 + k * 18, 228), (980 + k * 84, 236)], 4)
    c.rect(560, 190, 190, 130, PAPER)
    for k in (0, 1):
        crayon(ring(606 + k * 96, 256, 40, 24, 10), closed=True)
        c.circle(606 + k * 96, 256, 12, INK)
        for t in (-1, 0, 1):
            crayon([(606 + k * 96 + t * 22, 228), (606 + k * 96 + t * 32, 206)], 4)
    for x, y, s in ((1390, 720, 1.2), (120, 560, 0.9)):
        c.circle(x, y - 40 * s, 90 * s, PAPER)
        crayon([(x, y + 50 * s), (x, y - 20 * s)], 10)
        crayon(
            [
                (x + 60 * s * math.cos(t / 2), y - 60 * s + 46 * s * math.sin(t / 2))
                for t in range(26)
            ]
        )
    c.ellipse(640, 930, 120, 70, PAPER)
    crayon(
        [
            (640 + r * 3.1 * math.cos(r / 2.4), 920 + r * 3.1 * math.sin(r / 2.4))
            for r in range(1, 17)
        ]
    )
    crayon([(590, 966), (700, 970), (734, 930), (728, 900)])
    crayon([(734, 930), (752, 898)])


@picture("tunis-school-walk-detail", SQUARE, seed=92, ground=PAPER)
def tunis_wall(c):
    """A long high wall with a doorway newly cut in it; inside a shoemaker works in the light, and three children walk by."""
    rng = c.rng
    c.rect(0, 0, 1200, 1200, SAND)
    c.rect(860, 40, 96, 400, DUNE)
    c.rect(846, 150, 124, 20, STONE)
    c.rect(880, 70, 22, 46, STONE)
    c.rect(914, 70, 22, 46, STONE)
    c.poly([(860, 40), (908, -20), (956, 40)], STONE)
    c.rect(-10, 236, 1220, 740, INK_2)
    c.rect(-10, 220, 1220, 28, INK)
    for row in range(16):
        for k in range(13):
            x = k * 104 - (row % 2) * 52 - 20
            if rng.random() < 0.75:
                c.rect(
                    x,
                    256 + row * 45,
                    98,
                    39,
                    rng.choice(("#36443f", "#3a4945", "#30403d", "#3d4b47")),
                )
    for x, y in ((130, 420), (1000, 360), (930, 760)):
        c.dots([(x, y), (x + 150, y), (x + 150, y + 90), (x, y + 90)], 60, 4, SLATE)
    c.path("M420 980V560a170 170 0 0 1 340 0v420z", TERRA_DARK)
    c.path("M444 980V562a146 146 0 0 1 292 0v418z", TERRA)
    for k in range(9):
        t = math.pi * (1 + k / 8)
        c.line(
            [
                (590 + 148 * math.cos(t), 560 + 148 * math.sin(t)),
                (590 + 168 * math.cos(t), 560 + 168 * math.sin(t)),
            ],
            TERRA_PALE,
            4,
        )
    c.line([(590, 418), (590, 500)], INK, 5)
    c.poly([(570, 498), (610, 498), (630, 524), (550, 524)], INK)
    c.circle(590, 532, 15, WHITE)
    for k, y in enumerate((600, 672)):
        c.rect(640, y, 96, 8, INK)
        for j in range(3):
            c.path(f"M{648 + j * 30} {y - 2}v-24h8l4 12l14 6v6z", (WHITE, INK, SAND)[(j + k) % 3])
    person(
        c,
        512,
        950,
        360,
        1,
        "sit",
        top=WHITE,
        bottom=INK,
        head="grey",
        skin=SKIN[2],
        apron=None,
        hands=[(0.26, 0.46), (0.3, 0.38)],
        edge=TERRA,
    )
    c.rect(470, 866, 80, 12, INK)
    for x in (480, 530):
        c.rect(x, 876, 9, 96, INK)
    c.rect(588, 838, 90, 14, INK)
    c.rect(626, 850, 12, 120, INK)
    c.path("M596 836v-30h14l8 16l26 6v8z", INK)
    c.line([(606, 784), (634, 764)], INK, 7)
    c.line([(598, 772), (612, 794)], INK, 14, cap="butt")
    c.rect(-10, 972, 1220, 240, DUNE)
    c.rect(-10, 968, 1220, 10, INK)
    c.poly([(444, 978), (736, 978), (800, 1100), (380, 1100)], TERRA_PALE, opacity=0.55)
    for k in range(7):
        c.line([(k * 220 - 100, 978), (k * 280 - 280, 1200)], STONE, 3)
    c.line([(0, 1076), (1200, 1076)], STONE, 3)
    for x, look in (
        (800, {"top": WHITE, "bottom": INK, "bag": GREY, "head": "bare", "skin": SKIN[2]}),
        (
            930,
            {
                "top": STONE,
                "bottom": STONE,
                "wear": "dress",
                "bag": INK,
                "head": "bun",
                "skin": SKIN[3],
            },
        ),
        (1070, {"top": GREY, "bottom": INK, "bag": SAND, "head": "cap", "skin": SKIN[1]}),
    ):
        c.ellipse(x, 1102, 62, 9, STONE)
        _child(c, x, 1100, 300 if x != 930 else 280, -1, edge=INK_2, **look)
    _child(
        c,
        250,
        1106,
        300,
        1,
        top=WHITE,
        bottom=INK,
        bag=INK_2,
        head="bun",
        wear="trousers",
        skin=SKIN[2],
        edge=INK_2,
    )
    c.ellipse(250, 1110, 62, 8, STONE)
