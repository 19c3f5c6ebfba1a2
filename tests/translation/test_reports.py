"""Translators see which translations readers wish for, and where to make them."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission

from justcities.translation.models import TranslationRequest
from justcities.translation.reports import open_requests
from tests.factories import CaseStudyPageFactory

URL = "/admin/reports/translations-wished-for/"


@pytest.fixture
def wishes(site_tree: Any, lanes: Any) -> list[TranslationRequest]:
    other = CaseStudyPageFactory(parent=site_tree.case_index, title="Shaded stops")
    return [
        TranslationRequest.objects.create(page=lanes, language="fr", count=3),
        TranslationRequest.objects.create(page=other, language="es", count=7),
        TranslationRequest.objects.create(page=other, language="fr", count=5),
    ]


def grant(user: Any, *permissions: str) -> None:
    group = Group.objects.create(name="Helpers")
    user.groups.add(group)
    for name in ("wagtailadmin.access_admin", *permissions):
        app, codename = name.split(".")
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )


def listed(response: Any) -> list[tuple[str, str, int]]:
    return [(w.page.title, w.language, w.count) for w in response.context["object_list"]]


def test_the_page_wished_for_most_stands_first(
    client_of: Any, administrator: Any, wishes: Any
) -> None:
    response = client_of(administrator).get(URL)

    assert response.status_code == 200
    assert listed(response) == [
        ("Shaded stops", "es", 7),
        ("Shaded stops", "fr", 5),
        ("Lane numbers", "fr", 3),
    ]


def test_wishes_are_filtered_by_language(client_of: Any, administrator: Any, wishes: Any) -> None:
    response = client_of(administrator).get(URL, {"language": "fr"})

    assert listed(response) == [("Shaded stops", "fr", 5), ("Lane numbers", "fr", 3)]


def test_a_wish_is_closed_once_the_translation_is_live(
    site_tree: Any, lanes: Any, wishes: Any
) -> None:
    draft = lanes.copy_for_translation(site_tree.homes["fr"].locale)
    assert {wish.pk: wish.draft for wish in open_requests()}[wishes[0].pk] == draft.pk

    draft.save_revision().publish()

    assert [wish.pk for wish in open_requests()] == [wishes[1].pk, wishes[2].pk]


def test_who_may_begin_a_translation_is_led_to_the_form(
    client_of: Any, administrator: Any, wishes: Any
) -> None:
    client = client_of(administrator)

    first = client.get(URL).context["object_list"][0]

    expected = f"/admin/localize/submit/page/{first.page_id}/?select_locale=es"
    assert first.translate_url == expected
    assert client.get(expected).status_code == 200


def test_who_may_not_begin_one_is_led_to_drafts_only(
    client_of: Any, member: Any, site_tree: Any, lanes: Any, wishes: Any
) -> None:
    draft = lanes.copy_for_translation(site_tree.homes["fr"].locale)
    grant(member, "translation.view_translationrequest")

    response = client_of(member).get(URL)

    assert [wish.translate_url for wish in response.context["object_list"]] == [
        None,
        None,
        f"/admin/pages/{draft.pk}/edit/",
    ]


def test_others_of_the_admin_may_not_read_wishes(client_of: Any, member: Any, wishes: Any) -> None:
    grant(member)

    response = client_of(member).get(URL)

    assert response.status_code == 302
    assert response["Location"] == "/admin/"


def test_visitors_may_not_read_wishes(client_of: Any, member: Any, wishes: Any) -> None:
    assert client_of(None).get(URL).status_code == 302
    assert client_of(member).get(URL).status_code == 302


def test_wishes_are_exported(client_of: Any, administrator: Any, wishes: Any) -> None:
    response = client_of(administrator).get(URL, {"export": "csv"})

    rows = b"".join(response.streaming_content).decode().splitlines()
    assert rows[1].startswith("Shaded stops,es,7,")
    assert len(rows) == 4
