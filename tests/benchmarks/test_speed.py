"""Answering times at 100, 1,000 and 10,000 case studies and resources (``make bench``)."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from wagtail.models import Site

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from home.demo.generate import generate
from home.demo.generate_resources import generate_resources
from home.models import HomePage, StandardPage
from justcities.assets.models import SiteImage
from justcities.assets.renditions import prepare
from library.models import LibraryIndexPage, ResourcePage
from tests.benchmarks.measuring import Door, Times, interleaved, table

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

ROUNDS = 100
BARE = "bare page"
LISTING = "listing"
LIBRARY = "library, three filters"
THREE = "status=running&aim=healthy&question=technology-data"
THREE_OF_LIBRARY = "type=report&theme=housing-tenure&language=en"
SIZES = (100, 1_000, 10_000)
MOST_TIMES_A_HUNDRED = 3


def addresses() -> dict[str, str]:
    """Return what is measured. The fiftieth page is the last one where there are fewer."""
    listing = CaseStudyIndexPage.objects.get(locale__language_code="en").url
    library = LibraryIndexPage.objects.get(locale__language_code="en").url
    resource = ResourcePage.objects.filter(locale__language_code="en", access="public").first()
    assert resource is not None
    case = CaseStudyPage.objects.get(slug="freetown-address").url
    return {
        BARE: StandardPage.objects.get(slug="bare").url,
        "home": HomePage.objects.get(locale__language_code="en").url,
        LISTING: listing,
        "listing, page 50": f"{listing}?page=50",
        "listing, three filters": f"{listing}?{THREE}",
        "listing, three filters, page 50": f"{listing}?{THREE}&page=50",
        "feed": f"{listing}feed/",
        "feed, three filters": f"{listing}feed/?{THREE}",
        "case study": case,
        "library": library,
        LIBRARY: f"{library}?{THREE_OF_LIBRARY}",
        "library, feed": f"{library}feed/",
        "resource": resource.url,
    }


@pytest.fixture(scope="module")
def measured(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory
) -> Iterator[dict[int, dict[str, Times]]]:
    """Fill a site of its own, measuring at each size; all is taken back at the end."""
    media: Path = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media, ALLOWED_HOSTS=["localhost"]),
        transaction.atomic(),
    ):
        call_command("load_demo", verbosity=0, stdout=StringIO())
        Site.objects.update(hostname="localhost", port=80)
        home = HomePage.objects.get(locale__language_code="en")
        home.add_child(instance=StandardPage(title="Bare", slug="bare", locale=home.locale))
        for picture in SiteImage.objects.all():
            prepare(picture)
        door = Door()
        result = {}
        for size in SIZES:
            generate(size - CaseStudyPage.objects.filter(locale__language_code="en").count())
            records = ResourcePage.objects.filter(locale__language_code="en")
            generate_resources(size - records.count())
            # What loading left behind would be looked through by every garbage collection.
            gc.collect()
            gc.freeze()
            result[size] = interleaved(door.ask, addresses(), ROUNDS)
        rows = table({f"{size:,}": times for size, times in result.items()}, BARE)
        sys.stdout.write(f"\n\n{connection.vendor}, {ROUNDS} rounds\n\n{rows}\n\n")
        gc.unfreeze()
        yield result
        transaction.set_rollback(True)


@pytest.mark.parametrize("listing", [LISTING, LIBRARY])
def test_listing_at_ten_thousand_takes_at_most_three_times_as_long_as_at_a_hundred(
    measured, listing
):
    """The two are minutes apart: the bare page, asked in turn with each, says how busy the
    machine was at the time.
    """

    def against_bare(size: int) -> float:
        return measured[size][listing].p95 / measured[size][BARE].p95

    assert against_bare(10_000) <= MOST_TIMES_A_HUNDRED * against_bare(100)
