"""Finding the same work twice: on 200 pairs, and in the library."""

import resource
import time
from pathlib import Path
from typing import Any

import pytest

from library.duplicates import Finder, Reason, find
from library.identifiers import normal_doi
from library.models import ResourceAgent, ResourceFile, ResourceIdentifier, ResourcePage
from library.record import Record
from library.titles import parse, same_title
from tests.factories import LibraryIndexPageFactory, ResourcePageFactory, SiteDocumentFactory
from tests.library.duplicates.measure import measure, pairs

LEAST = 0.97


@pytest.fixture
def library(site_tree: Any) -> Any:
    """The English library."""
    return LibraryIndexPageFactory(parent=site_tree.home)


def test_the_pairs_are_as_many_of_each_kind() -> None:
    every = pairs()
    assert (len(every), sum(pair["same"] for pair in every)) == (200, 100)
    assert len({str(pair) for pair in every}) == 200


@pytest.mark.parametrize("half", [slice(0, None, 2), slice(1, None, 2), slice(None)])
def test_precision_and_recall_on_each_half_and_on_all(half: slice) -> None:
    precision, recall, wrong = measure(pairs()[half])
    assert precision >= LEAST, wrong
    assert recall >= LEAST, wrong


def reasons(record: Record, **given: Any) -> list[tuple[str, str]]:
    """Return titles and reasons of what is found, the same by both doors."""
    one = [(match.page.title, match.reason.value) for match in find(record, **given) if match.page]
    many = Finder().find(record, **given)
    assert one == [(match.page.title, match.reason.value) for match in many if match.page]
    return one


def test_each_reason_finds_and_the_surest_comes_first(library: Any) -> None:
    document = SiteDocumentFactory()
    document.get_file_hash()
    ResourcePageFactory(
        parent=library, title="By file", files=[ResourceFile(document=document)], date="1990"
    )
    for title, kind, value in (
        ("By address", "url", "https://www.example.org/doors/?utm_source=mail"),
        ("By ISBN", "isbn", "9780306406157"),
        ("By DOI", "doi", "10.1234/abc"),
    ):
        ResourcePageFactory(
            parent=library,
            title=title,
            date="1991",
            identifiers=[ResourceIdentifier(kind=kind, value=value)],
        )
    ResourcePageFactory(parent=library, title="The doors of the lane have numbers", date="2019-05")
    ResourcePageFactory(parent=library, title="Another work of that year", date="2019")
    record = Record(
        title="Doors of the lane have numbers",
        date="2019",
        doi="10.1234/ABC",
        isbn=["0-306-40615-2"],
        urls=["http://example.org/doors"],
    )
    assert reasons(record, hashes=[document.file_hash]) == [
        ("By file", "file"),
        ("By DOI", "doi"),
        ("By ISBN", "isbn"),
        ("By address", "address"),
        ("The doors of the lane have numbers", "title"),
    ]


@pytest.mark.parametrize(
    ("stored", "looked_for"),
    [
        ("École et quartiers précaires", "ECOLE ET QUARTIERS PRECAIRES"),
        ("Ecole et quartiers precaires", "École et quartiers précaires"),
        ("Self-help housing in Lagos", "Selfhelp housing in Lagos"),
        ("Selfhelp housing in Lagos", "Self-help housing in Lagos"),
        ("Cœur de ville et marchés", "Coeur de ville et marchés"),
        ("Straße und Markt: ein Bericht", "Strasse und Markt"),
        ("Doors and lanes of Freetown: a map", "Doors and lanes of Freetown"),
        ("Doors and lanes of Freetown", "Doors and lanes of Freetown: a map of all addresses"),
        ("الأَحياء غير الرسمية في المدينة", "أحياء غير الرسميه في المدينة"),
        ("Informal settelments and infrastructre in cities", "Informal settlements and "
         "infrastructure in cities"),
        ("Three years of Vision 2030", "3 years of Vision 2030"),
        ("E\u0301cole et quartiers pre\u0301caires", "École et quartiers précaires"),
    ],
)  # fmt: skip
def test_one_record_is_looked_for_by_words_however_they_are_written(
    library: Any, stored: str, looked_for: str
) -> None:
    ResourcePageFactory(parent=library, title=stored, date="2019", publisher="Doorway")
    for date in ("", "2019"):
        record = Record(title=looked_for, date=date, publisher="Doorway")
        assert reasons(record) == [(stored, "title")]


@pytest.mark.parametrize(
    "said",
    [
        {"title": "Markets at night"},
        {"title": "…", "urls": ["https://www.o"]},
        {"title": "…", "urls": [".org"]},
        {"title": "…", "urls": ["https://example.org"]},
    ],
)
def test_without_a_date_only_what_may_be_the_same_is_read(
    library: Any, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    for number in range(3):
        ResourcePageFactory(
            parent=library,
            title=f"Doors of the lane {number}",
            identifiers=[ResourceIdentifier(kind="url", value=f"https://example.org/{number}")],
        )
    read = []
    monkeypatch.setattr(Finder, "_add", lambda self, name, *rest: read.append(name))
    find(Record(**said))
    assert read == []


def test_a_page_and_its_translations_are_not_found_for_itself(library: Any, site_tree: Any) -> None:
    LibraryIndexPageFactory(
        parent=site_tree.homes["fr"],
        locale=site_tree.homes["fr"].locale,
        translation_key=library.translation_key,
    )
    page = ResourcePageFactory(parent=library, title="Numbered doors of the lane")
    copy = site_tree.translated(page, "fr")
    record = Record(title=page.title, date="2019")
    assert reasons(record) == [(page.title, "title")]
    assert reasons(record, exclude=page) == []
    assert reasons(record, exclude=copy) == []


def test_drafts_are_found_and_a_short_title_only_with_its_maker(library: Any) -> None:
    ResourcePageFactory(
        parent=library,
        title="Annual report",
        live=False,
        publisher="",
        agents=[ResourceAgent(name="Kamara", given="Isata")],
    )
    theirs = Record(title="Annual report", date="2019-05", publisher="WIEGO")
    assert reasons(theirs) == []
    theirs.publisher = ""
    assert reasons(theirs) == [("Annual report", "title")]


def test_rows_of_one_import_find_each_other(db: None) -> None:
    finder = Finder()
    finder.remember(Record(title="Numbered doors", doi="10.1234/abc"), 7)
    (match,) = finder.find(Record(title="Doors", doi="doi:10.1234/ABC"))
    assert (match.page, match.reason, match.row) == (None, Reason.DOI, 7)


def test_what_is_no_identifier_finds_nothing(library: Any) -> None:
    ResourcePageFactory(parent=library)
    assert reasons(Record(title="…", doi="none", isbn=["1"], urls=["nowhere"])) == []


def test_a_doi_is_read_from_an_address_without_a_scheme() -> None:
    assert normal_doi("doi.org/10.1234/ABC") == "10.1234/abc"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Settlements of the informal city", "Settlements of the formal city"),
        ("Report on migration in the city today", "Report on immigration in the city today"),
        ("Housing in the city, part 1 of 12", "Housing in the city, part 12 of 12"),
    ],
)
def test_one_word_that_tells_apart_is_no_typo(one: str, other: str) -> None:
    assert not same_title(parse(one), parse(other))


def test_one_record_costs_few_queries_however_large_the_library(
    library: Any, query_count: Any
) -> None:
    counts = []
    for number in (1, 3):
        for _ in range(number):
            ResourcePageFactory(parent=library)
        with query_count() as queries:
            find(Record(title="Doors", date="2019", doi="10.1234/abc", urls=["https://a.org/b"]))
        counts.append(len(queries))
    assert counts == [4, 4]


@pytest.mark.benchmark
def test_ten_thousand_rows_are_compared_in_time_and_memory(db: None) -> None:
    finder = Finder(ResourcePage.objects.none())
    words = Path(__file__).read_text().split()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    for row in range(10_000):
        title = " ".join(words[(row * 7 + step * 13) % len(words)] for step in range(9))
        record = Record(title=f"{title} {row}", date=str(1990 + row % 35), publisher="Doorway")
        finder.find(record)
        finder.remember(record, row)
    took = time.monotonic() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print(f"10,000 rows in {took:.1f} s, {grown} MiB")  # noqa: T201
    assert took < 60
    assert grown < 100
