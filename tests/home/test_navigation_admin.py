"""Masthead and foot are changed in the admin, and what is changed is shown at once."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.factories import NavigationFactory, StandardPageFactory


def test_a_link_added_in_the_admin_stands_in_the_masthead(
    site_tree: Any, client: Client, client_of: Any, administrator: Any
) -> None:
    page = StandardPageFactory(parent=site_tree.home, title="How we work", slug="how")
    navigation = NavigationFactory()
    admin = client_of(administrator)
    edit = reverse("wagtailsnippets_home_navigation:edit", args=[navigation.pk])
    assert "Masthead and foot" in admin.get(reverse("wagtailadmin_home")).content.decode()
    before = client.get("/en/").context["navigation"].main

    response = admin.post(
        edit,
        nested_form_data(
            {
                "main": streamfield([("link", {"page": page.pk, "address": "", "text": ""})]),
                "foot": streamfield([]),
                "foot_text": "",
            }
        ),
    )

    assert response.status_code == 302
    assert before == []
    assert client.get("/en/").context["navigation"].main == [
        {"url": "/en/how/", "text": "How we work", "current": False}
    ]
