"""Seeded helpers: parcels, insets, hatching, wobbling lines, projections."""

import itertools
import math


def bounds(points):
    """Left, top, right and bottom of a set of points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def centre(points):
    """The mean of points."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def mix(a, b, t):
    """The point at fraction t of the way from a to b."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def far(a, b):
    """Distance between two points."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def area(points):
    """Area of a polygon, positive when clockwise on screen."""
    return (
        sum(
            a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=False)
        )
        / 2
    )


def inside(point, polygon):
    """Whether a point lies in a polygon."""
    x, y = point
    hit = False
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=False):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def to_line(point, line):
    """Distance from a point to a polyline."""
    best = 1e9
    for a, b in itertools.pairwise(line):
        length = far(a, b) ** 2 or 1
        t = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length
        best = min(best, far(point, mix(a, b, max(0, min(1, t)))))
    return best


def along(line, step):
    """Points at even steps on a polyline, each with the direction there in radians."""
    out, rest = [], 0
    for a, b in itertools.pairwise(line):
        length, turn = far(a, b), math.atan2(b[1] - a[1], b[0] - a[0])
        at = rest
        while at < length:
            out.append((mix(a, b, at / length), turn))
            at += step
        rest = at - length
    return out


def rounded(line, times=3, closed=False):
    """A polyline with its corners cut (Chaikin), so that it bends softly."""
    for _ in range(times):
        pairs = (
            list(zip(line, line[1:] + line[:1], strict=False))
            if closed
            else list(itertools.pairwise(line))
        )
        cut = [p for a, b in pairs for p in (mix(a, b, 0.25), mix(a, b, 0.75))]
        line = cut if closed else [line[0], *cut, line[-1]]
    return line


def inset(polygon, distance):
    """A convex polygon moved inwards; empty when nothing is left."""
    if area(polygon) < 0:
        polygon = polygon[::-1]
    edges = []
    for a, b in zip(polygon, polygon[1:] + polygon[:1], strict=False):
        length = far(a, b) or 1
        nx, ny = -(b[1] - a[1]) / length, (b[0] - a[0]) / length
        edges.append(((a[0] + nx * distance, a[1] + ny * distance), (b[0] - a[0], b[1] - a[1])))
    out = []
    for (p, d), (q, e) in zip(edges[-1:] + edges[:-1], edges, strict=False):
        cross = d[0] * e[1] - d[1] * e[0]
        if abs(cross) < 1e-6:
            out.append(q)
            continue
        t = ((q[0] - p[0]) * e[1] - (q[1] - p[1]) * e[0]) / cross
        out.append((p[0] + d[0] * t, p[1] + d[1] * t))
    kept = area(out)
    return out if 0 < kept < area(polygon) else []


def parcels(quad, rng, smallest, skew=0.12):
    """Split a four-cornered plot into smaller ones until they are about `smallest` wide."""
    a, b, c, d = quad
    wide, tall = far(a, b) + far(d, c), far(a, d) + far(b, c)
    if max(wide, tall) / 2 < smallest * rng.uniform(1.2, 2.1):
        return [quad]
    s, t = (rng.uniform(0.38, 0.62) + rng.uniform(-skew, skew) / 2 for _ in range(2))
    if wide > tall:
        up, down = mix(a, b, s), mix(d, c, s + (t - s) * skew)
        halves = [(a, up, down, d), (up, b, c, down)]
    else:
        left, right = mix(a, d, s), mix(b, c, s + (t - s) * skew)
        halves = [(a, b, right, left), (left, right, c, d)]
    return [p for half in halves for p in parcels(list(half), rng, smallest, skew)]


def fringe(points, amount, rng, step=22):
    """A polygon with a slightly uneven edge, as cut by hand."""
    out = []
    for a, b in zip(points, points[1:] + points[:1], strict=False):
        count = max(1, int(far(a, b) / step))
        for i in range(count):
            x, y = mix(a, b, i / count)
            out.append((x + rng.uniform(-amount, amount), y + rng.uniform(-amount, amount)))
    return out


def hatch_lines(polygon, gap, angle, trim=0):
    """Parallel segments that fill a polygon."""
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    flat = [(x * cos + y * sin, -x * sin + y * cos) for x, y in polygon]
    _, low, _, high = bounds(flat)
    out, y = [], math.ceil(low / gap) * gap + 0.01
    while y < high:
        cuts = sorted(
            x1 + (x2 - x1) * (y - y1) / (y2 - y1)
            for (x1, y1), (x2, y2) in zip(flat, flat[1:] + flat[:1], strict=False)
            if (y1 > y) != (y2 > y)
        )
        for x1, x2 in zip(cuts[::2], cuts[1::2], strict=False):
            if x2 - x1 > 2 * trim + 1:
                out.append([(x * cos - y * sin, x * sin + y * cos) for x in (x1 + trim, x2 - trim)])
        y += gap
    return out


def wave(width, base, swing, rng, step=60, start=0):
    """A softly wandering level line from left to right."""
    phases = [(rng.uniform(0, 6.3), rng.uniform(0.6, 1.4)) for _ in range(3)]
    out, x = [], start
    while x <= start + width + step:
        lift = sum(math.sin(x / 330 * (i + 1) * f + p) / (i + 1) for i, (p, f) in enumerate(phases))
        out.append((x, base + lift * swing))
        x += step
    return out


def ripples(x, y, width, height, rng, count, longest=130):
    """Short level strokes for the face of water, as lines."""
    out = []
    for _ in range(count):
        length = rng.uniform(longest * 0.25, longest)
        left, level = rng.uniform(x - 20, x + width - length * 0.6), rng.uniform(y, y + height)
        out.append(
            [
                (left, level),
                (left + length * 0.5, level + rng.uniform(-3, 3)),
                (left + length, level),
            ]
        )
    return out


def ring(x, y, rx, ry, count, start=0):
    """Points evenly round an ellipse, start in degrees."""
    turns = [math.radians(start) + 2 * math.pi * i / count for i in range(count)]
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns]


def iso(ox, oy, scale, tilt=0.5):
    """A function that projects x (right, down), y (left, down) and z (up) onto the sheet."""

    def project(x, y, z=0):
        return ox + (x - y) * 0.866 * scale, oy + (x + y) * tilt * scale - z * scale

    return project


def contour_lines(height, left, top, right, bottom, levels, step=16):
    """Segments where a height function crosses each level (marching squares), joined into lines."""
    out = []
    for level in levels:
        links = {}
        y = top
        while y < bottom:
            x = left
            while x < right:
                corners = [(x, y), (x + step, y), (x + step, y + step), (x, y + step)]
                values = [height(*p) - level for p in corners]
                cuts = []
                for i in range(4):
                    v, w = values[i], values[(i + 1) % 4]
                    if (v > 0) != (w > 0):
                        px, py = mix(corners[i], corners[(i + 1) % 4], v / (v - w))
                        cuts.append((round(px, 2), round(py, 2)))
                for a, b in zip(cuts[::2], cuts[1::2], strict=False):
                    links.setdefault(a, []).append(b)
                    links.setdefault(b, []).append(a)
                x += step
            y += step
        out.append((level, _chains(links)))
    return out


def _chains(links):
    """Join loose segments end to end."""
    lines = []
    while links:
        start = next((p for p, q in links.items() if len(q) == 1), next(iter(links)))
        line, at = [start], start
        while links.get(at):
            after = links[at].pop()
            links[after].remove(at)
            if not links[at]:
                del links[at]
            line.append(after)
            at = after
        links.pop(at, None)
        if len(line) > 2:
            lines.append(line)
    return lines
