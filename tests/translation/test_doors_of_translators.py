"""What a translator is not shown, and is refused at its address too."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from justcities.accounts.roles import EDITOR, Role, sync_roles, translator
from tests.factories import UserFactory, locale


@pytest.fixture
def french(lanes: Any) -> Page:
    """The French draft of a page that an editor has sent to translation."""
    translate_object(lanes, [locale("fr")])
    return lanes.get_translation(locale("fr"))


@pytest.fixture
def as_role(db: None, client_of: Callable[[Any], Client]) -> Callable[[Role], Client]:
    sync_roles()
    return lambda role: client_of(UserFactory(groups=[role.group()]))


def editor_of(client: Client, page: Page) -> tuple[str, dict[str, Any]]:
    """Return the translation editor's page, and what its script is told."""
    shown = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    (props,) = re.findall(r'data-props="([^"]*)"', shown)
    return shown, json.loads(html.unescape(props))


def test_deleting_and_stopping_are_offered_to_those_who_may(
    french: Page, as_role: Callable[[Role], Client]
) -> None:
    shown, told = editor_of(as_role(EDITOR), french)
    assert (told["perms"]["canDelete"], "no-stop.css" in shown) == (True, False)
    shown, told = editor_of(as_role(translator("fr")), french)
    assert (told["perms"]["canDelete"], "no-stop.css" in shown) == (False, True)


@pytest.mark.parametrize("role", [EDITOR, translator("fr")])
def test_an_alias_page_is_offered_to_nobody(
    french: Page, as_role: Callable[[Role], Client], role: Role
) -> None:
    shown, _told = editor_of(as_role(role), french)
    assert "no-alias.css" in shown


def test_a_translator_deletes_no_draft(french: Page, as_role: Callable[[Role], Client]) -> None:
    client = as_role(translator("fr"))
    listing = client.get(f"/admin/pages/{french.get_parent().pk}/").content.decode()
    assert f"/admin/pages/{french.pk}/delete/" not in listing
    client.post(f"/admin/pages/{french.pk}/delete/")
    assert Page.objects.filter(pk=french.pk).exists()
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={french.pk}")
    assert Page.objects.filter(pk=french.pk).exists()


@pytest.mark.parametrize(("role", "enabled"), [(EDITOR, False), (translator("fr"), True)])
def test_only_who_may_publish_stops_a_translation(
    french: Page, as_role: Callable[[Role], Client], role: Role, enabled: bool
) -> None:
    translation = Translation.objects.get(target_locale=locale("fr"))
    as_role(role).post(f"/admin/localize/translate/{translation.pk}/disable/")
    translation.refresh_from_db()
    assert translation.enabled is enabled
