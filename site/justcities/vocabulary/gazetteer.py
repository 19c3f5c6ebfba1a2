"""The packaged gazetteer: cities of 50,000 people or more and all capitals, from GeoNames."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from justcities.core.versions import bump
from justcities.vocabulary.datafiles import DATA, DataFileError
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import NAME
from justcities.vocabulary.text import fold

PACKAGED = DATA / "cities.csv.gz"
# GeoNames' licence asks for both to be shown; the colophon and data/README.md do.
ATTRIBUTION = "GeoNames"
ATTRIBUTION_URL = "https://www.geonames.org/"
ATTRIBUTION_LICENCE = "CC BY 4.0"

FIXED = {"geonames_id", "name", "country", "latitude", "longitude", "population", "spellings"}
BATCH = 1000


@transaction.atomic
def load_cities(path: Path = PACKAGED) -> int:
    """Add the gazetteer's cities that the database lacks; a city that is there is left as it is.

    Args:
        path: the packed file; every column that is not a fixed one is named by a language.

    Returns:
        How many cities were added.

    Raises:
        DataFileError: the countries were not loaded before.
    """
    countries = dict(Concept.objects.filter(scheme=Scheme.COUNTRY).values_list("notation", "pk"))
    if not countries:
        raise DataFileError("No countries: run load_vocabulary first.")
    there = set(City.objects.exclude(geonames_id=None).values_list("geonames_id", flat=True))
    cities = [
        _city(row, countries[row["country"]])
        for row in _rows(path)
        if int(row["geonames_id"]) not in there and row["country"] in countries
    ]
    City.objects.bulk_create(cities, batch_size=BATCH)
    if cities:
        bump(NAME)
    return len(cities)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _city(row: dict[str, str], country: int) -> City:
    names = {code: name for code, name in row.items() if code not in FIXED and name}
    folded = dict.fromkeys(fold(name) for name in (row["name"], *names.values()))
    spellings = row["spellings"].split("|") if row["spellings"] else []
    return City(
        geonames_id=int(row["geonames_id"]),
        name=row["name"],
        names=names,
        country_id=country,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
        folded="|".join(dict.fromkeys([*folded, *spellings])),
    )
