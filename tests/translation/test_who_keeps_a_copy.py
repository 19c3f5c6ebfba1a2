"""What is for one reader is kept by no cache on the way, and what is for members by nobody."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from library.models import ResourceFile
from tests.factories import (
    CaseStudyPageFactory,
    CollectionPageFactory,
    LibraryIndexPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)

OWN, NOBODY = "private", "private, no-store"


@pytest.fixture
def addresses(site_tree: Any) -> dict[str, str]:
    library = LibraryIndexPageFactory(parent=site_tree.home)
    files = [ResourceFile(document=SiteDocumentFactory())]
    public = ResourcePageFactory(parent=library, files=files)
    members = ResourcePageFactory(parent=library, access="members")
    restricted = CaseStudyPageFactory(parent=site_tree.case_index)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    shelf = CollectionPageFactory(parent=library, resources=[public, members])
    closed = CollectionPageFactory(parent=library, access="members", resources=[public])
    return {
        "listing": library.url,
        "feed": f"{library.url}feed/",
        "export": f"{library.url}export/ris/",
        "list": f"{library.url}list/?r={public.pk}",
        "public": public.url,
        "not translated": public.url.replace("/en/", "/fr/"),
        "collection": shelf.url,
        "archive": f"{shelf.url}zip/",
        "case studies": site_tree.case_index.url,
        "members": members.url,
        "members' collection": closed.url,
        "members' feed": f"{closed.url}feed/",
        "restricted": restricted.url,
    }


def test_for_members(addresses: dict[str, str], client_of: Any, member: Any) -> None:
    client = client_of(member)
    got = {name: client.get(address) for name, address in addresses.items()}
    assert {name: answer.get("Cache-Control", "") for name, answer in got.items()} == {
        "listing": OWN,
        "feed": OWN,
        "export": NOBODY,
        "list": NOBODY,
        "public": OWN,
        "not translated": OWN,
        "collection": OWN,
        "archive": NOBODY,
        "case studies": OWN,
        "members": NOBODY,
        "members' collection": NOBODY,
        "members' feed": NOBODY,
        "restricted": NOBODY,
    }


def test_for_everybody(addresses: dict[str, str], client_of: Any) -> None:
    client = client_of(None)
    open_to_all = ("listing", "feed", "public", "not translated", "collection", "case studies")
    got = {name: client.get(addresses[name]).get("Cache-Control", "") for name in open_to_all}
    assert got == dict.fromkeys(open_to_all, "")
    assert client.get(addresses["restricted"])["Cache-Control"] == NOBODY
