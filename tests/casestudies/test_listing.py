"""The listing shows what the reader may see, counts it rightly, and loses nothing."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from casestudies.facets import ListingPage
from casestudies.queries import listing_page
from justcities.vocabulary.schemes import Scheme
from tests.factories import CaseStudyPageFactory, CityFactory, ConceptFactory, CountryFactory

URL = "/en/case-studies/"


@pytest.fixture
def heat(db: None) -> Any:
    return ConceptFactory(scheme=Scheme.THEME, notation="heat", labels={"en": "Heat"})


@pytest.fixture
def women(db: None) -> Any:
    return ConceptFactory(scheme=Scheme.POPULATION_GROUP, notation="women", labels={"en": "Women"})


@pytest.fixture
def youth(db: None) -> Any:
    return ConceptFactory(
        scheme=Scheme.POPULATION_GROUP, notation="youth", labels={"en": "Young people"}
    )


def listing_at(client: Client, url: str = URL) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    return response.context["listing"]


def titles(listing: Any) -> list[str]:
    return [case.title for case in listing.cases]


def counts(listing: Any, key: str) -> dict[str, int]:
    facet = next(facet for facet in listing.facets if facet.key == key)
    return {choice.value: choice.count for choice in facet.choices}


def test_filters_of_different_facets_narrow_and_of_the_same_facet_widen(
    site_tree: Any, client: Client, heat: Any, women: Any, youth: Any
) -> None:
    make = lambda title, *concepts: CaseStudyPageFactory(  # noqa: E731
        parent=site_tree.case_index, title=title, concepts=list(concepts)
    )
    make("Both", heat, women, youth)
    make("Heat and women", heat, women)
    make("Heat only", heat)
    make("Women only", women)

    assert sorted(titles(listing_at(client, URL + "?theme=heat&group=women"))) == [
        "Both",
        "Heat and women",
    ]
    assert sorted(titles(listing_at(client, URL + "?theme=heat&group=youth&group=women"))) == [
        "Both",
        "Heat and women",
    ]


def test_each_facet_counts_without_its_own_choice(
    site_tree: Any, client: Client, heat: Any, women: Any, youth: Any
) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index, concepts=[heat, women])
    CaseStudyPageFactory(parent=site_tree.case_index, concepts=[heat, youth])
    CaseStudyPageFactory(parent=site_tree.case_index, concepts=[youth])

    listing = listing_at(client, URL + "?group=women")

    assert counts(listing, "group") == {"women": 1, "youth": 2}
    assert counts(listing, "theme") == {"heat": 1}


def test_a_theme_finds_what_is_coded_by_a_narrower_one(site_tree: Any, client: Client) -> None:
    climate = ConceptFactory(scheme=Scheme.THEME, notation="climate")
    heat = ConceptFactory(scheme=Scheme.THEME, notation="heat", broader=climate)
    CaseStudyPageFactory(parent=site_tree.case_index, title="Hot", concepts=[heat])

    assert titles(listing_at(client, URL + "?theme=climate")) == ["Hot"]


def test_a_value_that_no_case_study_has_is_left_out_and_named(
    site_tree: Any, client: Client, heat: Any
) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index, title="Hot", concepts=[heat])

    listing = listing_at(client, URL + "?theme=heat&theme=<script>")

    assert titles(listing) == ["Hot"]
    assert listing.notices == ["No case study has “<script>” under “Theme”, so it is left out."]


def test_a_page_past_the_end_is_the_last_one(site_tree: Any, client: Client) -> None:
    for number in range(13):
        CaseStudyPageFactory(parent=site_tree.case_index, title=f"Case {number:02}")

    listing = listing_at(client, URL + "?page=999&sort=title")

    assert (listing.pager.number, listing.first, listing.last) == (2, 13, 13)
    assert titles(listing) == ["Case 12"]


def test_nothing_found_says_what_giving_up_one_filter_brings(
    site_tree: Any, client: Client, heat: Any, women: Any
) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index, concepts=[heat])
    CaseStudyPageFactory(parent=site_tree.case_index, concepts=[women])

    listing = listing_at(client, URL + "?theme=heat&group=women")

    assert listing.total == 0
    assert [(s["label"], s["count"]) for s in listing.nothing["suggestions"]] == [
        ("Heat", 1),
        ("Women", 1),
    ]


def test_a_restricted_case_study_is_in_no_list_count_facet_map_or_feed_of_the_public(
    site_tree: Any, client: Client, client_of: Any, member: Any, heat: Any
) -> None:
    place = CityFactory(country=CountryFactory(notation="SY", labels={"en": "Syria"}))
    secret = CaseStudyPageFactory(
        parent=site_tree.case_index, title="Hidden school", concepts=[heat], city=place
    )
    CaseStudyPageFactory(parent=site_tree.case_index, title="Open school")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)

    response = client.get(URL)
    listing = response.context["listing"]
    assert titles(listing) == ["Open school"]
    assert (listing.total, listing.all_total) == (1, 1)
    assert "heat" not in counts(listing, "theme")
    assert "SY" not in counts(listing, "country")
    assert len(listing.world.marks) == 1
    assert "Hidden school" not in response.content.decode()
    assert "Hidden school" not in client.get(URL + "feed/").content.decode()
    home = client.get("/en/").content.decode()
    assert "Hidden school" not in home

    seen = listing_at(client_of(member))
    assert sorted(titles(seen)) == ["Hidden school", "Open school"]
    assert counts(seen, "theme")["heat"] == 1


def test_a_restriction_on_the_list_itself_hides_what_is_below(
    site_tree: Any, client: Client
) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index, title="Hidden school")
    PageViewRestriction.objects.create(
        page=site_tree.case_index, restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(URL).status_code == 302
    assert client.get(URL + "feed/").status_code == 302
    assert "Hidden school" not in client.get("/en/").content.decode()


def test_drafts_and_unpublished_case_studies_are_in_no_list(site_tree: Any, client: Client) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index, title="Draft", live=False)
    gone = CaseStudyPageFactory(parent=site_tree.case_index, title="Gone")
    assert titles(listing_at(client)) == ["Gone"]

    gone.unpublish()

    assert titles(listing_at(client)) == []


def test_a_change_is_in_the_list_at_once(site_tree: Any, client: Client) -> None:
    case = CaseStudyPageFactory(parent=site_tree.case_index, title="Old")
    assert titles(listing_at(client)) == ["Old"]

    case.title = "New"
    case.save_revision().publish()

    assert titles(listing_at(client)) == ["New"]


def test_what_may_be_shown_by_region_only_has_no_mark_and_no_city(
    site_tree: Any, client: Client
) -> None:
    city = CityFactory(name="Aleppo", country=CountryFactory(labels={"en": "Syria"}))
    case = CaseStudyPageFactory(
        parent=site_tree.case_index,
        title="Somewhere",
        city=city,
        precision="region",
        latitude=36.2,
        longitude=37.16,
    )
    case.full_clean()
    case.save()

    response = client.get(URL)

    assert response.context["listing"].world.marks == []
    assert "Aleppo" not in response.content.decode()
    page = client.get(case.url).content.decode()
    assert "Aleppo" not in page
    assert "36.2" not in page


def test_a_mark_near_the_place_stands_on_the_city(site_tree: Any) -> None:
    city = CityFactory(latitude=1.0, longitude=2.0)
    case = CaseStudyPageFactory(
        parent=site_tree.case_index, city=city, latitude=1.2345, longitude=2.3456
    )

    case.full_clean()

    assert (case.latitude, case.longitude) == (1.0, 2.0)


def test_htmx_gets_only_the_part_that_changes(site_tree: Any, client: Client) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index)

    part = client.get(URL, headers={"HX-Request": "true"}).content.decode()

    assert "<main" not in part
    assert "1 case study" in part
    assert client.get(URL)["Vary"].find("HX-Request") >= 0


def test_filters_in_arabic_lead_to_arabic_case_studies_only(
    site_tree: Any, client: Client, heat: Any
) -> None:
    case = CaseStudyPageFactory(parent=site_tree.case_index, title="Hot", concepts=[heat])
    site_tree.translated(case, "ar", title="حر")

    assert titles(listing_at(client, "/ar/case-studies/?theme=heat")) == ["حر"]
    assert titles(listing_at(client)) == ["Hot"]


@pytest.mark.parametrize(
    "query",
    [
        "?theme=%00",
        "?page=99999999999999999999",
        "?sort[]=x&theme[]=y",
        "?theme=" + "x" * 5000,
        "?tag=%F0%9F%8F%98&tag=%D8%A7",
        "?edition=-1&status=nope&country=%27%20OR%201=1--",
        "?theme=%ff%fe",
    ],
)
def test_a_hostile_query_string_gets_a_page(site_tree: Any, client: Client, query: str) -> None:
    CaseStudyPageFactory(parent=site_tree.case_index, title="Still here")

    assert titles(listing_at(client, URL + query)) == ["Still here"]
    assert client.get(URL + "feed/" + query).status_code == 200


def test_the_listings_address_follows_the_sites(site_tree: Any) -> None:
    assert listing_page("en", None) == ListingPage(
        site_tree.case_index.path, "/en/case-studies/", "Case studies"
    )

    Site.objects.create(hostname="b.example.org", root_page=site_tree.root)

    page = listing_page("en", None)
    assert page is not None
    assert page.url == "http://localhost/en/case-studies/"
