"""The addresses at which records are taken out, for every reader."""

import csv
import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from justcities.vocabulary.schemes import Scheme
from library.crosswalk import FORMATS
from library.models import ResourceFile
from tests.factories import (
    CaseStudyPageFactory,
    CollectionPageFactory,
    ConceptFactory,
    LibraryIndexPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)


@pytest.fixture
def library(site_tree: Any) -> Any:
    """The English library."""
    return LibraryIndexPageFactory(parent=site_tree.home)


@pytest.fixture
def records(library: Any) -> dict[str, Any]:
    """An open record, one for members, and a draft."""
    return {
        "open": ResourcePageFactory(parent=library, title="Open doors"),
        "members": ResourcePageFactory(
            parent=library,
            title="SECRET doors",
            access="members",
            files=[
                ResourceFile(document=SiteDocumentFactory(file=ContentFile(b"w", "SECRET.txt")))
            ],
        ),
        "draft": ResourcePageFactory(parent=library, title="SECRET draft", live=False),
    }


def body(client: Client, address: str, status: int = 200) -> str:
    """Return the body of an answer, with the status it has to have."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return b"".join(answer).decode()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    """Return the rows of an answer in CSV."""
    return list(csv.DictReader(io.StringIO(body(client, address).removeprefix("\ufeff"))))


def titles(client: Client, address: str) -> list[str]:
    """Return the titles in an answer in CSV."""
    return [row["title"] for row in rows(client, address)]


@pytest.mark.parametrize("key", FORMATS)
def test_one_record_in_each_format(
    library: Any, records: dict[str, Any], client: Client, key: str
) -> None:
    answer = client.get(f"{records['open'].get_url()}export/{key}/")
    assert answer["Content-Type"] == FORMATS[key].media_type
    assert "Open doors" in b"".join(answer).decode()


def test_what_is_not_for_the_reader_is_as_missing_as_what_is_not_there(
    library: Any, records: dict[str, Any], client: Client, client_of: Any, member: Any
) -> None:
    def answer(slug: str) -> tuple[int, str]:
        found = client.get(f"{library.get_url()}{slug}/export/ris/")
        return found.status_code, found.content.decode().replace(slug, "…")

    for name in ("members", "draft"):
        assert answer(records[name].slug) == answer("nothing")
    signed_in = client_of(member)
    assert "SECRET doors" in body(signed_in, f"{records['members'].get_url()}export/ris/")
    body(signed_in, f"{records['draft'].get_url()}export/ris/", 404)


def test_unknown_formats_are_not_found_anywhere(
    library: Any, records: dict[str, Any], site_tree: Any, client: Client
) -> None:
    for base in (
        library.get_url(),
        records["open"].get_url(),
        f"{library.get_url()}list/",
        site_tree.case_index.get_url(),
    ):
        assert client.get(f"{base}export/exe/").status_code == 404
        assert client.get(f"{base}export/").status_code == 404
    for base in (library.get_url(), records["open"].get_url(), f"{library.get_url()}list/"):
        assert client.post(f"{base}export/ris/").status_code == 405


def test_a_filtered_list_is_taken_out_as_it_is_shown(
    library: Any, client: Client, client_of: Any, member: Any
) -> None:
    kind = ConceptFactory(scheme=Scheme.RESOURCE_TYPE, notation="report")
    heat, water = (ConceptFactory(scheme=Scheme.THEME, notation=name) for name in ("heat", "water"))
    for title, theme, access in (
        ("Heat A", heat, "public"),
        ("Heat B", heat, "members"),
        ("Water", water, "public"),
    ):
        ResourcePageFactory(
            parent=library,
            title=title,
            concepts=[kind, theme],
            access=access,
            slug=title[-1].lower(),
        )
    address = f"{library.get_url()}export/csv/"
    assert titles(client, f"{address}?theme=heat") == ["Heat A"]
    assert titles(client, f"{address}?sort=title") == ["Heat A", "Water"]
    assert titles(client_of(member), f"{address}?theme=heat&sort=title") == ["Heat A", "Heat B"]
    shown = client.get(f"{library.get_url()}?theme=heat").content.decode()
    assert f"{address}?theme=heat" in shown


def test_a_collection_and_ones_own_list_are_taken_out(
    library: Any, records: dict[str, Any], site_tree: Any, client: Client
) -> None:
    collection = CollectionPageFactory(
        parent=library, title="Doors", resources=[records["members"], records["open"]]
    )
    assert titles(client, f"{collection.get_url()}export/csv/") == ["Open doors"]
    assert rows(client, f"{collection.get_url()}export/csv/")[0]["collections"] == "Doors"
    case = CaseStudyPageFactory(parent=site_tree.case_index, title="A case")
    kept = f"r={records['open'].pk}&r={records['members'].pk}&c={case.pk}"
    assert titles(client, f"{library.get_url()}list/export/csv/?{kept}") == ["Open doors", "A case"]
    assert "list/export/csv/?" in client.get(f"{library.get_url()}list/?{kept}").content.decode()


def test_case_studies_are_taken_out_one_and_a_choice(
    library: Any, site_tree: Any, client: Client
) -> None:
    heat = ConceptFactory(scheme=Scheme.THEME, notation="heat")
    case = CaseStudyPageFactory(parent=site_tree.case_index, title="Cool roofs", concepts=[heat])
    CaseStudyPageFactory(parent=site_tree.case_index, title="Wells")
    CaseStudyPageFactory(parent=site_tree.case_index, title="SECRET draft", live=False)
    base = site_tree.case_index.get_url()
    assert titles(client, f"{case.get_url()}export/csv/") == ["Cool roofs"]
    assert titles(client, f"{base}export/csv/?theme=heat") == ["Cool roofs"]
    assert sorted(titles(client, f"{base}export/csv/")) == ["Cool roofs", "Wells"]
    assert client.get(f"{base}secret-draft/export/csv/").status_code == 404
    for address in (case.get_url(), base):
        assert "export/ris/" in client.get(address).content.decode()


def test_the_page_of_a_record_offers_every_format_and_tells_machines(
    library: Any, records: dict[str, Any], client: Client
) -> None:
    address = records["open"].get_url()
    shown = client.get(address).content.decode()
    for key in FORMATS:
        assert f'href="{address}export/{key}/"' in shown
    assert '<meta name="citation_title" content="Open doors">' in shown
    assert "(2019, May). <i>Open doors</i>" in shown


def test_a_long_list_costs_no_more_queries_than_a_short_one(
    library: Any, client: Client, query_count: Any
) -> None:
    counts = []
    for number in (1, 4):
        for _ in range(number):
            ResourcePageFactory(parent=library)
        body(client, f"{library.get_url()}export/ris/")
        with query_count() as queries:
            body(client, f"{library.get_url()}export/ris/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
