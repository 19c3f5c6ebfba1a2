"""Who unpublishes or restricts a page is told which translations stay public."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from wagtail.models import PageViewRestriction

from justcities.translation.still_public import MOST_NAMED, named, still_public
from tests.factories import CaseStudyPageFactory


@pytest.fixture
def admin(client_of: Any, administrator: Any) -> Client:
    return client_of(administrator)


@pytest.fixture
def french(site_tree: Any, lanes: Any) -> Any:
    return site_tree.translated(lanes, "fr", title="Numéros & ruelles")


def said(response: Any) -> list[str]:
    texts = [
        unescape(re.sub("<[^>]+>", "", str(text))) for text in get_messages(response.wsgi_request)
    ]
    return [" ".join(text.split()) for text in texts]


def links(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)"><bdi', html)


def test_unpublishing_names_the_live_translations_and_changes_none(
    admin: Client, site_tree: Any, lanes: Any, french: Any
) -> None:
    draft = lanes.copy_for_translation(site_tree.homes["es"].locale)

    response = admin.post(f"/admin/pages/{lanes.pk}/unpublish/")

    told = [text for text in said(response) if "Still public" in text]
    assert told == [
        "Still public in other languages, each to be unpublished by itself: "
        "Numéros & ruelles (Français)"
    ]
    message = next(str(m) for m in get_messages(response.wsgi_request) if "Still" in str(m))
    assert links(message) == [f"/admin/pages/{french.pk}/edit/"]
    french.refresh_from_db()
    assert (french.live, draft.live) == (True, False)


def test_unpublishing_what_is_in_one_language_only_says_nothing(admin: Client, lanes: Any) -> None:
    response = admin.post(f"/admin/pages/{lanes.pk}/unpublish/")

    assert [text for text in said(response) if "Still public" in text] == []


@pytest.mark.parametrize("below_too", [True, False])
def test_unpublishing_what_stands_below_too_names_its_translations(
    admin: Client, site_tree: Any, lanes: Any, french: Any, below_too: bool
) -> None:
    data = {"include_descendants": "on"} if below_too else {}
    response = admin.post(f"/admin/pages/{site_tree.case_index.pk}/unpublish/", data)

    (told,) = [text for text in said(response) if "Still public" in text]
    assert ("Numéros & ruelles" in told, told.count("(")) == (below_too, 4 if below_too else 3)


def test_unpublishing_several_names_the_translations_of_all(
    admin: Client, site_tree: Any, lanes: Any, french: Any
) -> None:
    other = CaseStudyPageFactory(parent=site_tree.case_index)
    site_tree.translated(other, "ar", title="أرقام")

    response = admin.post(
        f"/admin/bulk/wagtailcore/page/unpublish/?id={lanes.pk}&id={other.pk}", {"next": "/admin/"}
    )

    (told,) = [text for text in said(response) if "Still public" in text]
    assert told.endswith("Numéros & ruelles (Français), أرقام (العربية)")


def test_the_dialog_of_restrictions_and_a_message_name_the_public_translations(
    admin: Client, lanes: Any, french: Any
) -> None:
    address = f"/admin/pages/{lanes.pk}/privacy/"
    dialog = admin.get(address).json()
    assert dialog["step"] == "set_privacy"
    assert "Public in others, whatever you choose here:" in dialog["html"]
    assert links(dialog["html"]) == [f"/admin/pages/{french.pk}/edit/"]
    assert "<form" in dialog["html"]

    response = admin.post(address, {"restriction_type": "login"})

    assert response.json() == {"step": "set_privacy_done", "is_public": False}
    assert said(response) == [
        "Still public in other languages, each to be restricted by itself: "
        "Numéros & ruelles (Français)"
    ]
    assert PageViewRestriction.objects.filter(page=french).exists() is False


def test_lifting_a_restriction_says_nothing(admin: Client, lanes: Any, french: Any) -> None:
    PageViewRestriction.objects.create(page=lanes, restriction_type="login")

    response = admin.post(f"/admin/pages/{lanes.pk}/privacy/", {"restriction_type": "none"})

    assert (response.json()["is_public"], said(response)) == (True, [])


def test_restricting_where_all_languages_are_restricted_says_nothing(
    admin: Client, lanes: Any, french: Any
) -> None:
    PageViewRestriction.objects.create(page=french, restriction_type="login")

    address = f"/admin/pages/{lanes.pk}/privacy/"
    assert "whatever you choose" not in admin.get(address).json()["html"]
    assert said(admin.post(address, {"restriction_type": "login"})) == []


def test_restricting_a_page_names_what_is_public_of_what_stands_below(
    admin: Client, site_tree: Any, lanes: Any, french: Any
) -> None:
    for language in ("fr", "es", "ar"):
        page = site_tree.case_indexes[language]
        type(page).objects.filter(pk=page.pk).update(live=False)

    response = admin.post(
        f"/admin/pages/{site_tree.case_index.pk}/privacy/", {"restriction_type": "login"}
    )

    (told,) = said(response)
    assert told.endswith("by itself: Numéros & ruelles (Français)")


def test_privacy_is_set_by_who_may_and_by_nobody_else(
    client_of: Any, member: Any, editor: Any, lanes: Any
) -> None:
    address = f"/admin/pages/{lanes.pk}/privacy/"
    helper = Group.objects.get(name="Editors")
    assert client_of(None).get(address).status_code == 302
    assert client_of(member).get(address).status_code == 302
    editor.groups.set([helper])
    assert client_of(editor).post(address, {"restriction_type": "login"}).status_code == 302
    assert PageViewRestriction.objects.exists() is False


def test_many_are_named_in_part(rf: Any, administrator: Any, lanes: Any, french: Any) -> None:
    request = rf.get("/")
    request.user = administrator
    assert still_public([lanes]) == [french.page_ptr]

    text = named([french] * (MOST_NAMED + 2), request)

    assert (text.count("<a "), text.endswith(" and 2 more")) == (MOST_NAMED, True)
