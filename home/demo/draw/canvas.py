"""A sheet to draw on: plain shapes in, SVG out."""

import math
import random
from collections.abc import Callable
from contextlib import contextmanager

from .geometry import bounds, fringe, hatch_lines, inside
from .palette import INK, PAPER

WIDE = (1600, 1067)
SQUARE = (1200, 1200)
PICTURES: dict[str, tuple[Callable, tuple[int, int], int, str]] = {}


def picture(key, size=WIDE, seed=1, ground=PAPER):
    """Register a function that draws the picture `key` on a canvas it is given."""

    def keep(draw):
        PICTURES[key] = (draw, size, seed, ground)
        return draw

    return keep


def canvas_for(key):
    """Draw the picture `key` and return its canvas."""
    draw, (width, height), seed, ground = PICTURES[key]
    canvas = Canvas(width, height, seed, ground)
    draw(canvas)
    return canvas


def _number(value):
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def straight(points, closed=True):
    """Path data through points with straight edges."""
    data = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
    return data + "Z" if closed else data


def smooth(points, closed=False, tension=0.5):
    """Path data for a Catmull-Rom curve through points."""
    count = len(points)
    if count < 3:
        return straight(points, closed)

    def at(index):
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    data = f"M{_number(points[0][0])} {_number(points[0][1])}"
    for i in range(count if closed else count - 1):
        before, start, end, after = at(i - 1), at(i), at(i + 1), at(i + 2)
        k = tension / 3 * 1.0
        one = (start[0] + (end[0] - before[0]) * k, start[1] + (end[1] - before[1]) * k)
        two = (end[0] - (after[0] - start[0]) * k, end[1] - (after[1] - start[1]) * k)
        data += "C" + " ".join(_number(v) for p in (one, two, end) for v in p)
    return data + "Z" if closed else data


class Canvas:
    """Collects SVG elements; `rng` is the picture's own source of chance."""

    def __init__(self, width, height, seed, ground):
        self.width, self.height = width, height
        self.rng = random.Random(seed)
        self.parts = [f'<path d="M0 0h{width}v{height}H0z" fill="{ground}"/>']
        self.clips = 0

    def svg(self):
        """The finished picture as SVG text."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}">' + "".join(self.parts) + "</svg>"
        )

    def path(self, data, fill="none", stroke=None, width=2, opacity=1, dash=None, cap="round"):
        """Add a path from SVG path data."""
        out = f'<path d="{data}" fill="{fill}"'
        if stroke:
            out += f' stroke="{stroke}" stroke-width="{_number(width)}" stroke-linecap="{cap}" stroke-linejoin="round"'
        if dash:
            out += f' stroke-dasharray="{dash}"'
        if opacity != 1:
            out += f' opacity="{opacity}"'
        self.parts.append(out + "/>")

    def poly(self, points, fill, stroke=None, width=2, opacity=1, hand=0):
        """A filled polygon; `hand` roughens its edge by so many pixels."""
        if hand:
            points = fringe(points, hand, self.rng)
        self.path(straight(points), fill, stroke, width, opacity)

    def blob(self, points, fill, stroke=None, width=2, opacity=1, tension=0.5):
        """A filled closed curve through points."""
        self.path(smooth(points, True, tension), fill, stroke, width, opacity)

    def line(self, points, stroke=INK, width=3, dash=None, cap="round", opacity=1):
        """An open line with straight edges."""
        self.path(straight(points, False), "none", stroke, width, opacity, dash, cap)

    def curve(self, points, stroke=INK, width=3, dash=None, cap="round", opacity=1):
        """An open line, curved."""
        self.path(smooth(points), "none", stroke, width, opacity, dash, cap)

    def rect(self, x, y, w, h, fill, stroke=None, width=2, opacity=1, hand=0):
        """A rectangle by its upper left corner."""
        self.poly(
            [(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, stroke, width, opacity, hand
        )

    def ellipse(self, x, y, rx, ry, fill="none", stroke=None, width=2, opacity=1, turn=0):
        """An ellipse round a centre, turned by degrees."""
        extra = f' stroke="{stroke}" stroke-width="{_number(width)}"' if stroke else ""
        extra += f' opacity="{opacity}"' if opacity != 1 else ""
        extra += f' transform="rotate({_number(turn)} {_number(x)} {_number(y)})"' if turn else ""
        self.parts.append(
            f'<ellipse cx="{_number(x)}" cy="{_number(y)}" rx="{_number(rx)}" ry="{_number(ry)}" fill="{fill}"{extra}/>'
        )

    def circle(self, x, y, r, fill="none", stroke=None, width=2, opacity=1):
        """A circle round a centre."""
        self.ellipse(x, y, r, r, fill, stroke, width, opacity)

    def arc(self, x, y, r, start, end, stroke=INK, width=3, cap="round"):
        """Part of a circle, between two angles in degrees, clockwise from the right."""
        steps = max(4, int(abs(end - start) / 4))
        turns = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
        self.curve(
            [(x + r * math.cos(t), y + r * math.sin(t)) for t in turns], stroke, width, cap=cap
        )

    def hatch(self, points, gap=10, angle=45, stroke=INK, width=2, opacity=1, trim=0):
        """Parallel strokes over a polygon."""
        data = "".join(straight(line, False) for line in hatch_lines(points, gap, angle, trim))
        if data:
            self.path(data, "none", stroke, width, opacity)

    def dots(self, points, count, r=2, fill=INK, opacity=1):
        """Scattered dots over a polygon."""
        left, top, right, bottom = bounds(points)
        for _ in range(count):
            x, y = self.rng.uniform(left, right), self.rng.uniform(top, bottom)
            if inside((x, y), points):
                self.circle(x, y, r * self.rng.uniform(0.6, 1.3), fill, opacity=opacity)

    @contextmanager
    def clip(self, points, curved=False):
        """Draw only inside a polygon."""
        self.clips += 1
        data = smooth(points, True) if curved else straight(points)
        self.parts.append(
            f'<clipPath id="c{self.clips}"><path d="{data}"/></clipPath><g clip-path="url(#c{self.clips})">'
        )
        yield
        self.parts.append("</g>")

    @contextmanager
    def move(self, x=0, y=0, turn=0, scale=1, flip=False):
        """Draw in a moved, turned, scaled or mirrored frame."""
        across = -scale if flip else scale
        self.parts.append(
            f'<g transform="translate({_number(x)} {_number(y)}) rotate({_number(turn)}) scale({across:.3f} {scale:.3f})">'
        )
        yield
        self.parts.append("</g>")
