"""No page of another language stands at a language's address, by whatever door."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import Locale, Page
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import (
    LocaleSynchronization,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from tests.factories import CaseStudyPageFactory, StandardPageFactory, locale


def translate_string(page: Page, language: str, path: str, text: str) -> Translation:
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=language
    )
    segment = translation.source.stringsegment_set.get(context__path=path)
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        data=text,
    )
    return translation


def test_missing_parents_of_a_translation_become_drafts(site_tree: Any, client: Any) -> None:
    about = StandardPageFactory(parent=site_tree.home, title="About")
    method = StandardPageFactory(parent=about, title="Method")
    team = StandardPageFactory(parent=method, title="Team")

    translate_object(team, [locale("fr")])

    french = Page.objects.filter(locale=locale("fr"), title__in=["About", "Method", "Team"])
    assert sorted(french.values_list("title", "live", "alias_of")) == [
        ("About", False, None),
        ("Method", False, None),
        ("Team", False, None),
    ]
    assert client.get("/fr/about/").status_code == 404
    assert client.get("/fr/about/method/").status_code == 404


def test_translators_find_the_missing_parents(site_tree: Any) -> None:
    about = StandardPageFactory(parent=site_tree.home, title="About")
    team = StandardPageFactory(parent=about, title="Team")

    translate_object(team, [locale("fr")])

    assert sorted(
        Translation.objects.filter(target_locale=locale("fr")).values_list(
            "source__object_repr", flat=True
        )
    ) == ["About", "Team"]


def test_a_missing_home_page_becomes_a_draft_beside_the_others(site_tree: Any) -> None:
    site_tree.homes["es"].delete()

    translate_object(site_tree.case_index, [locale("es")])

    home = site_tree.home.get_translation(locale("es"))
    assert (home.live, home.alias_of_id) == (False, None)
    assert home.get_parent().pk == site_tree.root.pk


def test_a_submitted_page_is_a_draft(site_tree: Any, lanes: Any) -> None:
    translate_object(lanes, [locale("fr"), locale("ar")])

    assert list(lanes.get_translations().values_list("live", flat=True)) == [False, False]


def test_the_live_page_of_a_submitted_source_is_left_alone(site_tree: Any, lanes: Any) -> None:
    translate_object(lanes, [locale("fr")])

    lanes.refresh_from_db()
    assert (lanes.live, lanes.title, lanes.alias_of_id) == (True, "Lane numbers", None)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_alias_page_is_refused(site_tree: Any, lanes: Any, language: str) -> None:
    parent = site_tree.case_indexes[language]

    with pytest.raises(ValidationError, match="Alias pages are switched off"):
        lanes.create_alias(parent=parent, update_slug="again", update_locale=locale(language))

    assert Page.objects.exclude(alias_of=None).count() == 0


def test_an_alias_for_a_translation_is_refused(site_tree: Any, lanes: Any) -> None:
    with pytest.raises(ValueError, match="no alias pages"):
        lanes.copy_for_translation(locale("fr"), alias=True)


def test_a_page_can_not_be_made_an_alias(site_tree: Any, lanes: Any) -> None:
    french = site_tree.translated(lanes, "fr")
    french.alias_of = lanes

    with pytest.raises(ValidationError, match="Alias pages are switched off"):
        french.save(clean=False)


def test_a_language_can_not_be_filled_from_another(site_tree: Any, lanes: Any) -> None:
    with pytest.raises(ValidationError, match="filled from another"):
        LocaleSynchronization.objects.create(locale=locale("fr"), sync_from=locale("en"))

    call_command("sync_locale_trees")
    assert lanes.has_translation(locale("fr")) is False


def test_the_form_of_a_language_does_not_offer_to_fill_it(
    client_of: Any, administrator: Any, site_tree: Any
) -> None:
    response = client_of(administrator).get(
        f"/admin/locales/edit/{Locale.objects.get(language_code='fr').pk}/"
    )

    assert response.status_code == 200
    assert "sync_from" not in response.content.decode()
    assert LocaleSynchronization not in {item["model"] for item in get_locale_components()}


def test_a_new_page_makes_no_aliases(site_tree: Any, client_of: Any, administrator: Any) -> None:
    before = Page.objects.count()

    CaseStudyPageFactory(parent=site_tree.case_index)

    assert Page.objects.count() == before + 1


def test_the_page_editor_does_not_offer_to_make_an_alias(
    client_of: Any, administrator: Any, site_tree: Any, lanes: Any
) -> None:
    translate_object(lanes, [locale("fr")])
    Translation.objects.update(enabled=False)
    french = lanes.get_translation(locale("fr"))
    client = client_of(administrator)

    editor = client.get(f"/admin/pages/{french.pk}/edit/").content.decode()

    assert "localize-restart-translation" in editor
    assert "localize-convert-to-alias" not in editor


@pytest.mark.parametrize("way", ["address", "button"])
def test_converting_to_an_alias_is_refused(
    client_of: Any, administrator: Any, site_tree: Any, lanes: Any, way: str
) -> None:
    translate_object(lanes, [locale("fr")])
    french = lanes.get_translation(locale("fr"))
    client = client_of(administrator)

    if way == "address":
        response = client.post(f"/admin/localize/page/{french.pk}/convert_to_alias/", follow=True)
    else:
        data = {"localize-convert-to-alias": "1"}
        response = client.post(f"/admin/pages/{french.pk}/edit/", data, follow=True)

    assert response.status_code == 200
    assert "Alias pages are switched off." in response.content.decode()
    french.refresh_from_db()
    assert french.alias_of_id is None


def test_copying_a_page_does_not_offer_an_alias(
    client_of: Any, administrator: Any, lanes: Any
) -> None:
    form = client_of(administrator).get(f"/admin/pages/{lanes.pk}/copy/").context["form"]

    assert list(form.fields) == ["new_title", "new_slug", "new_parent_page", "publish_copies"]


@pytest.mark.parametrize(
    ("translated", "slug"),
    [
        ("أرقام-الأزقة", "أرقام-الأزقة"),
        ("مقال 2020", "مقال-2020"),
        ("Ruelles à nommer", "ruelles-à-nommer"),
    ],
)
def test_a_translated_slug_keeps_its_letters(
    site_tree: Any,
    lanes: Any,
    translated: str,
    slug: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    translate_object(lanes, [locale("ar")])
    translation = translate_string(lanes, "ar", "slug", translated)

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    page = lanes.get_translation(locale("ar"))
    assert (page.live, page.slug) == (True, slug)
    assert page.get_latest_revision_as_object().slug == slug


def test_an_untranslated_slug_is_the_sources(site_tree: Any, lanes: Any) -> None:
    translate_object(lanes, [locale("ar")])

    assert lanes.get_translation(locale("ar")).slug == "lane-numbers"


def test_a_translated_title_alone_does_not_change_the_slug(
    site_tree: Any, lanes: Any, django_capture_on_commit_callbacks: Any
) -> None:
    translate_object(lanes, [locale("ar")])
    translation = translate_string(lanes, "ar", "title", "أرقام للأزقة التي لا أسماء لها")

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    page = lanes.get_translation(locale("ar"))
    assert (page.title, page.slug) == ("أرقام للأزقة التي لا أسماء لها", "lane-numbers")


def test_the_frozen_source_knows_no_common_fact(site_tree: Any, lanes: Any) -> None:
    translate_object(lanes, [locale("fr")])

    source = TranslationSource.objects.get(object_id=lanes.translation_key)
    paths = {
        path.split(".")[0]
        for segments in (
            source.stringsegment_set,
            source.overridablesegment_set,
            source.relatedobjectsegment_set,
        )
        for path in segments.values_list("context__path", flat=True)
    }
    assert paths & {*lanes.common_fields, "tagged_items", "original_language"} == set()
    assert {"title", "slug", "summary", "context"} <= paths
