"""One set of icons, each one path on a grid of 24, drawn with a line of 1.75."""

ICONS = {
    "menu": "M3 7h18M3 12h18M3 17h18",
    "close": "M5 5l14 14M19 5 5 19",
    "down": "M5 9l7 7 7-7",
    "next": "M5 12h14M13 6l6 6-6 6",
    "previous": "M19 12H5M11 6l-6 6 6 6",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "feed": "M5 5a14 14 0 0 1 14 14M5 11a8 8 0 0 1 8 8M5 18h1v1H5z",
    "warning": "M12 4 2.5 20h19zM12 10v5M12 17.5v.5",
}

# Those that point along the line of reading, and turn round with it.
TURNING = frozenset({"next", "previous"})
