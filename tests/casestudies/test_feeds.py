"""The feed has every case study of a choice once, page by page."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

from django.test import Client

from justcities.vocabulary.schemes import Scheme
from tests.factories import CaseStudyPageFactory, ConceptFactory

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "/en/case-studies/feed/"


def entries(client: Client, url: str) -> tuple[list[str], str | None]:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314
    following = [
        link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "next"
    ]
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in root.findall(f"{ATOM}entry")]
    return titles, following[0] if following else None


def test_pages_follow_each_other_without_gap_or_doublet(site_tree: Any, client: Client) -> None:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(45):
        CaseStudyPageFactory(
            parent=site_tree.case_index,
            title=f"Case {number:02}",
            first_published_at=day + timedelta(days=number // 3),
        )
    first, following = entries(client, URL)
    CaseStudyPageFactory(
        parent=site_tree.case_index, title="Brand new", first_published_at=day + timedelta(days=99)
    )

    second, after = entries(client, following or "")
    third, end = entries(client, after or "")

    assert (len(first), len(second), len(third), end) == (20, 20, 5, None)
    assert sorted(first + second + third) == [f"Case {number:02}" for number in range(45)]


def test_the_feed_of_a_filter_has_only_what_fits(site_tree: Any, client: Client) -> None:
    heat = ConceptFactory(scheme=Scheme.THEME, notation="heat")
    CaseStudyPageFactory(parent=site_tree.case_index, title="Hot", concepts=[heat])
    CaseStudyPageFactory(parent=site_tree.case_index, title="Cold")

    assert entries(client, URL + "?theme=heat") == (["Hot"], None)


def test_a_cursor_that_makes_no_sense_is_the_first_page(site_tree: Any, client: Client) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index, title="Only one")

    for cursor in ("x", "%FF", "MTp4", "bmFuOjE", "OTk5OTk5OTk5OTk5OTk5OTk6MQ"):
        assert entries(client, f"{URL}?before={cursor}") == (["Only one"], None)


def test_what_xml_cannot_hold_is_left_out(site_tree: Any, client: Client) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index, title="A\x0bB", summary="C\x1fD")

    assert entries(client, URL) == (["A B"], None)
