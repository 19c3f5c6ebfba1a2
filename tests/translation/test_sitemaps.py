"""The sitemap names public pages and their translations, and nothing else."""

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from justcities.translation import sitemaps
from justcities.translation.queries import alternates
from tests.factories import CaseStudyPageFactory

NAMES = {"s": sitemaps.SITEMAP, "x": sitemaps.XHTML}


def entries(client: Client, address: str = "/sitemap.xml") -> dict[str, list[tuple[str, str]]]:
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    tree = ElementTree.fromstring(response.content)  # noqa: S314
    return {
        url.findtext("s:loc", namespaces=NAMES): [
            (link.get("hreflang"), link.get("href")) for link in url.findall("x:link", NAMES)
        ]
        for url in tree.findall("s:url", NAMES)
    }


def test_every_public_page_is_named_with_the_alternates_it_names_itself(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    site_tree.translated(lanes, "ar", slug="أرقام-الأزقة")
    public = Page.objects.filter(depth__gt=1)

    assert entries(client) == {
        page.full_url: [(link.code, link.url) for link in alternates(page)] for page in public
    }
    assert public.count() == 10


def test_neither_drafts_nor_restricted_pages_are_named(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    french = site_tree.translated(lanes, "fr")
    french.unpublish()
    PageViewRestriction.objects.create(
        page=site_tree.case_indexes["es"], restriction_type=PageViewRestriction.LOGIN
    )

    found = entries(client)

    assert found["http://localhost/en/case-studies/lane-numbers/"] == []
    assert "http://localhost/es/case-studies/" not in found
    assert [code for code, _url in found["http://localhost/en/case-studies/"]] == [
        "en",
        "fr",
        "ar",
        "x-default",
    ]


def test_a_long_sitemap_has_an_index(
    client: Client, site_tree: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = entries(client)
    monkeypatch.setattr(sitemaps, "MOST_IN_A_PART", 3)

    index = ElementTree.fromstring(  # noqa: S314
        client.get("/sitemap.xml", headers={"host": "localhost"}).content
    )
    parts = [part.text for part in index.findall("s:sitemap/s:loc", NAMES)]
    found: dict[str, list[tuple[str, str]]] = {}
    for part in parts:
        found |= entries(client, part)

    assert parts == [f"http://localhost/sitemap-{number}.xml" for number in (1, 2, 3)]
    assert found == everything


@pytest.mark.parametrize("number", [0, 4, 999_999_999])
def test_a_part_that_is_not_there_answers_404(
    client: Client, site_tree: Any, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MOST_IN_A_PART", 3)

    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_the_sitemap_costs_the_same_for_more_pages(
    client: Client, site_tree: Any, lanes: Any, query_count: Any
) -> None:
    entries(client)
    with query_count() as few:
        entries(client)
    for _time in range(3):
        CaseStudyPageFactory(parent=site_tree.case_index)
    with query_count() as more:
        found = entries(client)

    assert len(found) == 12
    assert len(more) == len(few)


def test_an_unchanged_sitemap_is_not_sent_again(client: Client, site_tree: Any, lanes: Any) -> None:
    lanes.save_revision().publish()
    first = client.get("/sitemap.xml")
    by_date = {"if-modified-since": first["Last-Modified"]}
    by_tag = {"if-none-match": first["ETag"]}

    assert client.get("/sitemap.xml", headers=by_date).status_code == 304
    assert client.get("/sitemap.xml", headers=by_tag).status_code == 304


@pytest.mark.parametrize("change", ["unpublish", "restrict", "delete", "move"])
def test_a_change_is_sent_even_within_the_same_second(
    client: Client, site_tree: Any, lanes: Any, change: str
) -> None:
    first = client.get("/sitemap.xml")
    if change == "unpublish":
        lanes.unpublish()
    elif change == "delete":
        lanes.delete()
    elif change == "move":
        lanes.move(site_tree.homes["fr"], pos="last-child")
    else:
        PageViewRestriction.objects.create(page=lanes, restriction_type=PageViewRestriction.LOGIN)

    again = client.get("/sitemap.xml", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200


def test_a_page_says_when_it_was_published_last(client: Client, lanes: Any) -> None:
    lanes.save_revision().publish()

    answer = client.get("/sitemap.xml").content.decode()

    assert f"<lastmod>{timezone.now().date().isoformat()}</lastmod>" in answer


def test_robots_are_kept_from_the_admin_and_told_of_the_sitemap(client: Client, db: None) -> None:
    response = client.get("/robots.txt", headers={"host": "localhost"})

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\n\nSitemap: http://localhost/sitemap.xml\n"
    )
    again = client.get("/robots.txt", headers={"if-modified-since": response["Last-Modified"]})
    assert again.status_code == 304
