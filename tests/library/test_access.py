"""Who gets what at each address of the library. What is for members gives nothing away to others.

A new address without a row in the table fails.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from library.models import ResourceCitation, ResourceFile
from library.views import BELOW_COLLECTION, BELOW_INDEX
from tests.factories import (
    CaseStudyPageFactory,
    CollectionPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)

SECRET = "Zephyr"
MISSING = "999999"
ROLES = ("anonymous", "member", "editor", "translator")
NOT_FOR_STRANGERS = {"anonymous": 404}
OPEN: dict[str, int] = {}


@dataclass
class Shelf:
    """A library with something for everybody, something for members and a draft."""

    library: Any
    public: Any
    members: Any
    draft: Any
    collection: Any
    closed_collection: Any
    case: Any
    document: Any

    def address(self, name: str) -> str:
        """Return an address of the table."""
        index, both = self.library.url, f"?r={self.public.pk}&r={self.members.pk}"
        return {
            "": index,
            "feed": f"{index}feed/",
            "list": f"{index}list/{both}",
            "list/booklet": f"{index}list/booklet/{both}",
            "public record": self.public.url,
            "members' record": self.members.url,
            "draft": f"{index}{self.draft.slug}/",
            "collection": self.collection.url,
            "collection/feed": f"{self.collection.url}feed/",
            "collection/zip": f"{self.collection.url}zip/",
            "members' collection": self.closed_collection.url,
            "members' collection/feed": f"{self.closed_collection.url}feed/",
            "members' collection/zip": f"{self.closed_collection.url}zip/",
            "case study": self.case.url,
            "not translated": self.members.url.replace("/en/", "/fr/"),
            "file": self.document.url,
            "export/ris": f"{index}export/ris/",
            "list/export/csv": f"{index}list/export/csv/{both}",
            "public record/export": f"{self.public.url}export/bibtex/",
            "members' record/export": f"{self.members.url}export/bibtex/",
            "draft/export": f"{index}{self.draft.slug}/export/ris/",
            "collection/export/csl": f"{self.collection.url}export/csl/",
            "members' collection/export": f"{self.closed_collection.url}export/dc/",
        }[name]


# Statuses of GET and HEAD that are not 200, by role.
ADDRESSES: dict[str, dict[str, int]] = {
    "": OPEN,
    "feed": OPEN,
    "list": OPEN,
    "list/booklet": OPEN,
    "public record": OPEN,
    "members' record": NOT_FOR_STRANGERS,
    "draft": dict.fromkeys(ROLES, 404),
    "collection": OPEN,
    "collection/feed": OPEN,
    "collection/zip": OPEN,
    "members' collection": NOT_FOR_STRANGERS,
    "members' collection/feed": NOT_FOR_STRANGERS,
    "members' collection/zip": NOT_FOR_STRANGERS,
    "case study": OPEN,
    "not translated": dict.fromkeys(ROLES, 404),
    "file": NOT_FOR_STRANGERS,
    "export/ris": OPEN,
    "list/export/csv": OPEN,
    "public record/export": OPEN,
    "members' record/export": NOT_FOR_STRANGERS,
    "draft/export": dict.fromkeys(ROLES, 404),
    "collection/export/csl": OPEN,
    "members' collection/export": NOT_FOR_STRANGERS,
}


@pytest.fixture
def shelf(library: Any, site_tree: Any) -> Shelf:
    """Return the library that the table is about."""
    case = CaseStudyPageFactory(parent=site_tree.case_index)
    document = SiteDocumentFactory(title=f"{SECRET} file")
    own = {"languages": ["tlh"], "date": "1871"}
    members = ResourcePageFactory(
        parent=library,
        title=f"{SECRET} report",
        summary=f"{SECRET} sentence.",
        access="members",
        citations=[ResourceCitation(case=case)],
        files=[ResourceFile(document=document)],
        **own,
    )
    public = ResourcePageFactory(
        parent=library,
        title="Open report",
        concepts=[link.concept for link in members.concept_links.all()],
        files=[ResourceFile(document=SiteDocumentFactory())],
    )
    return Shelf(
        library=library,
        public=public,
        members=members,
        draft=ResourcePageFactory(parent=library, title="Draft report", live=False),
        collection=CollectionPageFactory(parent=library, resources=[public, members]),
        closed_collection=CollectionPageFactory(
            parent=library, title=f"{SECRET} shelf", access="members", resources=[public, members]
        ),
        case=case,
        document=document,
    )


@pytest.fixture
def client_as(request: Any, client_of: Any) -> Any:
    """Return a function that gives a client of a role."""

    def of(role: str) -> Client:
        return client_of(None if role == "anonymous" else request.getfixturevalue(role))

    return of


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def text_of(response: Any) -> str:
    """Return all that an answer says, of an archive what is in it."""
    content = body(response)
    if response.get("Content-Type") == "application/zip":
        with ZipFile(io.BytesIO(content)) as archive:
            parts = [name + archive.read(name).decode() for name in archive.namelist()]
        return "\n".join(parts)
    return content.decode(errors="replace")


# Addresses whose own tests say who gets what.
DONE_ELSEWHERE = {"suggest"}
# Pages of other apps, which Wagtail answers whatever the verb.
TAKEN_LIKE_A_GET = {"case study"}


def test_every_address_below_the_library_has_a_row() -> None:
    below = {*BELOW_INDEX, *(f"collection/{name}" for name in BELOW_COLLECTION)}
    assert below - set(ADDRESSES) - DONE_ELSEWHERE == set()


@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_each_role_as_the_table_says(
    shelf: Shelf, client_as: Any, role: str
) -> None:
    client = client_as(role)
    expected = {name: others.get(role, 200) for name, others in ADDRESSES.items()}
    got = {name: client.get(shelf.address(name)) for name in ADDRESSES}
    assert {name: response.status_code for name, response in got.items()} == expected
    head = {name: client.head(shelf.address(name)) for name in ADDRESSES}
    assert {name: response.status_code for name, response in head.items()} == expected
    assert {name: body(response) for name, response in head.items()} == dict.fromkeys(head, b"")


@pytest.mark.parametrize("role", ROLES)
def test_no_address_of_the_library_takes_a_post(shelf: Shelf, client_as: Any, role: str) -> None:
    client = client_as(role)
    # Files and exports say first how they may be asked for, whether they are there or not.
    expected = {
        name: 405 if name == "file" or "export" in name or others.get(role) != 404 else 404
        for name, others in ADDRESSES.items()
        if name not in TAKEN_LIKE_A_GET
    }
    got = {name: client.post(shelf.address(name)).status_code for name in expected}
    assert got == expected
    missing = f"{shelf.library.url}no-such-record/"
    assert client.post(missing).status_code == 404
    assert client.post(f"{missing}export/ris/").status_code == 405


def test_what_is_for_members_is_in_no_answer_to_others(shelf: Shelf, client_as: Any) -> None:
    anonymous = client_as("anonymous")
    addresses = [
        *(shelf.address(name) for name in ADDRESSES),
        f"{shelf.library.url}?access=members&year=1871&language=tlh",
        f"{shelf.library.url}feed/?year=1871",
        f"{shelf.library.url}list/?add={shelf.members.full_url}",
        "/sitemap.xml",
        "/en/",
        "/fr/library/",
    ]
    told = {address: text_of(anonymous.get(address)) for address in addresses}
    assert [address for address, text in told.items() if SECRET in text] == []
    listing = anonymous.get(shelf.library.url).context["listing"]
    assert (listing.total, listing.all_total) == (1, 1)
    assert {choice.value for facet in listing.facets for choice in facet.choices} & {
        "tlh",
        "1871",
        "members",
    } == set()


def test_members_find_what_is_for_them(shelf: Shelf, client_as: Any) -> None:
    member = client_as("member")
    hidden = {"public record", "public record/export", "draft", "draft/export", "not translated"}
    names = [name for name in ADDRESSES if name not in {*hidden, "file"}]
    told = {name: SECRET in text_of(member.get(shelf.address(name))) for name in names}
    assert told == dict.fromkeys(names, True)
    assert SECRET in text_of(member.get(shelf.public.url)), "as a related resource"


# What differs from one answer to the next, whatever was asked for.
TOKENS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{32}')


def test_a_hidden_record_is_answered_like_one_that_is_not_there(
    shelf: Shelf, client_as: Any
) -> None:
    anonymous = client_as("anonymous")

    def plain(address: str) -> tuple[int, bytes, dict[str, str]]:
        response = anonymous.get(address)
        said = response.content.replace(address.split("/")[3].encode(), b"\xe2\x80\xa6")
        headers = {k: v for k, v in response.items() if k not in {"X-Request-ID", "Content-Length"}}
        return response.status_code, TOKENS.sub(b"", said), headers

    missing = f"{shelf.library.url}no-such-record/"
    assert plain(shelf.members.url) == plain(missing)
    assert plain(shelf.address("draft")) == plain(missing)
    assert plain(shelf.closed_collection.url) == plain(missing)
    assert plain(f"{shelf.closed_collection.url}zip/")[0] == plain(f"{missing}zip/")[0]
    assert plain(f"{shelf.members.url}export/ris/") == plain(f"{missing}export/ris/")
    assert plain(shelf.address("not translated")) == plain("/fr/library/no-such-record/")


def test_a_list_tells_not_which_of_unknown_gone_and_hidden_a_thing_is(
    shelf: Shelf, client_as: Any
) -> None:
    anonymous = client_as("anonymous")
    hidden = anonymous.get(f"{shelf.library.url}list/?r={shelf.members.pk}").content
    unknown = anonymous.get(f"{shelf.library.url}list/?r={MISSING}").content
    assert TOKENS.sub(b"", hidden).replace(str(shelf.members.pk).encode(), b"") == TOKENS.sub(
        b"", unknown
    ).replace(MISSING.encode(), b"")
    typed = [shelf.members.full_url, f"http://localhost{shelf.library.url}no-such-record/"]
    answers = [anonymous.get(f"{shelf.library.url}list/", {"add": address}) for address in typed]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_files_without_a_rights_statement_are_for_editors_only(
    library: Any, client_as: Any
) -> None:
    document = SiteDocumentFactory(title="Unsettled paper")
    record = ResourcePageFactory(
        parent=library, title="Record", licence="", files=[ResourceFile(document=document)]
    )
    collection = CollectionPageFactory(parent=library, resources=[record])
    seen = {
        role: (
            "Unsettled paper" in text_of(client_as(role).get(record.url)),
            client_as(role).get(f"{collection.url}zip/").status_code,
            client_as(role).get(document.url).status_code,
        )
        for role in ROLES
    }
    closed = (False, 302, 404)
    assert seen == {
        "anonymous": closed,
        "member": closed,
        "translator": closed,
        "editor": (True, 200, 200),
    }
    listing = client_as("anonymous").get(library.url).context["listing"]
    assert [facet.key for facet in listing.flags] == []
