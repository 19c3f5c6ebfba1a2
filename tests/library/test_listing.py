"""The library's list: one entry for each record, in the reader's language where there is one."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from justcities.core.licences import Rights
from justcities.vocabulary.schemes import Scheme
from library.models import ResourceCitation, ResourceFile, ResourcePlace
from tests.factories import (
    CaseStudyPageFactory,
    CityFactory,
    CollectionPageFactory,
    ConceptFactory,
    CountryFactory,
    RegionFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)

ATOM = "{http://www.w3.org/2005/Atom}"


def listing_at(client: Client, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    return response.context["listing"]


def titles(listing: Any) -> list[str]:
    return [card.page.title for card in listing.items]


def counts(listing: Any, key: str) -> dict[str, int]:
    facet = next(facet for facet in listing.facets if facet.key == key)
    return {choice.value: choice.count for choice in facet.choices}


def test_a_record_stands_once_in_each_language_and_says_where_it_is_in_another(
    libraries: Any, site_tree: Any, client: Client
) -> None:
    both = ResourcePageFactory(parent=libraries["en"], title="Leases", slug="leases")
    site_tree.translated(both, "fr", title="Baux")
    ResourcePageFactory(parent=libraries["en"], title="Only English", slug="only-english")

    assert titles(listing_at(client, "/en/library/?sort=title")) == ["Leases", "Only English"]
    french = client.get("/fr/library/?sort=title")
    cards = french.context["listing"].items
    assert [(card.page.title, card.page.url, card.other) for card in cards] == [
        ("Baux", "/fr/library/leases/", ""),
        ("Only English", "/en/library/only-english/", "en"),
    ]
    assert (
        '<a class="title" href="/en/library/only-english/" lang="en" dir="ltr">Only English</a>'
        in french.content.decode()
    )


def test_a_record_whose_source_is_gone_is_shown_as_it_is_translated(
    libraries: Any, site_tree: Any, client: Client
) -> None:
    source = ResourcePageFactory(parent=libraries["en"], title="Leases")
    site_tree.translated(source, "ar", title="عقود")
    source.unpublish()

    assert titles(listing_at(client, "/fr/library/")) == ["عقود"]


def test_facets_of_the_library(library: Any, client: Client) -> None:
    region = RegionFactory(notation="africa", labels={"en": "Africa"})
    country = CountryFactory(notation="SL", labels={"en": "Sierra Leone"}, broader=region)
    report = ConceptFactory(scheme=Scheme.RESOURCE_TYPE, notation="report")
    heat = ConceptFactory(scheme=Scheme.THEME, notation="heat")
    ResourcePageFactory(
        parent=library,
        title="In Freetown",
        date="2019-05-31",
        languages=["en", "kri"],
        licence=Rights.CC_BY_4,
        concepts=[report, heat],
        places=[ResourcePlace(city=CityFactory(country=country), area=country)],
        files=[ResourceFile(document=SiteDocumentFactory())],
    )
    ResourcePageFactory(
        parent=library,
        title="Elsewhere",
        date="2018",
        languages=["en"],
        licence=Rights.ALL_RIGHTS,
        concepts=[report],
        files=[ResourceFile(link="https://example.org/")],
    )

    listing = listing_at(client, library.url)

    found = {facet.key: counts(listing, facet.key) for facet in listing.facets}
    assert found == {
        "file": {"yes": 1},
        "open": {"yes": 1},
        "type": {"report": 2},
        "theme": {"heat": 1},
        "group": {},
        "language": {"en": 2, "kri": 1},
        "year": {"2019": 1, "2018": 1},
        "region": {"africa": 1},
        "country": {"SL": 1},
        "target": {},
        "licence": {"CC-BY-4.0": 1, "all-rights-reserved": 1},
        "access": {"public": 2},
        "tag": {},
    }
    for query in (
        "?file=yes",
        "?open=yes",
        "?language=kri&year=2019",
        "?region=africa&country=SL",
        "?licence=CC-BY-4.0&theme=heat",
    ):
        assert titles(listing_at(client, library.url + query)) == ["In Freetown"], query


def test_orders(library: Any, client: Client) -> None:
    for title, date in (("B", "2001"), ("A", "2020-02"), ("C", "")):
        ResourcePageFactory(parent=library, title=title, date=date)

    got = {
        sort: "".join(titles(listing_at(client, f"{library.url}?sort={sort}")))
        for sort in ("added", "published", "title")
    }
    assert got == {"added": "CAB", "published": "ABC", "title": "ABC"}


@pytest.mark.parametrize(
    "query",
    ["?year=%00", "?type=<b>&language=%ff", "?page=999999999", "?access=nobody&file=no&tag=x"],
)
def test_a_hostile_query_string_gets_a_page(library: Any, client: Client, query: str) -> None:
    ResourcePageFactory(parent=library, title="Still here")

    assert titles(listing_at(client, library.url + query)) == ["Still here"]
    assert client.get(f"{library.url}feed/{query}").status_code == 200


def test_the_feed_of_a_choice_and_of_a_collection(library: Any, client: Client) -> None:
    old = ResourcePageFactory(parent=library, title="Old", date="1999")
    new = ResourcePageFactory(parent=library, title="New", date="2020")
    collection = CollectionPageFactory(parent=library, resources=[old, new])

    def entries(url: str) -> list[str]:
        root = ElementTree.fromstring(client.get(url).content)  # noqa: S314 (our own)
        return [entry.findtext(f"{ATOM}title") or "" for entry in root.findall(f"{ATOM}entry")]

    assert entries(f"{library.url}feed/") == ["New", "Old"]
    assert entries(f"{library.url}feed/?year=1999") == ["Old"]
    assert entries(f"{collection.url}feed/") == ["New", "Old"]


def test_a_stored_query_is_what_it_finds_today(library: Any, client: Client) -> None:
    collection = CollectionPageFactory(parent=library, query="year=2020&sort=title")
    assert client.get(collection.url).context["collected"].held == []

    ResourcePageFactory(parent=library, title="New", date="2020")
    ResourcePageFactory(parent=library, title="Old", date="1999")

    held = client.get(collection.url).context["collected"].held
    assert [each.card.page.title for each in held] == ["New"]


def test_a_collection_keeps_its_order_and_its_notes(library: Any, client: Client) -> None:
    second = ResourcePageFactory(parent=library, title="Second")
    first = ResourcePageFactory(parent=library, title="First")
    collection = CollectionPageFactory(parent=library, resources=[first, second])
    item = collection.items.get(resource=first)
    item.note = "Begin here."
    item.save()

    held = client.get(collection.url).context["collected"].held
    assert [(each.card.page.title, each.note) for each in held] == [
        ("First", "Begin here."),
        ("Second", ""),
    ]


def test_a_case_study_names_the_resources_it_uses_in_the_readers_language(
    libraries: Any, site_tree: Any, client: Client
) -> None:
    case = CaseStudyPageFactory(parent=site_tree.case_index)
    record = ResourcePageFactory(
        parent=libraries["en"], title="Leases", citations=[ResourceCitation(case=case)]
    )
    french_case = site_tree.translated(case, "fr", title="Portes")
    site_tree.translated(record, "fr", title="Baux")

    beside = client.get(case.url).context["beside"]
    assert [(line.title, line.url) for line in beside] == [("Leases", record.url)]
    assert [line.title for line in client.get(french_case.url).context["beside"]] == ["Baux"]
    citing = client.get("/fr" + record.url.removeprefix("/en")).context["citing"]
    assert [(each.case.title, each.other) for each in citing] == [("Portes", "")]


def test_the_library_leads_to_every_collection_also_beyond_the_twelfth(
    library: Any, client: Client
) -> None:
    titles = [f"Shelf {number:02}" for number in range(12)]
    for title in reversed(titles):
        CollectionPageFactory(parent=library, title=title)
    CollectionPageFactory(parent=library, title="Hidden", access="members")
    page = client.get(library.url).content.decode()
    assert re.findall(r">((?:Shelf|Hidden|Écoles)[^<]*)</a>", page) == titles[::-1]

    CollectionPageFactory(parent=library, title="Écoles")
    page = client.get(library.url).content.decode()
    assert re.findall(r">((?:Shelf|Hidden|Écoles)[^<]*)</a>", page) == [
        *titles[::-1],
        "Écoles",
        *titles,
    ]
    assert "All 13 collections by title" in page
