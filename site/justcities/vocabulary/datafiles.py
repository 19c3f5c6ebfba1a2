"""Reads the vocabulary's data files into plain entries, touching no database."""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from justcities.core.languages import cldr, codes
from justcities.vocabulary.schemes import Scheme

DATA = Path(__file__).parent / "data"

Words = dict[str, list[str]]


class DataFileError(ValueError):
    """A data file that can't be read; the message names the file and the entry."""


@dataclass
class Entry:
    """One concept as a file describes it. References are ``scheme:notation``."""

    scheme: str
    notation: str
    preferred: dict[str, str]
    broader: str = ""
    related: str = ""
    alternative: Words = field(default_factory=dict)
    avoid: Words = field(default_factory=dict)
    definition: dict[str, str] = field(default_factory=dict)
    note: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What the entry is known by: its scheme and notation."""
        return self.scheme, self.notation


def read_all(directory: Path = DATA) -> list[Entry]:
    """Return every entry of a folder of ``*.toml`` files and its ``countries.csv``.

    Raises:
        DataFileError: a file is no TOML, names an unknown scheme, or has an entry without
            notation or name.
    """
    entries = [entry for path in sorted(directory.glob("*.toml")) for entry in read_scheme(path)]
    countries = directory / "countries.csv"
    if countries.exists():
        entries.extend(read_countries(countries, codes()))
    return entries


def read_scheme(path: Path) -> Iterator[Entry]:
    """Yield the entries of one scheme's file, in its order.

    Schemes are named by gettext (``schemes.py``), so the file's own ``[label]`` is not read.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        scheme = Scheme(data["scheme"]).value
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise DataFileError(f"{path.name}: {error}") from error
    for number, concept in enumerate(data.get("concepts", []), start=1):
        if not concept.get("notation") or not concept.get("preferred"):
            raise DataFileError(f"{path.name}: concept {number} lacks a notation or a name")
        broader = concept.get("broader", "")
        yield Entry(
            scheme=scheme,
            notation=str(concept["notation"]),
            preferred=concept["preferred"],
            broader=broader if ":" in broader or not broader else f"{scheme}:{broader}",
            alternative=concept.get("alternative", {}),
            avoid=concept.get("avoid", {}),
            definition=concept.get("definition", {}),
            note=concept.get("note", {}),
        )


def read_countries(path: Path, languages: Iterable[str]) -> Iterator[Entry]:
    """Yield the countries, named by CLDR in each language, below their region of the UN's M49.

    ``alpha3`` is an alternative label of the source language, because some people look for it.
    """
    languages = list(languages)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["alpha2"]
            names = {
                language: name
                for language in languages
                if (name := cldr(language).territories.get(code))
            }
            yield Entry(
                scheme=Scheme.COUNTRY.value,
                notation=code,
                preferred=names or {languages[0]: code},
                broader=f"{Scheme.REGION}:{row['subregion']}" if row["subregion"] else "",
                related=f"{Scheme.NORTH_SOUTH}:{row['north_south']}" if row["north_south"] else "",
                alternative={languages[0]: [row["alpha3"]]},
            )
