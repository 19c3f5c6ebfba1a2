"""Where case studies stand: in words, and as marks on the map. Never more exact than allowed."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.choices import Precision
from casestudies.facets import Bits, CaseIndex
from casestudies.models import CaseStudyPage
from justcities.core.worldmap import Mark, project
from justcities.vocabulary.models import City, Concept

MOST_MARKS = 300


def place_label(
    city: City | None, country: Concept | None, region: Concept | None, precision: str
) -> str:
    """Return a place in the active language: ``Freetown, Sierra Leone``, or only the country."""
    names = []
    if city and precision != Precision.REGION:
        names.append(city.display_name())
    if country:
        names.append(country.label())
    elif region:
        names.append(region.label())
    return _(", ").join(names)


def marks(index: CaseIndex, matches: Bits, base_url: str) -> list[Mark]:
    """Return the marks of a set of case studies, one a place.

    Args:
        index: the language's index.
        matches: the set to show.
        base_url: the address of the listing, which case studies stand below.

    Returns:
        At most 300 marks, those with most case studies first. Case studies that may only be shown
        by region or country have no mark.
    """
    grouped: dict[tuple[float, float], list[int]] = defaultdict(list)
    flags = bin(matches)[:1:-1]
    for position, flag in enumerate(flags):
        entry = index.entries[position] if flag == "1" else None
        if entry is None or entry.latitude is None or entry.longitude is None:
            continue
        grouped[project(entry.latitude, entry.longitude)].append(position)
    largest = sorted(grouped.items(), key=lambda item: -len(item[1]))[:MOST_MARKS]
    return [_mark(index, x, y, positions, base_url) for (x, y), positions in largest]


def _mark(index: CaseIndex, x: float, y: float, positions: list[int], base_url: str) -> Mark:
    entry = index.entries[positions[0]]
    city = index.cities.get(entry.city or 0, "") or index.places.get(entry.country or 0, ("",))[0]
    if len(positions) == 1:
        return Mark(
            x=x,
            y=y,
            label=_("%(city)s: %(title)s") % {"city": city, "title": entry.title},
            url=f"{base_url}{entry.slug}/",
            number=entry.number,
        )
    label = ngettext(
        "%(city)s: %(count)d case study", "%(city)s: %(count)d case studies", len(positions)
    ) % {"city": city, "count": len(positions)}
    return Mark(x=x, y=y, label=label, url=base_url, count=len(positions))


def case_marks(page: CaseStudyPage) -> list[Mark]:
    """Return the mark of one case study; none where only its region may be shown."""
    if page.precision == Precision.REGION or page.latitude is None or page.longitude is None:
        return []
    x, y = project(page.latitude, page.longitude)
    return [Mark(x=x, y=y, label=page.place_label)]
