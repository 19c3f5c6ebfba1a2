"""How many queries a page takes, however many case studies there are."""

from io import StringIO

import pytest
from django.core.management import call_command

from casestudies.filters import FACETS
from casestudies.models import CaseStudyPage
from home.demo.generate import generate
from tests.factories import (
    CaseStudyPageFactory,
    CityFactory,
    ConceptFactory,
    EditionPageFactory,
    SiteImageFactory,
)

HOME, CASE, LISTING, FEED = 15, 15, 20, 20
SIGNED_IN = 4


@pytest.fixture
def site_with(site_tree):
    """Return a function that brings the site to a number of varied, generated case studies."""
    call_command("load_vocabulary", verbosity=0, stdout=StringIO())
    for _number in range(6):
        CityFactory()
    for year in (2019, 2020):
        EditionPageFactory(parent=site_tree.home, year=year)
    SiteImageFactory.create_batch(2)

    def filled(count):
        generate(count - CaseStudyPage.objects.count())
        return site_tree

    return filled


def every_filter(index):
    """Return a query that uses every facet, with the values of one public case study."""
    case = (
        CaseStudyPage.objects.exclude(city=None)
        .filter(view_restrictions=None, edition__isnull=False)
        .order_by("pk")
        .first()
    )
    chosen = {link.concept.scheme: link.concept.key for link in case.concept_links.all()}
    values = {
        "theme": chosen["theme"],
        "aim": chosen["aim"],
        "group": chosen["population-group"],
        "question": chosen["focus-question"],
        "target": chosen["sdg-target"],
        "region": case.region.key,
        "country": case.country.key,
        "status": case.status,
        "edition": case.edition,
        "tag": case.tags.first().key,
    }
    assert list(values) == list(FACETS)
    return "?" + "&".join(f"{key}={value}" for key, value in values.items())


def addresses(tree):
    """Return the measured addresses with what each may take."""
    listing = tree.case_index.url
    case = CaseStudyPage.objects.filter(view_restrictions=None).order_by("pk").first()
    return {
        "home": (tree.home.url, HOME),
        "case": (case.url, CASE),
        "listing": (listing, LISTING),
        "listing with every filter": (listing + every_filter(listing), LISTING),
        "feed": (f"{listing}feed/", FEED),
    }


def queries_for(client, url, query_count):
    """Return how many queries an address takes once what is kept in memory is there."""
    for _time in range(2):
        assert client.get(url).status_code == 200
    with query_count() as queries:
        client.get(url)
    return len(queries)


def counted(client, tree, query_count):
    """Return the queries of each measured address."""
    return {
        name: queries_for(client, url, query_count)
        for name, (url, _most) in addresses(tree).items()
    }


def test_as_many_queries_at_a_thousand_and_ten_thousand_case_studies_as_at_twelve(
    site_with, client, query_count
):
    tree = site_with(12)
    few = counted(client, tree, query_count)
    assert {n: count for n, count in few.items() if count > addresses(tree)[n][1]} == {}
    assert counted(client, site_with(1_000), query_count) == few
    assert counted(client, site_with(10_000), query_count) == few


def test_signing_in_costs_four_more_at_most(site_with, client, client_of, member, query_count):
    tree = site_with(12)
    without = counted(client, tree, query_count)
    signed_in = counted(client_of(member), tree, query_count)
    assert {name: n for name, n in signed_in.items() if n > without[name] + SIGNED_IN} == {}


def test_as_many_queries_with_three_related_case_studies_as_with_one(
    site_tree, client, query_count
):
    theme = ConceptFactory(notation="heat")

    def case():
        return CaseStudyPageFactory(
            parent=site_tree.case_index, concepts=[theme], listing_image=SiteImageFactory()
        )

    page, other = case(), case()
    one = queries_for(client, page.url, query_count)
    assert client.get(page.url).context["related"][0].case == other
    case(), case()
    assert queries_for(client, page.url, query_count) == one
    assert len(client.get(page.url).context["related"]) == 3


def test_generated_pages_hang_together_in_the_tree(site_with):
    tree = site_with(25)
    assert CaseStudyPage.find_problems() == ([], [], [], [], [])
    tree.case_index.refresh_from_db()
    assert tree.case_index.numchild == CaseStudyPage.objects.count() == 25
    for page in CaseStudyPage.objects.all():
        page.full_clean()
        assert page.lead
        assert page.specific_class is CaseStudyPage
        assert page.url_path == f"{tree.case_index.url_path}{page.slug}/"


def test_generated_pages_are_varied_and_few_are_restricted(site_with):
    site_with(60)
    pages = CaseStudyPage.objects.all()
    assert len({page.title for page in pages}) > 40
    assert {page.status for page in pages} == {"running", "changed", "ended"}
    assert pages.filter(view_restrictions__isnull=False).count() == 5
    assert pages.filter(city=None, precision="region").exists()


def test_generated_pages_are_listed_at_once(site_with, client):
    tree = site_with(12)
    seen = client.get(tree.case_index.url).context["listing"].total
    site_with(40)
    assert client.get(tree.case_index.url).context["listing"].total > seen + 20
