"""What the library gives out and gets back says nothing new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from justcities.core.licences import Rights
from justcities.vocabulary.schemes import Scheme
from library.choices import IdentifierKind, RelationKind
from library.crosswalk import FORMATS, write
from library.models import (
    Import,
    ResourceAgent,
    ResourceFile,
    ResourceIdentifier,
    ResourcePage,
    ResourcePlace,
    ResourceRelation,
)
from library.queries import for_records
from library.recording import records_of
from tests.factories import CollectionPageFactory, ResourcePageFactory, SiteDocumentFactory

READABLE = ("ris", "bibtex", "csl", "csv")


@pytest.fixture
def shelf(libraries: dict[str, Any], vocabulary: dict[str, Any]) -> list[ResourcePage]:
    """Resources with all that a record can say, in several languages, published and not."""
    whole = ResourcePageFactory(
        parent=libraries["en"],
        title="=Numbers & {doors}: 100% of a lane; or not",
        summary="One sentence, with “quotation marks”.",
        why="Why it matters; to us.",
        date="2019-05-31",
        publisher="Doorway, Freetown",
        container="Lanes | Roofs",
        volume="7",
        issue="1–2",
        page_range="11–29",
        languages=["en", "pt-BR"],
        licence=Rights.CC_BY_NC_4,
        rights_holder="The residents",
        page_count=48,
        minutes=12,
        access="members",
        concepts=[vocabulary["guide"], vocabulary["housing"]],
        keywords=[vocabulary["markets"]],
        agents=[
            ResourceAgent(name="van der Berg", given="Anna"),
            ResourceAgent(name="UN-Habitat"),
            ResourceAgent(name="Okafor", given="Chidi", role="editor"),
            ResourceAgent(name="Sow", given="Ibrahima"),
        ],
        identifiers=[
            ResourceIdentifier(kind=IdentifierKind.DOI, value="10.5555/lr.7(1)_11"),
            ResourceIdentifier(kind=IdentifierKind.ISBN, value="9780306406157"),
            ResourceIdentifier(kind=IdentifierKind.ISSN, value="2049-3630"),
            ResourceIdentifier(kind=IdentifierKind.URL, value="https://example.org/a_b?c=1&d=2"),
            ResourceIdentifier(kind=IdentifierKind.URL, value="http://example.org/second"),
        ],
        places=[
            ResourcePlace(city=vocabulary["nairobi"], area=vocabulary["kenya"]),
            ResourcePlace(area=vocabulary["kenya"]),
        ],
        files=[
            ResourceFile(document=SiteDocumentFactory()),
            ResourceFile(link="https://example.org/annex.pdf", role="annex", label="Annex 2"),
        ],
    )
    arabic = ResourcePageFactory(
        parent=libraries["ar"],
        title="دليل الأرصفة الآمنة للأطفال في المدن الحارة",
        live=False,
        languages=["ar"],
        imported_as="zotero:#item_3",
        licence="",
        concepts=[vocabulary["report"]],
        relations=[ResourceRelation(kind=RelationKind.PART_OF, target=whole)],
    )
    bare = ResourcePageFactory(
        parent=libraries["en"],
        title="Bare",
        summary="",
        date="",
        publisher="",
        languages=[],
        licence="",
        concepts=[],
        live=False,
    )
    CollectionPageFactory(parent=libraries["en"], title="Streets", resources=[whole, arabic])
    assert whole.concepts(Scheme.RESOURCE_TYPE)
    return [whole, arabic, bare]


@pytest.mark.parametrize("key", READABLE)
def test_exported_and_brought_in_again_every_row_is_the_same(
    bring: Callable[..., Import], shelf: list[ResourcePage], tmp_path: Path, key: str
) -> None:
    pages = for_records([page.pk for page in shelf])
    path = tmp_path / f"records.{FORMATS[key].ending}"
    path.write_bytes(b"".join(write(records_of(pages), key)))
    of = bring(path, source="own export", write=True)
    rows = list(of.rows.all())
    assert [(row.outcome, row.differences) for row in rows] == [("same", [])] * 3
    assert [row.matches_id for row in rows] == [page.pk for page in shelf]
    assert ResourcePage.objects.count() == 3


def test_only_what_was_changed_in_an_export_is_a_change(
    bring: Callable[..., Import], shelf: list[ResourcePage], tmp_path: Path
) -> None:
    pages = for_records([page.pk for page in shelf])
    text = b"".join(write(records_of(pages), "csv")).decode()
    path = tmp_path / "records.csv"
    path.write_text(text.replace("Doorway, Freetown", "Another house"))
    rows = list(bring(path, source="own export").rows.all())
    assert [row.differences for row in rows] == [
        [["publisher", "Doorway, Freetown", "Another house"]],
        [],
        [],
    ]
