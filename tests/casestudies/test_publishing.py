"""Seven things suffice to publish a case study; a draft needs a title only; nothing is lost."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from casestudies.models import CaseStudyPage
from justcities.vocabulary.schemes import Scheme
from tests.factories import CaseStudyPageFactory, CityFactory, ConceptFactory, EditionPageFactory


def posted(**changes: Any) -> dict[str, Any]:
    empty = {
        "title": "",
        "slug": "a-case",
        "summary": "",
        "what_is_new": "",
        "place_note": "",
        "context": streamfield([]),
        "approach": streamfield([]),
        "impact": streamfield([]),
        "takeaways": streamfield([]),
        "infographics": streamfield([]),
        "lessons": streamfield([]),
        "organisations": inline_formset([]),
        "precision": "near",
        "status": "running",
        "licence": "",
        "tags": "",
        "comments": inline_formset([]),
    }
    chosen = {name: changes.pop(name) for name in list(changes) if name.startswith("concepts_")}
    return {**nested_form_data({**empty, **changes}), **chosen}


@pytest.fixture
def theme(db: None) -> Any:
    return ConceptFactory(scheme=Scheme.THEME, notation="heat")


@pytest.fixture
def add_url(site_tree: Any) -> str:
    return reverse(
        "wagtailadmin_pages:add", args=["casestudies", "casestudypage", site_tree.case_index.pk]
    )


@pytest.fixture
def admin(client_of: Any, administrator: Any) -> Client:
    return client_of(administrator)


def test_a_draft_needs_a_title_only(admin: Client, add_url: str) -> None:
    response = admin.post(add_url, posted(title="An idea"))

    assert response.status_code == 302
    page = CaseStudyPage.objects.get()
    assert (page.title, page.live, page.original_language) == ("An idea", False, "en")


def test_publishing_names_each_missing_thing_and_keeps_the_text(
    admin: Client, add_url: str
) -> None:
    response = admin.post(
        add_url,
        posted(**{"title": "An idea", "what_is_new": "A thing nobody did.", "action-publish": "1"}),
    )

    assert response.status_code == 200
    form = response.context["form"]
    assert {name: list(messages) for name, messages in form.errors.items()} == {
        "summary": ["Say in one sentence who did what and what it changed."],
        "city": ["Choose a city, or at least a country or region."],
        "concepts_theme": ["Choose at least one theme."],
        "context": ["Fill in at least one of the four sections."],
        "licence": ["This field is required."],
        "__all__": ["Name the lead organisation, under “Facts”."],
    }
    assert form["what_is_new"].value() == "A thing nobody did."
    assert not CaseStudyPage.objects.exists()


def test_seven_things_suffice(admin: Client, add_url: str, theme: Any) -> None:
    city = CityFactory(latitude=8.5, longitude=-13.2)
    response = admin.post(
        add_url,
        posted(
            **{
                "title": "An address",
                "summary": "Residents numbered their doors.",
                "city": city.name,
                "organisations": inline_formset([{"name": "Doorway", "role": "lead", "kind": ""}]),
                "concepts_theme": [theme.pk],
                "context": streamfield([("text", rich_text("<p>It began with rain.</p>"))]),
                "licence": "CC-BY-4.0",
                "action-publish": "1",
            }
        ),
    )

    assert response.status_code == 302, response.context["form"].errors
    page = CaseStudyPage.objects.get()
    assert page.live
    assert page.concepts(Scheme.THEME) == [theme]
    assert (page.latitude, page.country) == (8.5, city.country)


def test_text_over_the_limit_is_kept_and_named(admin: Client, add_url: str) -> None:
    long = "word " * 100

    response = admin.post(add_url, posted(title="An idea", summary=long))

    assert response.status_code == 200
    assert response.context["form"]["summary"].value() == long
    assert "summary" in response.context["form"].errors


def test_an_end_before_the_start_is_refused(admin: Client, add_url: str) -> None:
    response = admin.post(add_url, posted(title="An idea", start="2020-05", end="2019"))

    assert response.context["form"].errors == {"end": ["The end can’t come before the start."]}


def test_the_editor_lists_what_else_readers_would_be_glad_of(admin: Client, site_tree: Any) -> None:
    page = CaseStudyPageFactory(parent=site_tree.case_index, what_is_new="", cost_band="")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    shown = admin.get(edit).content.decode()

    assert "What it cost in all." in shown
    assert "What is new here." in shown
    assert "When it started." not in shown


def test_the_edition_is_chosen_from_those_there_are(admin: Client, site_tree: Any) -> None:
    EditionPageFactory(parent=site_tree.home, year=2027)
    page = CaseStudyPageFactory(parent=site_tree.case_index, edition=2019)

    form = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]

    assert form.fields["edition"].widget.choices == [("", "None"), (2027, "2027"), (2019, "2019")]


def test_a_mark_left_over_from_another_city_is_refused(site_tree: Any) -> None:
    elsewhere = CityFactory(name="Nairobi", latitude=-1.3, longitude=36.8)

    with pytest.raises(ValidationError) as refused:
        CaseStudyPageFactory(
            parent=site_tree.case_index,
            precision="exact",
            latitude=8.5,
            longitude=-13.2,
            city=elsewhere,
        )

    assert refused.value.message_dict == {
        "latitude": ["This is 5647 km away from Nairobi. Empty it to mark the city."]
    }


def test_the_address_follows_the_title_while_one_types(admin: Client, add_url: str) -> None:
    html = admin.get(add_url).content.decode()

    assert 'data-w-sync-target-value="#id_slug"' in html


def test_a_section_of_too_many_words_is_named_and_kept(
    admin: Client, add_url: str, theme: Any
) -> None:
    long = f"<p>{'word ' * 601}</p>"

    response = admin.post(
        add_url,
        posted(
            **{
                "title": "An address",
                "context": streamfield([("text", rich_text(long))]),
                "action-publish": "1",
            }
        ),
    )

    form = response.context["form"]
    assert list(form.errors["context"]) == [
        "This section has 601 words. Use at most 600; nothing was cut."
    ]
    assert "word word" in response.content.decode()
