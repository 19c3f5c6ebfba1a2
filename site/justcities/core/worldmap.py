"""The site's own world map: land without borders, and marks on it.

Land is drawn from Natural Earth (public domain). The projection is Equal Earth (Šavrič, Patterson
and Jenny, 2018, doi:10.1080/13658816.2018.1504949) with 11° E in the middle.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import acos, asin, cos, radians, sin, sqrt
from pathlib import Path

VIEW_BOX = "48 0 956 428"
MIDDLE = 11.0
SCALE = 184.73
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
NUMBER_WIDTH, NUMBER_HEIGHT = 28, 13


@dataclass
class Mark:
    """One place on the map. ``count`` case studies stand there; ``off`` ones are out of the set."""

    x: float
    y: float
    label: str
    url: str = ""
    count: int = 1
    number: int | None = None
    off: bool = False
    language: str = ""
    number_before: bool = False

    @property
    def r(self) -> float:
        """Half the side of the mark's square, in map units: its area grows with the count."""
        return round(min(4 * sqrt(self.count), 16), 1)


@dataclass
class WorldMap:
    """What the map component draws."""

    marks: list[Mark] = field(default_factory=list)
    view_box: str = VIEW_BOX

    @property
    def land(self) -> str:
        """The land, as SVG path data."""
        return _land()


@cache
def _land() -> str:
    return (Path(__file__).parent / "data" / "land.txt").read_text().strip()


@lru_cache(maxsize=10_000)
def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the map position of a place given in degrees, to a tenth of a map unit.

    Kept: a map of 10,000 case studies asks for the same cities each time.
    """
    turned = (longitude - MIDDLE + 180) % 360 - 180
    theta = asin(M * sin(radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = (
        radians(turned)
        * cos(theta)
        / (M * (A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared)))
    )
    y = theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared))
    return round(500 + SCALE * x, 1), round(SCALE * (1.2823 - y), 1)


def world(marks: Iterable[Mark]) -> WorldMap:
    """Return a map with these marks, the larger ones below so that none is hidden.

    A number stands behind its mark, or before it where it would lie on the next mark.
    """
    drawn = sorted(marks, key=lambda mark: -mark.count)
    along = sorted(drawn, key=lambda mark: mark.x)
    for place, mark in enumerate(along):
        for neighbour in along[place + 1 :]:
            if neighbour.x - mark.x > NUMBER_WIDTH:
                break
            if abs(neighbour.y - mark.y) < NUMBER_HEIGHT:
                mark.number_before = True
                break
    return WorldMap(drawn)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two places, each (latitude, longitude), on a round earth."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    angle = sin(lat1) * sin(lat2) + cos(lat1) * cos(lat2) * cos(lon1 - lon2)
    return 6371 * acos(max(-1.0, min(1.0, angle)))
