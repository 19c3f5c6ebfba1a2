"""Small people, from the side and from above: plain, upright, each a little different."""

import itertools
import math

from .palette import DUNE, GREY, INK, PAPER, SKIN, SLATE, STONE, WHITE


def person(
    c,
    x,
    y,
    h,
    facing=1,
    pose="stand",
    wear="trousers",
    top=SLATE,
    bottom=INK,
    skin=SKIN[0],
    head="bare",
    hands=None,
    cane=False,
    bag=None,
    edge=PAPER,
    apron=None,
    child=False,
):
    """A person from the side, feet at (x, y), h high. `hands` are two points in body heights."""
    s = h * facing
    big = 1.35 if child else 1.0

    def at(px, py):
        return x + px * s, y - py * h

    lift = 0.0
    if pose == "sit":
        lift = -0.24
    hip, neck = 0.5 + lift, 0.83 + lift
    if child:
        neck -= 0.05
    width = 0.088 * h
    legs = {
        "stand": [
            [(-0.035, hip), (-0.04, 0.26), (-0.045, 0.015)],
            [(0.035, hip), (0.04, 0.26), (0.04, 0.015)],
        ],
        "walk": [
            [(-0.02, hip), (-0.05, 0.27), (-0.15, 0.03)],
            [(0.02, hip), (0.08, 0.28), (0.11, 0.015)],
        ],
        "climb": [
            [(-0.02, hip), (-0.03, 0.25), (-0.09, 0.015)],
            [(0.02, hip), (0.14, 0.36), (0.12, 0.14)],
        ],
        "sit": [
            [(-0.02, hip + 0.02), (0.2, hip + 0.02), (0.21, 0.02)],
            [(0, hip + 0.01), (0.24, hip + 0.01), (0.26, 0.02)],
        ],
    }[pose]
    arms = (
        hands
        or {
            "stand": [(0.06, 0.42 + lift), (-0.1, 0.42 + lift)],
            "walk": [(0.16, 0.47), (-0.15, 0.46)],
            "climb": [(0.2, 0.56), (-0.08, 0.45)],
            "sit": [(0.2, 0.33), (0.12, 0.34)],
        }[pose]
    )

    def limb(points, colour, wide, tip=None):
        c.line([at(*p) for p in points], colour, wide)
        if tip:
            c.circle(*at(*points[-1]), wide * 0.48, tip)

    def arm(shoulder, hand, colour):
        elbow = bend(shoulder, hand, 0.2)
        c.line([at(*shoulder), at(*elbow), at(*hand)], edge, 0.074 * h)
        limb([shoulder, elbow, hand], colour, 0.062 * h, skin)

    if cane:
        c.line([at(arms[0][0], arms[0][1]), at(arms[0][0] + 0.03, 0.0)], INK, max(2, 0.018 * h))
    far_arm = arms[1] if len(arms) > 1 else None
    if far_arm:
        limb(
            [(-0.05, neck - 0.06), bend((-0.05, neck - 0.06), far_arm, 0.2), far_arm],
            top,
            0.06 * h,
            skin,
        )
    if wear == "trousers" or pose == "sit":
        for leg in legs:
            _leg(c, [at(*p) for p in leg], width, bottom)
            foot = leg[-1]
            c.line(
                [at(foot[0] - 0.012, foot[1] + 0.003), at(foot[0] + 0.05, foot[1] + 0.001)],
                INK,
                0.036 * h,
            )
    else:
        hem = 0.05 if wear == "robe" else 0.17
        for leg in legs:
            foot = leg[-1]
            limb([(foot[0] * 0.8, hem + 0.05), (foot[0], foot[1])], skin, 0.05 * h)
            c.line(
                [at(foot[0] - 0.01, foot[1] + 0.003), at(foot[0] + 0.05, foot[1])], INK, 0.035 * h
            )
        flare = 0.17 if pose in ("walk", "climb") else 0.14
        c.blob(
            [
                at(-0.075, hip + 0.08),
                at(0.075, hip + 0.08),
                at(0.1, hip - 0.1),
                at(flare, hem),
                at(0, hem - 0.012),
                at(-flare, hem),
                at(-0.1, hip - 0.1),
            ],
            bottom,
            tension=0.8,
        )
    low = hip - 0.03
    c.blob(
        [
            at(-0.08, low),
            at(-0.08, hip + 0.05),
            at(-0.082, hip + 0.17),
            at(-0.095, neck - 0.08),
            at(-0.085, neck - 0.025),
            at(-0.035, neck),
            at(0.035, neck),
            at(0.085, neck - 0.025),
            at(0.095, neck - 0.08),
            at(0.085, hip + 0.17),
            at(0.082, hip + 0.05),
            at(0.08, low),
        ],
        top,
        tension=0.5,
    )
    if apron:
        c.blob(
            [
                at(-0.03, neck - 0.08),
                at(0.09, neck - 0.09),
                at(0.1, hip),
                at(0.13, 0.26),
                at(0.0, 0.24),
                at(-0.04, hip),
            ],
            apron,
            tension=0.6,
        )
    if bag:
        c.line([at(-0.06, neck - 0.02), at(0.08, hip)], bag, 0.02 * h)
        c.blob(
            [
                at(-0.02, hip + 0.03),
                at(0.13, hip + 0.03),
                at(0.14, hip - 0.13),
                at(-0.03, hip - 0.13),
            ],
            bag,
            edge,
            2,
            tension=0.3,
        )
    limb([(0.0, neck - 0.01), (0.008, neck + 0.04)], skin, 0.052 * h)
    _head(c, at(0.012, neck + 0.088 * big), 0.06 * h * big, facing, head, skin, top)
    if arms:
        arm((0.05, neck - 0.06), arms[0], top)


def _leg(c, points, wide, colour):
    """A leg that grows thinner to the ankle."""
    for (a, b), (w, v) in zip(
        itertools.pairwise(points),
        ((wide * 1.05, wide * 0.85), (wide * 0.85, wide * 0.62)),
        strict=False,
    ):
        turn = math.atan2(b[1] - a[1], b[0] - a[0]) + math.pi / 2
        dx, dy = math.cos(turn) / 2, math.sin(turn) / 2
        c.poly(
            [
                (a[0] + dx * w, a[1] + dy * w),
                (b[0] + dx * v, b[1] + dy * v),
                (b[0] - dx * v, b[1] - dy * v),
                (a[0] - dx * w, a[1] - dy * w),
            ],
            colour,
        )
        c.circle(*a, w / 2, colour)


def bend(shoulder, hand, reach):
    """An elbow for an arm between a shoulder and a hand."""
    mx, my = (shoulder[0] + hand[0]) / 2, (shoulder[1] + hand[1]) / 2
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    half = math.hypot(dx, dy) / 2 or 0.01
    out = math.sqrt(max(0.0, reach**2 - half**2)) * 0.7
    return mx + dy / (2 * half) * out, my - dx / (2 * half) * out if dx > 0 else my + dx / (
        2 * half
    ) * out


def _head(c, place, r, facing, kind, skin, cloth):
    """A head with hair, hat or cloth."""
    x, y = place
    c.ellipse(x, y, r * 0.9, r * 1.1, skin)
    if kind == "bare":
        c.path(
            f"M{x - facing * r} {y + r * 0.25:.1f}A{r:.1f} {r * 1.15:.1f} 0 0 {1 if facing > 0 else 0} {x + facing * r * 0.75:.1f} {y - r * 0.6:.1f}Z",
            INK,
        )
    elif kind == "bun":
        c.circle(x - facing * r * 0.95, y - r * 0.75, r * 0.5, INK)
        c.path(
            f"M{x - facing * r} {y + r * 0.25:.1f}A{r:.1f} {r * 1.15:.1f} 0 0 {1 if facing > 0 else 0} {x + facing * r * 0.75:.1f} {y - r * 0.6:.1f}Z",
            INK,
        )
    elif kind == "grey":
        c.path(
            f"M{x - facing * r} {y + r * 0.25:.1f}A{r:.1f} {r * 1.15:.1f} 0 0 {1 if facing > 0 else 0} {x + facing * r * 0.75:.1f} {y - r * 0.6:.1f}Z",
            STONE,
        )
    elif kind == "hat":
        c.ellipse(x, y - r * 0.55, r * 1.75, r * 0.32, DUNE)
        c.blob(
            [
                (x - r * 0.95, y - r * 0.6),
                (x - r * 0.7, y - r * 1.45),
                (x + r * 0.7, y - r * 1.45),
                (x + r * 0.95, y - r * 0.6),
            ],
            DUNE,
            tension=0.6,
        )
    elif kind == "cap":
        c.path(
            f"M{x - r:.1f} {y - r * 0.35:.1f}A{r:.1f} {r:.1f} 0 0 1 {x + r:.1f} {y - r * 0.35:.1f}Z",
            GREY,
        )
        c.line([(x, y - r * 0.35), (x + facing * r * 1.5, y - r * 0.3)], GREY, r * 0.28)
    elif kind == "wrap":
        c.blob(
            [
                (x - r * 1.1, y),
                (x - r * 1.15, y - r * 1.0),
                (x - r * 0.2, y - r * 1.65),
                (x + r * 1.0, y - r * 1.0),
                (x + r * 0.95, y - r * 0.35),
            ],
            WHITE,
            tension=0.9,
        )
    elif kind == "scarf":
        c.blob(
            [
                (x + facing * r * 0.55, y - r * 1.05),
                (x - facing * r * 0.2, y - r * 1.3),
                (x - facing * r * 1.15, y - r * 0.5),
                (x - facing * r * 1.2, y + r * 0.8),
                (x - facing * r * 1.5, y + r * 1.7),
                (x + facing * r * 1.0, y + r * 1.6),
                (x + facing * r * 0.45, y + r * 0.9),
                (x + facing * r * 0.15, y),
            ],
            cloth,
            tension=0.8,
        )


def above(c, x, y, size, turn=0, cloth=SLATE, hair=INK, shadow=None, hat=None, sun=(0.7, 0.9)):
    """A person seen from above, `size` across the shoulders, facing `turn` degrees (0 is right)."""
    if shadow:
        c.line([(x, y), (x + size * sun[0] * 0.9, y + size * sun[1] * 0.9)], shadow, size * 0.55)
    with c.move(x, y, turn):
        c.ellipse(size * 0.1, size * 0.4, size * 0.17, size * 0.1, cloth, turn=-12)
        c.ellipse(size * 0.1, -size * 0.4, size * 0.17, size * 0.1, cloth, turn=12)
        c.ellipse(0, 0, size * 0.2, size * 0.5, cloth)
        if hat:
            c.circle(size * 0.05, 0, size * 0.36, hat)
            c.circle(size * 0.05, 0, size * 0.19, "none", INK, 1.5)
        else:
            c.circle(size * 0.05, 0, size * 0.21, hair)


def wheelchair(c, x, y, h, facing=1, frame=INK, push=True):
    """A wheelchair from the side: wheel on the ground at (x, y), h the height of a grown person."""

    def at(px, py):
        return x + px * h * facing, y - py * h

    c.line(
        [
            at(-0.16, 0.62),
            at(-0.09, 0.6),
            at(-0.06, 0.27),
            at(0.2, 0.27),
            at(0.27, 0.06),
            at(0.36, 0.05),
        ],
        frame,
        0.026 * h,
    )
    c.line([at(-0.02, 0.42), at(0.16, 0.42), at(0.18, 0.27)], frame, 0.022 * h)
    c.circle(*at(0.24, 0.06), 0.055 * h, "none", frame, 0.02 * h)
    c.circle(*at(0, 0.17), 0.165 * h, "none", frame, 0.024 * h)
    c.circle(*at(0, 0.17), 0.03 * h, frame)
    for k in range(4):
        dx, dy = math.cos(k * math.pi / 4 + 0.3) * 0.16, math.sin(k * math.pi / 4 + 0.3) * 0.16
        c.line([at(-dx, 0.17 - dy), at(dx, 0.17 + dy)], frame, 0.007 * h)


def seated_in_chair(c, x, y, h, facing=1, **looks):
    """A person in a wheelchair."""
    person(c, x - 0.02 * h * facing, y - 0.06 * h, h, facing, "sit", **looks)
    wheelchair(c, x, y, h, facing)
