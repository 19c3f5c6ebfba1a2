"""How many queries a page of the library takes, however many records there are."""

from __future__ import annotations

from typing import Any

import pytest

from justcities.vocabulary.schemes import Scheme
from library.models import ResourceCitation, ResourceFile
from tests.factories import (
    CaseStudyPageFactory,
    CollectionPageFactory,
    ConceptFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)

LISTING, RESOURCE, COLLECTION, LIST, FEED, CASE = 20, 30, 20, 25, 20, 15
# One more than elsewhere: which versions are public is asked beside what this person may see.
SIGNED_IN = 5


@pytest.fixture
def shelf(library: Any, site_tree: Any) -> Any:
    """Return a function that brings the library to a number of records that share everything."""
    kind = ConceptFactory(scheme=Scheme.RESOURCE_TYPE, notation="report")
    heat = ConceptFactory(scheme=Scheme.THEME, notation="heat")
    case = CaseStudyPageFactory(parent=site_tree.case_index)
    made: list[Any] = []

    def filled(count: int) -> dict[str, tuple[str, int]]:
        while len(made) < count:
            made.append(
                ResourcePageFactory(
                    parent=library,
                    concepts=[kind, heat],
                    files=[ResourceFile(document=SiteDocumentFactory())],
                    citations=[ResourceCitation(case=case)],
                )
            )
        collection = CollectionPageFactory(parent=library, resources=made)
        kept = "&".join(f"r={each.pk}" for each in made)
        return {
            "listing": (f"{library.url}?type=report&theme=heat&year=2019", LISTING),
            "feed": (f"{library.url}feed/?type=report", FEED),
            "resource": (made[0].url, RESOURCE),
            "collection": (collection.url, COLLECTION),
            "list": (f"{library.url}list/?{kept}&c={case.pk}", LIST),
            "case": (case.url, CASE),
        }

    return filled


def counted(client: Any, addresses: dict[str, tuple[str, int]], query_count: Any) -> dict[str, int]:
    """Return the queries of each address once what is kept in memory is there."""
    found = {}
    for name, (url, _most) in addresses.items():
        for _time in range(2):
            assert client.get(url).status_code == 200
        with query_count() as queries:
            client.get(url)
        found[name] = len(queries)
    return found


def test_as_many_queries_with_many_records_as_with_few(
    shelf: Any, client: Any, query_count: Any
) -> None:
    few = shelf(4)
    first = counted(client, few, query_count)
    assert {name: n for name, n in first.items() if n > few[name][1]} == {}
    assert counted(client, shelf(9), query_count) == first


def test_signing_in_costs_five_more_at_most(
    shelf: Any, client: Any, client_of: Any, member: Any, query_count: Any
) -> None:
    addresses = shelf(3)
    without = counted(client, addresses, query_count)
    signed_in = counted(client_of(member), addresses, query_count)
    assert {name: n for name, n in signed_in.items() if n > without[name] + SIGNED_IN} == {}
