"""The care report: what each list holds, how it is taken out, and what it costs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from library import care
from library.models import Download, LinkCheck, ResourceFile, ResourceIdentifier, ResourcePage
from tests.factories import (
    LibraryIndexPageFactory,
    ResourcePageFactory,
    SiteImageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(site_tree: Any) -> Any:
    return LibraryIndexPageFactory(parent=site_tree.home)


@pytest.fixture
def admin(client_of: Callable[[Any], Client], administrator: Any) -> Client:
    return client_of(administrator)


def listed(name: str) -> set[str]:
    return {page.title for page in care.LISTS[name].narrow(ResourcePage.objects.all())}


def test_what_was_neither_published_nor_confirmed_for_three_years_is_listed(library: Any) -> None:
    today = timezone.localdate()
    edge = care.years_ago(3)
    for title, confirmed, published, live in (
        ("confirmed today", today, None, True),
        ("confirmed on the day", edge, None, True),
        ("confirmed the day before", edge - timedelta(days=1), None, True),
        ("published lately", None, timezone.now(), True),
        ("published long ago", None, timezone.now() - timedelta(days=4 * 365), True),
        ("a draft", edge - timedelta(days=9), None, False),
    ):
        page = ResourcePageFactory(parent=library, title=title, last_confirmed=confirmed, live=live)
        ResourcePage.objects.filter(pk=page.pk).update(first_published_at=published)
    assert listed("unconfirmed") == {"confirmed the day before", "published long ago"}


def test_alternative_text_is_missing_in_the_language_of_each_page(
    site_tree: Any, library: Any
) -> None:
    picture = SiteImageFactory(alt_texts={"en": "A market", "ar": ""})
    page = ResourcePageFactory(parent=library, title="English", listing_image=picture)
    for code in ("fr", "ar"):
        site_tree.translated(library, code)
        site_tree.translated(page, code, title=code, slug=code)
    ResourcePageFactory(parent=library, title="without a picture")
    assert listed("alternative-text") == {"fr", "ar"}


def test_dead_links_of_files_and_addresses_are_listed_with_what_is_wrong(
    admin: Client, library: Any
) -> None:
    urls = [f"https://example.org/{number}" for number in range(3)]
    LinkCheck.objects.create(url=urls[0], dead=True, status=404)
    LinkCheck.objects.create(url=urls[1], dead=True, problem="no such host")
    LinkCheck.objects.create(url=urls[2], failures=2, status=500)
    ResourcePageFactory(
        parent=library,
        title="=1+1",
        files=[ResourceFile(link=urls[0])],
        identifiers=[ResourceIdentifier(kind="url", value=urls[1])],
    )
    ResourcePageFactory(parent=library, title="Failing", files=[ResourceFile(link=urls[2])])
    assert listed("dead-links") == {"=1+1"}
    html = admin.get("/admin/library/care/dead-links/").content.decode()
    told = (
        f"{urls[0]} (It answered with the error 404.); {urls[1]} (There is no site of this name.)"
    )
    assert told in html
    answer = admin.get("/admin/library/care/dead-links/?export=csv")
    text = b"".join(answer.streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Title"], row["What is wrong"]) == ("'=1+1", told)
    assert row["Where it is mended"].endswith("/edit/")


def test_the_overview_counts_and_leads_to_each_list(admin: Client, library: Any) -> None:
    page = ResourcePageFactory(parent=library, licence="", languages=[])
    Download.objects.create(resource=page, day=timezone.localdate(), number=7)
    response = admin.get("/admin/library/care/")
    counts = {each.name: count for each, count in response.context["lists"]}
    assert counts == {
        "dead-links": 0,
        "licence": 1,
        "text": 0,
        "language": 1,
        "alternative-text": 0,
        "unconfirmed": 0,
    }
    html = response.content.decode()
    assert 'href="/admin/library/care/licence/"' in html
    assert [number for _page, number in response.context["opened"]] == [7]
    assert admin.get("/admin/library/care/nonsense/").status_code == 404


@pytest.mark.parametrize("name", list(care.LISTS))
def test_each_list_is_paged_and_costs_no_query_for_each_record(
    admin: Client, library: Any, query_count: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("library.care_report.CareReport.paginate_by", 4)
    address = f"/admin/library/care/{name}/"
    LinkCheck.objects.create(url="https://example.org/", dead=True, status=404)

    def made() -> None:
        page = ResourcePageFactory(
            parent=library,
            licence="",
            languages=[],
            listing_image=SiteImageFactory(alt_texts={}),
            files=[ResourceFile(link="https://example.org/")],
        )
        long_ago = timezone.now() - timedelta(days=5 * 365)
        ResourcePage.objects.filter(pk=page.pk).update(first_published_at=long_ago)

    counts = []
    for number in (1, 2, 4):
        for _each in range(number):
            made()
        admin.get(address)
        with query_count() as queries:
            response = admin.get(address)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3, name
    if name != "text":
        assert response.context["paginator"].count == 7
        assert len(response.context["object_list"]) == 4


def test_a_list_holds_only_what_one_may_change(
    site_tree: Any, client_of: Any, library: Any
) -> None:
    from justcities.accounts.roles import sync_roles, translator
    from tests.factories import UserFactory

    sync_roles()
    person = UserFactory(groups=[translator("fr").group()])
    ResourcePageFactory(parent=library, title="English", licence="")
    answer = client_of(person).get("/admin/library/care/licence/")
    assert list(answer.context["object_list"]) == []
