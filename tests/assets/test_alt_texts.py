"""Alternative text: a field for each language, and a list of what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from justcities.accounts.roles import EDITOR, sync_roles
from justcities.assets.models import SiteImage
from justcities.assets.queries import pictures_without_alt_text
from tests.factories import SiteImageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editing(client_of: Callable[[Any], Client]) -> Client:
    sync_roles()
    return client_of(UserFactory(groups=[EDITOR.group()]))


def edit(client: Client, image: SiteImage, **texts: str) -> Any:
    data = {"title": image.title, "licence": image.licence, "credit": "Isata K."}
    data |= {f"alt_text_{code}": text for code, text in texts.items()}
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), data)


def test_each_language_has_a_field_in_its_own_direction(editing: Client) -> None:
    image = SiteImageFactory(alt_texts={"en": "A lane", "ar": "زقاق"})
    form = editing.get(reverse("wagtailimages:edit", args=[image.pk])).context["form"]
    fields = {
        name: (field.initial, field.widget.attrs["lang"], field.widget.attrs["dir"])
        for name, field in form.fields.items()
        if name.startswith("alt_text")
    }
    assert fields == {
        "alt_text_en": ("A lane", "en", "ltr"),
        "alt_text_fr": ("", "fr", "ltr"),
        "alt_text_es": ("", "es", "ltr"),
        "alt_text_ar": ("زقاق", "ar", "rtl"),
    }


def test_the_form_asks_for_nothing_that_the_site_does_not_use(editing: Client) -> None:
    form = editing.get(reverse("wagtailimages:add")).context["form"]
    assert {"description", "tags"} & set(form.fields) == set()
    assert {"credit", "licence", "focal_point_x"} <= set(form.fields)


def test_texts_are_stored_and_emptied_ones_go(editing: Client) -> None:
    image = SiteImageFactory(alt_texts={"en": "A lane", "ar": "زقاق", "pt": "Uma rua"})
    edit(editing, image, en="A lane with doors", fr="Une ruelle", es="", ar="")
    image.refresh_from_db()
    assert image.alt_texts == {"en": "A lane with doors", "fr": "Une ruelle", "pt": "Uma rua"}
    assert image.credit == "Isata K."


def test_a_text_too_long_is_told_and_kept_in_the_form(editing: Client) -> None:
    image = SiteImageFactory()
    response = edit(editing, image, en="x" * 301)
    assert list(response.context["form"].errors) == ["alt_text_en"]
    assert response.context["form"]["alt_text_en"].value() == "x" * 301


def test_html_in_a_text_stays_text(editing: Client) -> None:
    image = SiteImageFactory()
    edit(editing, image, en='"><script>alert(1)</script>')
    image.refresh_from_db()
    assert '"&gt;&lt;script' not in image.alt_texts["en"]
    tag = image.get_rendition("width-40").img_tag()
    assert "<script>" not in tag
    assert "&lt;script&gt;" in tag


def test_the_list_names_what_lacks_a_text_in_a_language(administrator: Any) -> None:
    complete = SiteImageFactory(alt_texts={"en": "a", "ar": "ب"})
    emptied = SiteImageFactory(alt_texts={"en": "", "ar": "ب"})
    without = SiteImageFactory(alt_texts={})
    english = set(pictures_without_alt_text("en", administrator))
    assert english == {emptied, without}
    assert set(pictures_without_alt_text("ar", administrator)) == {without}
    assert set(pictures_without_alt_text("fr", administrator)) == {complete, emptied, without}


def test_the_report_shows_the_language_asked_for(editing: Client) -> None:
    SiteImageFactory(title="Told", alt_texts={"en": "a"})
    SiteImageFactory(title="Untold", alt_texts={"fr": "a"})
    address = reverse("pictures_without_alt_text")

    def titles(query: str) -> list[str]:
        response = editing.get(address + query)
        return [image.title for image in response.context["object_list"]]

    assert titles("") == ["Untold"]
    assert titles("?language=fr") == ["Told"]
    assert titles("?language=xx'--") == ["Untold"]


def test_the_report_is_for_those_who_may_change_pictures(
    client_of: Callable[[Any], Client], member: Any
) -> None:
    address = reverse("pictures_without_alt_text")
    assert client_of(None).get(address).status_code == 302
    assert client_of(member).get(address, follow=True).status_code == 403


def test_the_first_page_of_the_admin_reminds_kindly(editing: Client) -> None:
    address = reverse("wagtailadmin_home")
    SiteImageFactory(alt_texts={"en": "a"})
    assert "no alternative text" not in editing.get(address).content.decode()
    SiteImageFactory(alt_texts={})
    assert "1 picture has no alternative text in English" in editing.get(address).content.decode()
