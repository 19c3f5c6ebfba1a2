"""A list of one's own: in an address, for every reader what that reader may see."""

from __future__ import annotations

import io
import re
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.test import Client

from library.keeping import MOST
from library.models import ResourceFile
from tests.factories import (
    CaseStudyPageFactory,
    CollectionPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)


def shown(client: Client, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    return response.context["kept"]


def test_a_list_holds_resources_and_cases_in_the_best_language(
    libraries: Any, site_tree: Any, client: Client
) -> None:
    record = ResourcePageFactory(parent=libraries["en"], title="Leases")
    french = site_tree.translated(record, "fr", title="Baux")
    case = CaseStudyPageFactory(parent=site_tree.case_index, title="Doors")

    kept = shown(client, f"/fr/library/list/?r={record.pk}&r={french.pk}&c={case.pk}&r=999999")

    assert [(item.page.title, item.other, item.marks) for item in kept.items] == [
        ("Doors", "en", f"c{case.pk}"),
        ("Baux", "", f"r{french.pk} r{record.pk}"),
    ]
    assert kept.left_out == 1
    assert kept.resources[0].without == f"?c={case.pk}"


def test_a_list_that_is_too_long_or_makes_no_sense_is_shown_as_far_as_it_goes(
    library: Any, client: Client
) -> None:
    record = ResourcePageFactory(parent=library)
    many = "&".join(f"r={10**6 + number}" for number in range(MOST + 5))

    kept = shown(client, f"{library.url}list/?r={record.pk}&{many}")
    assert (len(kept.items), kept.left_out, kept.too_many) == (1, MOST - 1, 6)
    assert shown(client, f"{library.url}list/?r=x&r=-1&c=%00&r=99999999999999999999").items == []


def test_an_address_that_is_typed_joins_the_list(
    library: Any, site_tree: Any, client: Client
) -> None:
    record = ResourcePageFactory(parent=library)
    case = CaseStudyPageFactory(parent=site_tree.case_index)
    address = f"{library.url}list/"

    got = client.get(address, {"r": record.pk, "add": case.full_url})
    assert (got.status_code, got.url) == (302, f"{address}?r={record.pk}&c={case.pk}")
    for typed in (
        "nonsense",
        "http://[",
        "/en/library/",
        f"{record.url}x",
        "https://example.org/a",
    ):
        answer = client.get(address, {"r": record.pk, "add": typed})
        assert answer.status_code == 200
        assert answer.context["typed"] == typed
        assert 'aria-invalid="true"' in answer.content.decode()


def test_a_booklet_has_all_texts_no_pictures_and_the_size_that_was_told(
    library: Any, site_tree: Any, client: Client
) -> None:
    record = ResourcePageFactory(parent=library, title="Leases", why="For those who sign.")
    case = CaseStudyPageFactory(parent=site_tree.case_index, title="Doors")
    query = f"?r={record.pk}&c={case.pk}"

    told = client.get(f"{library.url}list/{query}").context["booklet_size"]
    answer = client.get(f"{library.url}list/booklet/{query}")
    text = answer.content.decode()

    assert answer["Content-Disposition"] == 'attachment; filename="just-cities.html"'
    assert len(answer.content) == told
    for words in ("Doors", "The ambulance asked for an address", "Leases", "For those who sign."):
        assert words in text
    assert re.findall(r"<(?:img|picture|script|link)\b", text) == []
    links = re.findall(r'href="([^"#][^"]*)"', text)
    assert [link for link in links if not link.startswith((settings.BASE_URL, "http"))] == []


def test_an_empty_list_says_how_to_fill_it_and_has_no_booklet(library: Any, client: Client) -> None:
    assert "Nothing is on this list yet." in client.get(f"{library.url}list/").content.decode()
    answer = client.get(f"{library.url}list/booklet/")
    assert (answer.status_code, answer.url) == (302, f"{library.url}list/")


def test_nobody_keeps_a_copy_of_a_list(library: Any, client: Client) -> None:
    answer = client.get(f"{library.url}list/?r=1")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_an_archive_has_each_file_and_a_page_that_leads_to_it(library: Any, client: Client) -> None:
    files = [ResourceFile(document=SiteDocumentFactory()) for _number in range(2)]
    link = ResourceFile(link="https://example.org/film")
    record = ResourcePageFactory(parent=library, title="Leases", files=[*files, link])
    collection = CollectionPageFactory(parent=library, title="Shelf", resources=[record])

    told = client.get(collection.url).context["archive"]
    answer = client.get(f"{collection.url}zip/")
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        page = archive.read("index.html").decode()
        sizes = [archive.getinfo(name).file_size for name in names[1:]]

    assert [name.partition("-")[0] for name in names] == ["index.html", "files/001", "files/002"]
    assert sum(sizes) == told.size
    assert [name for name in names[1:] if f'href="{name}"' not in page] == []
    assert 'href="https://example.org/film"' in page
    assert "Leases" in page
    assert re.findall(r"<(?:img|script|link)\b", page) == []


def test_an_archive_without_files_or_too_large_is_not_offered(
    library: Any, client: Client, monkeypatch: Any
) -> None:
    empty = CollectionPageFactory(parent=library, resources=[ResourcePageFactory(parent=library)])
    assert client.get(f"{empty.url}zip/").url == f"{empty.url}#download"
    assert "zip/" not in client.get(empty.url).content.decode()

    monkeypatch.setattr("library.archive.MOST_BYTES", 1)
    record = ResourcePageFactory(
        parent=library, files=[ResourceFile(document=SiteDocumentFactory())]
    )
    large = CollectionPageFactory(parent=library, resources=[record])
    page = client.get(large.url).content.decode()
    assert "too much for one archive" in page
    assert "zip/" not in page
    assert client.get(f"{large.url}zip/").url == f"{large.url}#download"


def test_a_file_that_is_gone_spoils_no_archive(library: Any, client: Client) -> None:
    gone, there = SiteDocumentFactory(), SiteDocumentFactory()
    record = ResourcePageFactory(
        parent=library, files=[ResourceFile(document=gone), ResourceFile(document=there)]
    )
    collection = CollectionPageFactory(parent=library, resources=[record])
    gone.file.storage.delete(gone.file.name)

    content = b"".join(client.get(f"{collection.url}zip/").streaming_content)
    with ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == 2


def test_the_size_that_was_told_to_one_reader_is_not_told_to_another(
    library: Any, client_of: Any, member: Any, administrator: Any
) -> None:
    unsettled = ResourceFile(document=SiteDocumentFactory(title="A very long name of a file" * 5))
    record = ResourcePageFactory(parent=library, licence="", files=[unsettled])
    address = f"{library.url}list/?r={record.pk}"
    told = {}
    for reader in (None, member, administrator):
        client = client_of(reader)
        size = client.get(address).context["booklet_size"]
        booklet = client.get(f"{library.url}list/booklet/?r={record.pk}")
        told[reader] = size - len(booklet.content)
    assert told == {None: 0, member: 0, administrator: 0}
