"""Addresses with numbers that no database holds are addresses of nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

LARGE = "9" * 20


@pytest.mark.parametrize(
    "address",
    [
        f"/documents/{LARGE}/first-page.webp",
        f"/documents/{LARGE}/report.pdf",
        f"/sitemap-{LARGE}.xml",
        f"/en/translation/ask/{LARGE}/",
        f"/en/_util/authenticate_with_password/{LARGE}/1/",
        f"/en/_util/authenticate_with_password/1/{LARGE}/",
        f"/vocabulary/theme/{LARGE}",
    ],
)
def test_a_number_too_large_for_a_key_is_not_found(
    site_tree: Any, client: Client, address: str
) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["theme", "city", "country", "page", "year", "before", "q"])
def test_a_number_too_large_in_a_query_gets_a_page(
    site_tree: Any, client: Client, name: str
) -> None:
    assert client.get(site_tree.case_index.url, {name: LARGE}).status_code == 200
