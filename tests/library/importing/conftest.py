"""A library to bring things into, and a hand that brings them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from justcities.vocabulary.schemes import Scheme
from library.importing import services
from library.models import Import, LibraryIndexPage
from tests.factories import (
    CityFactory,
    ConceptFactory,
    CountryFactory,
    KeywordFactory,
    LibraryIndexPageFactory,
)

KINDS = {
    "report": {"en": "Report", "fr": "Rapport", "ar": "تقرير"},
    "guide": {"en": "Guide", "es": "Guía", "ar": "دليل"},
    "policy-brief": {"en": "Policy brief"},
    "research-paper": {"en": "Research paper"},
    "toolkit": {"en": "Toolkit"},
    "video": {"en": "Video"},
    "website": {"en": "Website"},
}


@pytest.fixture
def vocabulary(db: None) -> dict[str, Any]:
    """Kinds, a theme, a keyword, a country and a city, with labels in several languages."""
    found = {
        notation: ConceptFactory(scheme=Scheme.RESOURCE_TYPE, notation=notation, labels=labels)
        for notation, labels in KINDS.items()
    }
    found["housing"] = ConceptFactory(
        notation="housing", labels={"en": "Housing", "fr": "Logement", "ar": "السكن"}
    )
    found["markets"] = KeywordFactory(
        notation="", labels={"en": "Markets", "fr": "Marchés"}, slug="markets", name="Markets"
    )
    found["kenya"] = CountryFactory(
        notation="KE", labels={"en": "Kenya", "ar": "كينيا"}, slug="kenya"
    )
    found["nairobi"] = CityFactory(name="Nairobi", country=found["kenya"])
    return found


@pytest.fixture
def libraries(site_tree: Any, vocabulary: dict[str, Any]) -> dict[str, LibraryIndexPage]:
    """The library's page in each language."""
    found: dict[str, LibraryIndexPage] = {}
    for code, home in site_tree.homes.items():
        shared = {"translation_key": found["en"].translation_key} if found else {}
        found[code] = LibraryIndexPageFactory(
            parent=home, slug="library", locale=home.locale, **shared
        )
    return found


@pytest.fixture
def bring(libraries: dict[str, LibraryIndexPage]) -> Callable[..., Import]:
    """Read a file or folder and plan; ``write=True`` brings it in too."""

    def brought(path: Path, write: bool = False, **fields: Any) -> Import:
        of = Import.objects.create(
            name=path.name, path=str(path), **{"language": "en", "source": "test", **fields}
        )
        services.read(of)
        if of.state == Import.State.MAPPING:
            services.match_columns(of, of.mapping["guess"])
            services.read(of)
        if write and of.state == Import.State.READ:
            services.bring_in(of)
        of.refresh_from_db()
        return of

    return brought
