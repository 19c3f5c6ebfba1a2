"""A library in every language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import LibraryIndexPageFactory


@pytest.fixture
def libraries(site_tree: Any) -> dict[str, Any]:
    """The pages that list the library, by language, linked as translations."""
    pages: dict[str, Any] = {}
    for code, home in site_tree.homes.items():
        shared = {"translation_key": pages["en"].translation_key} if pages else {}
        pages[code] = LibraryIndexPageFactory(
            parent=home, slug="library", locale=home.locale, **shared
        )
    return pages


@pytest.fixture
def library(libraries: dict[str, Any]) -> Any:
    """The English one."""
    return libraries["en"]
