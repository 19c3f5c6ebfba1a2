"""The packaged cities."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction

from justcities.vocabulary.gazetteer import load_cities
from justcities.vocabulary.loading import load_entries
from justcities.vocabulary.models import City
from justcities.vocabulary.queries import suggest_cities
from tests.factories import CityFactory, CountryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cities(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load once for all tests of this module; each test is a savepoint in this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_entries()
        load_cities()
        yield
        transaction.set_rollback(True)


def test_it_loads_quickly_and_again_without_harm() -> None:
    load_entries()
    started = time.process_time()
    added = load_cities()
    assert time.process_time() - started < 5
    assert added > 12_000
    City.objects.filter(name="Nairobi").update(name="Nairobi (ours)")
    assert load_cities() == 0
    assert City.objects.filter(name="Nairobi (ours)").count() == 1


def test_without_countries_it_says_what_to_do_first() -> None:
    with pytest.raises(CommandError, match="load_vocabulary first"):
        call_command("load_gazetteer")


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Freetown", "SL", 8.48, -13.23),
        ("Nairobi", "KE", -1.28, 36.82),
        ("Medellín", "CO", 6.25, -75.56),
        ("Dhaka", "BD", 23.71, 90.41),
        ("Amman", "JO", 31.96, 35.95),
        ("Athens", "GR", 37.98, 23.73),
        ("Quezon City", "PH", 14.65, 121.05),
        ("Lima", "PE", -12.04, -77.03),
        ("São Paulo", "BR", -23.55, -46.64),
        ("Kampala", "UG", 0.32, 32.58),
        ("Tunis", "TN", 36.82, 10.17),
        ("Winnipeg", "CA", 49.88, -97.15),
    ],
)
def test_the_samples_cities_lie_where_they_are_and_have_an_arabic_name(
    cities: None, name: str, country: str, latitude: float, longitude: float
) -> None:
    city = City.objects.get(name=name, country__notation=country, geonames_id__isnull=False)
    assert (city.latitude, city.longitude) == pytest.approx((latitude, longitude), abs=0.05)
    assert city.display_name("ar") != name


def test_every_capital_of_a_state_is_there_however_small(cities: None) -> None:
    for name, country in [("Valletta", "MT"), ("Victoria", "SC"), ("Thimphu", "BT")]:
        assert City.objects.filter(name=name, country__notation=country).exists(), name


@pytest.mark.parametrize("typed", ["medellin", "MEDELLÍN", "ميديلين", "medel"])
def test_a_city_is_found_with_or_without_accents_and_in_any_script(
    cities: None, typed: str
) -> None:
    assert suggest_cities(typed)[0].label == "Medellín"


def test_a_city_is_shown_in_the_readers_language_with_its_country(cities: None) -> None:
    found = suggest_cities("cairo", language="es")[0]
    assert (found.label, found.lang, found.context) == ("El Cairo", "es", "Egipto")


def test_a_country_after_a_comma_tells_two_cities_of_one_name_apart(cities: None) -> None:
    found = suggest_cities("Tripoli, Lebanon")
    assert [(each.label, each.context) for each in found] == [("Tripoli", "Lebanon")]


def test_finding_cities_is_one_query(cities: None, django_assert_num_queries) -> None:
    suggest_cities("warm the words")
    with django_assert_num_queries(2):  # and the version of the words kept in memory
        suggest_cities("san")


def test_a_city_off_the_globe_is_refused() -> None:
    city = CityFactory.build(country=CountryFactory(), latitude=90.5, longitude=-180.5)
    with pytest.raises(ValidationError) as refused:
        city.full_clean()
    assert sorted(refused.value.message_dict) == ["latitude", "longitude"]
