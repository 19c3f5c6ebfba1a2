"""A wish for a translation is one tap, is counted once, and keeps nothing about the reader."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from justcities.core.throttle import take_place
from justcities.translation.models import TranslationRequest
from justcities.translation.services import ask_for_translation
from justcities.translation.views import WISHES_AN_HOUR

FRENCH = "/fr/case-studies/lane-numbers/"


def ask_url(page: Any, language: str = "fr") -> str:
    return f"/{language}/translation/ask/{page.pk}/"


def counted() -> list[tuple[int, str, int]]:
    return list(TranslationRequest.objects.values_list("page_id", "language", "count"))


def test_one_tap_is_counted_and_thanked_for(client: Client, lanes: Any) -> None:
    response = client.post(ask_url(lanes), follow=True)

    assert response.redirect_chain == [(f"{FRENCH}?asked=1", 302)]
    assert response.status_code == 404
    assert response.context["requested"] is True
    assert counted() == [(lanes.pk, "fr", 1)]


def test_a_second_tap_is_thanked_for_but_not_counted(client: Client, lanes: Any) -> None:
    client.post(ask_url(lanes))
    client.post(ask_url(lanes))

    assert counted() == [(lanes.pk, "fr", 1)]
    assert client.get(FRENCH).context["requested"] is True


def test_two_readers_and_two_languages_are_counted_each(lanes: Any) -> None:
    Client().post(ask_url(lanes))
    Client().post(ask_url(lanes))
    Client().post(ask_url(lanes, "es"))

    assert counted() == [(lanes.pk, "fr", 2), (lanes.pk, "es", 1)]


def test_a_reader_may_ask_for_two_pages(client: Client, site_tree: Any, lanes: Any) -> None:
    other = site_tree.home
    site_tree.homes["fr"].delete()
    client.post(ask_url(lanes))
    client.post(ask_url(other))

    assert sorted(counted()) == sorted([(lanes.pk, "fr", 1), (other.pk, "fr", 1)])


def test_one_connection_wishes_so_often_an_hour_and_is_told_of_the_limit(lanes: Any) -> None:
    answers = [Client().post(ask_url(lanes)) for _time in range(WISHES_AN_HOUR + 1)]

    assert {answer["Location"] for answer in answers[:-1]} == {f"{FRENCH}?asked=1"}
    assert (answers[-1]["Location"], answers[-1].cookies) == (f"{FRENCH}?later=1", {})
    assert counted() == [(lanes.pk, "fr", WISHES_AN_HOUR)]
    told = Client().get(answers[-1]["Location"])
    assert (told.context["too_many"], told.context["requested"]) == (True, False)
    assert Client().post(ask_url(lanes), REMOTE_ADDR="203.0.113.9").cookies.keys() == {"asked"}
    assert counted() == [(lanes.pk, "fr", WISHES_AN_HOUR + 1)]


def test_wishes_take_no_places_of_messages(rf: Any, lanes: Any) -> None:
    for _time in range(WISHES_AN_HOUR + 1):
        Client().post(ask_url(lanes))

    assert take_place(rf.post("/"), "contact", 1) is True


def test_a_forged_cookie_neither_fails_nor_counts_less(client: Client, lanes: Any) -> None:
    client.cookies["asked"] = f"{lanes.pk}.fr:forged"

    assert client.post(ask_url(lanes)).status_code == 302
    assert counted() == [(lanes.pk, "fr", 1)]


def test_the_count_goes_up_in_the_database(lanes: Any) -> None:
    for _time in range(3):
        ask_for_translation(lanes, "fr")

    assert counted() == [(lanes.pk, "fr", 3)]


def test_wishes_made_from_a_translation_add_up_on_the_source(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    arabic = site_tree.translated(lanes, "ar")

    client.post(ask_url(arabic))

    assert counted() == [(lanes.pk, "fr", 1)]


def test_nothing_about_the_reader_is_kept() -> None:
    assert [field.name for field in TranslationRequest._meta.get_fields()] == [
        "id",
        "page",
        "language",
        "count",
        "last_asked",
    ]


def test_the_cookie_is_short_and_closed_to_scripts(client: Client, lanes: Any) -> None:
    cookie = client.post(ask_url(lanes)).cookies["asked"]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (3600, True, "Lax")


def test_a_form_of_another_site_is_refused(lanes: Any) -> None:
    response = Client(enforce_csrf_checks=True).post(ask_url(lanes))

    assert response.status_code == 403
    assert counted() == []


def test_the_form_on_the_page_is_accepted(lanes: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(FRENCH)

    response = client.post(
        page.context["request_url"], {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    )

    assert response.status_code == 302
    assert counted() == [(lanes.pk, "fr", 1)]


def test_opening_the_address_leads_to_the_page_and_counts_nothing(
    client: Client, lanes: Any
) -> None:
    response = client.get(ask_url(lanes))

    assert response["Location"] == FRENCH
    assert counted() == []


def test_where_the_translation_exists_the_reader_is_led_to_it(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    site_tree.translated(lanes, "fr", slug="numeros")

    response = client.post(ask_url(lanes))

    assert response["Location"] == "/fr/case-studies/numeros/"
    assert counted() == []


def test_a_page_is_not_asked_for_in_its_own_language(client: Client, lanes: Any) -> None:
    assert client.post(ask_url(lanes, "en"))["Location"] == "/en/case-studies/lane-numbers/"
    assert counted() == []


def test_a_language_of_another_site_is_refused(client: Client, lanes: Any) -> None:
    assert client.post(ask_url(lanes, "de")).status_code == 404
    assert counted() == []


@pytest.mark.parametrize("hidden_by", ["draft", "restriction", "restriction above", "absence"])
def test_a_page_the_public_can_not_see_is_refused_in_the_same_words(
    client: Client, site_tree: Any, lanes: Any, hidden_by: str
) -> None:
    address = ask_url(lanes)
    if hidden_by == "draft":
        lanes.unpublish()
    elif hidden_by == "absence":
        lanes.delete()
    else:
        restriction = PageViewRestriction.objects.create(
            page=lanes if hidden_by == "restriction" else site_tree.case_index,
            restriction_type=PageViewRestriction.GROUPS,
        )
        restriction.groups.add(Group.objects.create(name="Inner circle"))

    response = client.post(address)

    assert response.status_code == 404
    assert "Lane numbers" not in response.content.decode()
    assert counted() == []


def test_a_translation_only_some_may_see_is_still_asked_for(
    client: Client, site_tree: Any, lanes: Any
) -> None:
    hidden = site_tree.translated(lanes, "fr", slug="numeros")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    assert client.post(ask_url(lanes))["Location"] == f"{FRENCH}?asked=1"
    assert counted() == [(lanes.pk, "fr", 1)]
