"""What the head of a resource's page tells machines."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile

from justcities.vocabulary.schemes import Scheme
from library.metadata import head_metadata, json_ld
from library.models import ResourceAgent, ResourceFile, ResourceIdentifier
from library.queries import for_page
from tests.factories import (
    ConceptFactory,
    LibraryIndexPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)


def make(site_tree: Any, **changes: Any) -> Any:
    """Return a research paper with a file, loaded for its page."""
    fields: dict[str, Any] = {
        "title": "Numbered doors",
        "concepts": [
            ConceptFactory(scheme=Scheme.RESOURCE_TYPE, notation="research-paper"),
            ConceptFactory(scheme=Scheme.THEME, notation="heat"),
        ],
        "agents": [ResourceAgent(name="Kamara", given="Isata"), ResourceAgent(name="Doorway")],
        "identifiers": [ResourceIdentifier(kind="doi", value="10.1234/doors")],
        "files": [
            ResourceFile(
                document=SiteDocumentFactory(file=ContentFile(b"%PDF-1.7", "doors.pdf")),
                language="en",
            )
        ],
        "container": "Environment & Urbanization",
        "issue": "3",
        "page_range": "12-15",
        "why": "SECRET why",
    }
    library = LibraryIndexPageFactory(parent=site_tree.home)
    return for_page(ResourcePageFactory(parent=library, **(fields | changes)).pk)


def test_a_public_record_tells_all_that_schema_org_has_words_for(site_tree: Any) -> None:
    page = make(site_tree)
    data = page.json_ld()
    assert data == json_ld(page)
    assert data["@type"] == "ScholarlyArticle"
    assert (data["name"], data["datePublished"], data["inLanguage"]) == (
        "Numbered doors",
        "2019-05",
        ["en"],
    )
    assert data["author"] == [
        {
            "@type": "Person",
            "name": "Isata Kamara",
            "familyName": "Kamara",
            "givenName": "Isata",
        },
        {"@type": "Organization", "name": "Doorway"},
    ]
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["publisher"] == {"@type": "Organization", "name": "Doorway Freetown"}
    assert data["keywords"] == ["heat"]
    assert data["isPartOf"]["name"] == "Environment & Urbanization"
    assert data["encoding"] == [
        {
            "@type": "MediaObject",
            "contentUrl": data["encoding"][0]["contentUrl"],
            "encodingFormat": "application/pdf",
            "inLanguage": "en",
        }
    ]
    assert data["encoding"][0]["contentUrl"].startswith("http://localhost")
    assert data["isAccessibleForFree"] is True
    json.dumps(data)


@pytest.mark.parametrize("changes", [{"access": "members"}, {"licence": ""}])
def test_files_that_not_everybody_may_open_are_not_told(
    site_tree: Any, changes: dict[str, str]
) -> None:
    page = make(site_tree, **changes)
    data = page.json_ld()
    assert "encoding" not in data
    assert data["isAccessibleForFree"] is (page.access == "public")
    told = json.dumps(data) + json.dumps(head_metadata(page))
    assert "doors.pdf" not in told
    assert "SECRET" not in told


def test_reference_managers_find_their_tags(site_tree: Any) -> None:
    meta = head_metadata(make(site_tree))
    highwire = dict(pair for pair in meta if pair[0].startswith("citation_"))
    assert highwire["citation_title"] == "Numbered doors"
    assert [value for name, value in meta if name == "citation_author"] == [
        "Kamara, Isata",
        "Doorway",
    ]
    assert highwire["citation_publication_date"] == "2019/05"
    assert highwire["citation_journal_title"] == "Environment & Urbanization"
    assert (highwire["citation_firstpage"], highwire["citation_lastpage"]) == ("12", "15")
    assert highwire["citation_doi"] == "10.1234/doors"
    assert highwire["citation_pdf_url"].endswith(".pdf")
    assert ("DC.creator", "Kamara, Isata") in meta
    assert ("DC.identifier", "https://doi.org/10.1234/doors") in meta
    assert all(content for _name, content in meta)
