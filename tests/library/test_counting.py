"""Views and downloads are counted by day, of whom nothing is kept, and counting breaks nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from library.counting import most_used, numbers_of
from library.models import Download, ResourceFile, ResourcePage
from tests.factories import LibraryIndexPageFactory, ResourcePageFactory, SiteDocumentFactory

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (Android 11; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"


@pytest.fixture
def library(site_tree: Any) -> Any:
    return LibraryIndexPageFactory(parent=site_tree.home)


@pytest.fixture
def page(library: Any) -> Any:
    return ResourcePageFactory(parent=library, files=[ResourceFile(document=SiteDocumentFactory())])


def counted() -> list[tuple[bool, int]]:
    """Return whether it was a file, and how often, for each row."""
    rows = Download.objects.values_list("document_id", "number")
    # Where a column has no value, databases differ in whether it comes first.
    return sorted((document is not None, number) for document, number in rows)


def opens(client: Client, url: str, **headers: str) -> Any:
    response = client.get(url, headers={"User-Agent": BROWSER, **headers})
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def test_opening_and_fetching_are_counted_by_day_and_by_nothing_else(
    client: Client, page: Any
) -> None:
    for _time in range(3):
        assert opens(client, page.url).status_code == 200
    assert opens(client, page.files.get().document.url).status_code == 200
    assert counted() == [(False, 3), (True, 1)]
    assert Download.objects.filter(day=timezone.localdate()).count() == 2
    assert {field.name for field in Download._meta.fields} == {
        "id", "day", "resource", "document", "number"
    }  # fmt: skip
    assert numbers_of(page) == {"views": 3, "downloads": 1}


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "curl/8.5.0",
        "Wget/1.21",
        "python-requests/2.32",
        "WhatsApp/2.23.20.0",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
    ],
)
def test_programs_are_not_counted(client: Client, page: Any, agent: str) -> None:
    opens(client, page.url, **{"User-Agent": agent})
    opens(client, page.files.get().document.url, **{"User-Agent": agent})
    assert counted() == []


def test_a_mere_question_and_the_rest_of_a_download_are_not_counted(
    client: Client, page: Any
) -> None:
    url = page.files.get().document.url
    client.head(page.url, headers={"User-Agent": BROWSER})
    client.head(url, headers={"User-Agent": BROWSER})
    opens(client, url, Range="bytes=4-")
    assert counted() == []
    assert opens(client, url, Range="bytes=0-3").status_code == 206
    assert counted() == [(True, 1)]


def test_editors_and_previews_are_not_counted_and_members_are(
    client_of: Any, page: Any, editor: Any, member: Any
) -> None:
    opens(client_of(editor), page.url)
    opens(client_of(editor), page.files.get().document.url)
    page.make_preview_request(original_request=None)
    assert counted() == []
    opens(client_of(member), page.url)
    assert counted() == [(False, 1)]


def test_a_file_of_a_translated_record_is_counted_once(
    site_tree: Any, client: Client, library: Any, page: Any
) -> None:
    site_tree.translated(library, "fr")
    french = site_tree.translated(page, "fr", title="En français", slug="fr")
    opens(client, page.files.get().document.url)
    opens(client, french.url)
    assert sorted(counted()) == [(False, 1), (True, 1)]
    assert numbers_of(page) == numbers_of(french) == {"views": 1, "downloads": 1}


def test_counting_never_breaks_the_answer(
    client: Client, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr("library.counting.Download.objects.filter", broken)
    monkeypatch.setattr("library.counting.Download.objects.create", broken)
    assert opens(client, page.url).status_code == 200
    assert opens(client, page.files.get().document.url).status_code == 200


def test_the_report_has_the_most_used_of_thirty_days(library: Any) -> None:
    pages = [ResourcePageFactory(parent=library) for _number in range(3)]
    today = timezone.localdate()
    for page, days, number in (
        (pages[0], 0, 2),
        (pages[0], 29, 3),
        (pages[0], 30, 100),
        (pages[1], 1, 9),
    ):
        Download.objects.create(resource=page, day=today - timedelta(days=days), number=number)
    found = most_used(ResourcePage.objects.all(), downloads=False)
    assert [(page.pk, number) for page, number in found] == [(pages[1].pk, 9), (pages[0].pk, 5)]
    assert most_used(ResourcePage.objects.all(), downloads=True) == []
