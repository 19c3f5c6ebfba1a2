"""The styleguide shows every component, and only to those who build the site."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from home import styleguide


def test_styleguide_has_no_address_without_debug():
    with pytest.raises(NoReverseMatch):
        reverse("styleguide")


@pytest.mark.parametrize("name", styleguide.names())
def test_specimen_is_shown_in_both_directions_and_themes(name):
    panes = [
        styleguide._pane(name, language, theme)
        for language in styleguide.LANGUAGES
        for theme in styleguide.THEMES
    ]
    assert [(pane.language, pane.direction, pane.theme) for pane in panes] == [
        ("en", "ltr", "light"),
        ("en", "ltr", "dark"),
        ("ar", "rtl", "light"),
        ("ar", "rtl", "dark"),
    ]
    assert all(pane.html.strip() for pane in panes)


@pytest.mark.django_db
def test_styleguide_shows_every_specimen():
    request = RequestFactory().get("/styleguide/")
    request.user = AnonymousUser()
    page = styleguide.styleguide(request).content.decode()
    assert page.count('class="pane"') == 2 + 4 * len(styleguide.names())
