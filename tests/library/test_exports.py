"""Answers with records as files, and what of them a reader may have."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import RequestFactory

from justcities.core.exporters import exporter
from library.crosswalk import FORMATS
from library.exports import export_response
from library.models import ResourceFile, ResourcePage, ResourceRelation
from library.queries import for_records
from tests.factories import (
    CaseStudyPageFactory,
    CollectionPageFactory,
    LibraryIndexPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)


@pytest.fixture
def library(site_tree: Any) -> Any:
    """The English library."""
    return LibraryIndexPageFactory(parent=site_tree.home)


def taken_out(pages: Any, key: str, user: Any = None) -> Any:
    """Return the answer with some pages in a format."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return export_response(request, pages, key, "Doors & maps/2019")


@pytest.mark.parametrize("key", FORMATS)
def test_each_format_is_a_file_to_download_that_nobody_keeps(library: Any, key: str) -> None:
    answer = taken_out([ResourcePageFactory(parent=library)], key)
    assert answer["Content-Type"] == FORMATS[key].media_type
    assert answer["Content-Disposition"] == (
        f'attachment; filename="doors-maps2019.{FORMATS[key].ending}"'
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert b"".join(answer).decode().count("Doorway Freetown") == 1


def test_an_unknown_format_is_not_found(library: Any) -> None:
    with pytest.raises(Http404):
        taken_out([], "exe")


@pytest.mark.parametrize("key", FORMATS)
def test_nothing_leaks_that_is_not_for_the_reader(library: Any, member: Any, key: str) -> None:
    """Every text that could leak is named SECRET; LOCKED is a file without a licence."""
    secret = ResourcePageFactory(
        parent=library,
        title="SECRET title",
        access="members",
        why="SECRET why",
        files=[
            ResourceFile(document=SiteDocumentFactory(file=ContentFile(b"words", "SECRET.txt")))
        ],
    )
    draft = ResourcePageFactory(parent=library, title="SECRET draft", live=False)
    unlicensed = ResourcePageFactory(
        parent=library,
        title="Open",
        licence="",
        files=[
            ResourceFile(document=SiteDocumentFactory(file=ContentFile(b"words", "LOCKED.txt")))
        ],
        relations=[ResourceRelation(kind="part-of", target=secret)],
    )
    CollectionPageFactory(
        parent=library, title="SECRET set", access="members", resources=[unlicensed]
    )
    pages = [secret, draft, unlicensed]
    public = b"".join(taken_out(pages, key)).decode()
    assert "SECRET" not in public
    assert "LOCKED" not in public
    assert "Open" in public
    for_member = b"".join(taken_out(pages, key, member)).decode()
    assert "SECRET title" in for_member
    assert "SECRET draft" not in for_member
    assert "SECRET.txt" in for_member
    assert "LOCKED.txt" not in for_member


def test_a_case_study_is_taken_out_by_who_knows_nothing_of_the_library(site_tree: Any) -> None:
    case = CaseStudyPageFactory(parent=site_tree.case_index, title="Numbered doors")
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    known = exporter()
    assert known is not None
    assert [offer.key for offer in known.offers()] == list(FORMATS)
    (item,) = json.loads(b"".join(known.respond(request, [case], "csl", case.title)))
    assert (item["type"], item["title"]) == ("webpage", "Numbered doors")
    assert item["URL"] == case.full_url


def test_a_long_list_goes_out_in_pieces_with_queries_by_200(library: Any, query_count: Any) -> None:
    pks = [ResourcePageFactory(parent=library).pk for _ in range(3)]
    b"".join(taken_out(for_records(pks), "csv"))
    pages = list(for_records(pks))
    with query_count() as few:
        b"".join(taken_out(pages, "csv"))
    with query_count() as many:
        b"".join(taken_out(pages * 60, "csv"))
    assert len(few) == len(many)
    pieces = list(taken_out(pages * 120, "csv"))
    assert len(pieces) > 1
    assert all(len(piece) >= 32 * 1024 for piece in pieces[:-1])
    assert ResourcePage.objects.count() == 3
