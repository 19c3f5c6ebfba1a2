"""Facts that are the same in every language follow the source page, whatever is done to either."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.actions.copy_page import CopyPageAction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from casestudies.choices import OrganisationRole, Status
from casestudies.models import CaseStudyConcept, CaseStudyOrganisation, CaseStudyPage, EditionPage
from justcities.core.checks import check_common_fields
from justcities.core.common import common
from justcities.core.licences import Licence
from justcities.core.panels import rows
from justcities.vocabulary.schemes import Scheme
from tests.factories import (
    CaseStudyPageFactory,
    CityFactory,
    ConceptFactory,
    EditionPageFactory,
    KeywordFactory,
    locale,
)


@pytest.fixture
def heat() -> Any:
    return ConceptFactory(scheme=Scheme.THEME, notation="heat")


@pytest.fixture
def water() -> Any:
    return ConceptFactory(scheme=Scheme.THEME, notation="water")


@pytest.fixture
def shade() -> Any:
    return KeywordFactory(notation="shade")


@pytest.fixture
def trees() -> Any:
    return KeywordFactory(notation="trees")


@pytest.fixture
def source(site_tree: Any, heat: Any, shade: Any) -> CaseStudyPage:
    return CaseStudyPageFactory(
        parent=site_tree.case_index,
        title="Shaded stops",
        slug="shaded-stops",
        city=CityFactory(name="Freetown"),
        concepts=[heat],
        keywords=[shade],
        organisations=[
            CaseStudyOrganisation(name="Lead of the lanes", role=OrganisationRole.LEAD),
            CaseStudyOrganisation(name="Partner of the lanes", role=OrganisationRole.PARTNER),
        ],
        start="2018",
    )


@pytest.fixture
def french(site_tree: Any, source: CaseStudyPage) -> CaseStudyPage:
    return site_tree.translated(source, "fr", title="Arrêts ombragés", slug="arrets-ombrages")


@pytest.fixture
def change(water: Any, trees: Any) -> Callable[[CaseStudyPage], CaseStudyPage]:
    """Change every kind of common fact: text, choice, foreign key, relations, tags."""
    city = CityFactory(name="Bo")

    def changed(page: CaseStudyPage) -> CaseStudyPage:
        page.start = "2020"
        page.status = Status.ENDED
        page.city = city
        page.concept_links = [CaseStudyConcept(concept=water)]
        page.organisations = [
            CaseStudyOrganisation(name="Lead of the stops", role=OrganisationRole.LEAD)
        ]
        page.tags.set([trees])
        return page

    return changed


OLD = {
    "start": "2018",
    "status": "running",
    "city": "Freetown",
    "concepts": ["heat"],
    "organisations": ["Lead of the lanes", "Partner of the lanes"],
    "tags": ["shade"],
}
NEW = {
    "start": "2020",
    "status": "ended",
    "city": "Bo",
    "concepts": ["water"],
    "organisations": ["Lead of the stops"],
    "tags": ["trees"],
}


def facts(page: CaseStudyPage) -> dict[str, Any]:
    return {
        "start": page.start,
        "status": page.status,
        "city": page.city.name if page.city else None,
        "concepts": [link.concept.notation for link in page.concept_links.all()],
        "organisations": [item.name for item in page.organisations.all()],
        "tags": [tag.notation for tag in page.tags.all()],
    }


def live(page: CaseStudyPage) -> CaseStudyPage:
    return CaseStudyPage.objects.get(pk=page.pk)


def draft(page: CaseStudyPage) -> CaseStudyPage:
    return live(page).get_latest_revision_as_object()


def publish(page: CaseStudyPage) -> None:
    page.save_revision().publish()


def test_a_translation_starts_with_the_sources_facts(french: CaseStudyPage) -> None:
    assert facts(live(french)) == OLD
    assert (french.original_language, french.is_translation) == ("en", True)


def test_a_draft_of_the_source_changes_no_translation(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    change(live(source)).save_revision()

    assert facts(live(french)) == OLD
    assert facts(draft(french)) == OLD


def test_publishing_the_source_changes_the_translation_at_once(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    publish(change(live(source)))

    assert facts(live(source)) == NEW
    assert facts(live(french)) == NEW
    assert (live(french).title, live(french).slug) == ("Arrêts ombragés", "arrets-ombrages")


def test_a_translators_open_draft_follows_and_keeps_its_text(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    page = live(french)
    page.title = "Arrêts à l’ombre"
    page.save_revision()

    publish(change(live(source)))

    assert draft(french).title == "Arrêts à l’ombre"
    assert live(french).title == "Arrêts ombragés"
    assert facts(draft(french)) == NEW


def test_an_older_draft_published_later_does_not_bring_back_old_facts(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    old_draft = live(french).save_revision()
    publish(change(live(source)))

    old_draft.publish()

    assert facts(live(french)) == NEW


def test_reverting_the_translation_keeps_the_sources_facts(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    first = french.revisions.order_by("pk").first()
    publish(change(live(source)))

    publish(first.as_object())

    assert facts(live(french)) == NEW


def test_reverting_the_source_reverts_the_translation(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    first = live(source).save_revision()
    publish(change(live(source)))

    publish(first.as_object())

    assert facts(live(source)) == OLD
    assert facts(live(french)) == OLD


def test_facts_taken_away_are_taken_away(source: CaseStudyPage, french: CaseStudyPage) -> None:
    page = live(source)
    page.city = None
    page.start = ""
    page.concept_links = []
    page.organisations = []
    page.tags.clear()

    publish(page)

    nothing = {
        "start": "",
        "status": "running",
        "city": None,
        "concepts": [],
        "organisations": [],
        "tags": [],
    }
    assert facts(live(french)) == nothing
    assert facts(draft(french)) == nothing


def test_what_is_changed_on_a_translation_does_not_last(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    publish(change(live(french)))

    assert facts(live(french)) == OLD
    assert facts(live(source)) == OLD


def test_publishing_twice_leaves_no_doubles(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    publish(change(live(source)))
    publish(live(source))
    publish(live(french))

    assert facts(live(french)) == NEW
    assert facts(live(source)) == NEW


def test_a_third_language_follows_too(
    site_tree: Any, source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    arabic = site_tree.translated(french, "ar", title="محطات مظللة")
    assert arabic.original_language == "en"

    publish(change(live(source)))

    assert facts(live(arabic)) == NEW
    assert facts(live(french)) == NEW


def test_a_translation_made_later_gets_todays_facts(
    site_tree: Any, source: CaseStudyPage, change: Any
) -> None:
    translate_object(source, [locale("fr")])
    publish(change(live(source)))

    translate_object(live(source), [locale("es")])

    assert facts(live(source.get_translation(locale("es")))) == NEW


def test_unpublishing_the_source_leaves_the_translation_as_it_is(
    source: CaseStudyPage, french: CaseStudyPage
) -> None:
    live(source).unpublish()

    publish(live(french))

    assert live(french).live is True
    assert facts(live(french)) == OLD


def test_a_copy_of_a_source_is_a_source(source: CaseStudyPage) -> None:
    copied = CopyPageAction(page=source, update_attrs={"slug": "copy"}).execute()

    assert facts(live(copied)) == OLD
    assert (live(copied).is_translation, live(copied).source_page()) == (False, None)


def test_a_copy_of_a_translation_is_a_source_of_its_own(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    copied = CopyPageAction(
        page=live(french), update_attrs={"slug": "copy"}, keep_live=True
    ).execute()
    assert live(copied).original_language == "fr"

    publish(change(live(copied)))

    assert facts(live(copied)) == NEW
    assert facts(live(french)) == OLD


def test_deleting_a_translation_leaves_the_source(
    source: CaseStudyPage, french: CaseStudyPage
) -> None:
    live(french).delete()

    assert facts(live(source)) == OLD
    assert live(source).original_language == "en"


def test_deleting_the_source_makes_its_first_translation_the_source(
    site_tree: Any, source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    arabic = site_tree.translated(source, "ar", title="محطات مظللة")

    live(source).delete()

    assert (live(french).original_language, live(french).is_translation) == ("fr", False)
    assert live(arabic).source_page().pk == french.pk
    publish(change(live(french)))
    assert facts(live(arabic)) == NEW


def test_a_translation_loaded_before_its_source_was_published_saves_the_new_facts(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    loaded_before = live(french)
    facts(loaded_before)
    publish(change(live(source)))

    loaded_before.title = "Arrêts de bus ombragés"
    loaded_before.save()

    assert live(french).title == "Arrêts de bus ombragés"
    assert facts(live(french)) == NEW


def test_saving_a_single_field_of_a_translation_writes_no_facts_and_one_fact_the_sources(
    source: CaseStudyPage, french: CaseStudyPage, change: Any, query_count: Any
) -> None:
    loaded_before = live(french)
    publish(change(live(source)))

    with query_count() as queries:
        loaded_before.save(update_fields=["draft_title"])
    written = [q["sql"] for q in queries if not q["sql"].startswith("SELECT")]
    assert [sql for sql in written if "casestudies_" in sql] == []
    loaded_before.save(update_fields=["start"])
    assert facts(live(french)) == NEW


def test_a_translation_loaded_before_its_source_was_deleted_keeps_being_the_source(
    source: CaseStudyPage, french: CaseStudyPage
) -> None:
    loaded_before = live(french)
    live(source).delete()

    loaded_before.save()

    assert (live(french).original_language, live(french).is_translation) == ("fr", False)


@pytest.mark.parametrize("is_live", [True, False])
def test_a_page_made_without_a_language_is_a_source(site_tree: Any, is_live: bool) -> None:
    page = CaseStudyPage(title="New", slug="new", licence=Licence.CC_BY_4, live=is_live)

    site_tree.case_index.add_child(instance=page)

    assert page.original_language == "en"


def test_a_page_added_as_a_translation_by_hand_follows_too(
    site_tree: Any, source: CaseStudyPage
) -> None:
    page = CaseStudyPage(
        title="Arrêts", slug="arrets", locale=locale("fr"), translation_key=source.translation_key
    )

    site_tree.case_indexes["fr"].add_child(instance=page)

    assert page.original_language == "en"
    assert facts(live(page)) == OLD


def test_wagtail_localizes_own_path_keeps_facts_and_words(
    source: CaseStudyPage, change: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """Submit, translate the strings, publish: with a source that was frozen before the change."""
    translate_object(source, [locale("fr")])
    translation = Translation.objects.get(target_locale=locale("fr"))
    with django_capture_on_commit_callbacks(execute=True):
        publish(change(live(source)))
    segment = translation.source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        data="Arrêts ombragés",
    )

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    page = live(source.get_translation(locale("fr")))
    assert (page.live, page.title) == (True, "Arrêts ombragés")
    assert facts(page) == NEW
    assert facts(live(source)) == NEW


def test_a_saved_draft_of_wagtail_localize_changes_no_live_fact(
    source: CaseStudyPage, french: CaseStudyPage, change: Any
) -> None:
    """The live row of a translation is saved even for a draft (B29): not with stale tags."""
    translate_object(source, [locale("fr")])
    translation = Translation.objects.get(target_locale=locale("fr"))
    publish(change(live(source)))

    translation.save_target(publish=False)

    assert facts(live(french)) == NEW


def test_the_source_language_need_not_be_the_sites(site_tree: Any, change: Any) -> None:
    spanish = CaseStudyPageFactory(parent=site_tree.case_indexes["es"], locale=locale("es"))
    english = site_tree.translated(spanish, "en")
    assert (english.original_language, english.is_translation) == ("es", True)

    publish(change(live(spanish)))

    assert facts(live(english)) == NEW


def test_a_year_follows_too(site_tree: Any) -> None:
    edition = EditionPageFactory(parent=site_tree.home, year=2024)
    arabic = site_tree.translated(edition, "ar")
    edition.year = 2025

    edition.save_revision().publish()

    arabic.refresh_from_db()
    assert arabic.year == 2025


def test_publishing_costs_the_same_for_each_translation(
    site_tree: Any, source: CaseStudyPage, query_count: Any
) -> None:
    site_tree.translated(source, "fr")
    publish(live(source))
    with query_count() as one:
        publish(live(source))
    site_tree.translated(source, "es")
    with query_count() as two:
        publish(live(source))
    site_tree.translated(source, "ar")
    with query_count() as three:
        publish(live(source))

    assert len(three) - len(two) == len(two) - len(one)


# The page editor


def editor_data(page: CaseStudyPage, **changes: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            **{
                name: streamfield([])
                for name in (
                    "context",
                    "approach",
                    "impact",
                    "takeaways",
                    "infographics",
                    "lessons",
                )
            },
            "comments": inline_formset([]),
            **changes,
        }
    )


def test_a_translations_editor_shows_the_common_facts_read_only(
    client_of: Any, administrator: Any, source: CaseStudyPage, french: CaseStudyPage
) -> None:
    response = client_of(administrator).get(f"/admin/pages/{french.pk}/edit/")

    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.fields) & {*CaseStudyPage.common_fields, "concepts_theme"} == set()
    assert "organisations" not in form.formsets
    assert {"title", "summary", "context", "place_note"} <= set(form.fields)
    html = response.content.decode()
    assert f'href="/admin/pages/{source.pk}/edit/">Change them on the page in English</a>' in html
    for value in ("Freetown", "Lead of the lanes", "Partner of the lanes", "shade", "heat", "2018"):
        assert f"<dd>{value}" in html, value


def test_a_sources_editor_shows_fields(
    client_of: Any, administrator: Any, source: CaseStudyPage
) -> None:
    response = client_of(administrator).get(f"/admin/pages/{source.pk}/edit/")

    form = response.context["form"]
    assert {"city", "tags", "concepts_theme", "start"} <= set(form.fields)
    assert "organisations" in form.formsets
    assert "Facts in every language" not in response.content.decode()


def test_saving_and_publishing_in_a_translations_editor_keeps_the_facts(
    client_of: Any, administrator: Any, source: CaseStudyPage, french: CaseStudyPage
) -> None:
    client: Client = client_of(administrator)
    data = editor_data(french, title="Arrêts à l’ombre", start="1999", concepts_theme=[])
    data["context-count"] = "1"
    data |= {
        "context-0-deleted": "",
        "context-0-order": "0",
        "context-0-type": "quotation",
        "context-0-id": "",
        "context-0-value-text": "Le numéro neuf, oui.",
        "context-0-value-speaker": "Isata K.",
        "context-0-value-role": "",
    }

    response = client.post(
        f"/admin/pages/{french.pk}/edit/", {**data, "action-publish": "action-publish"}
    )

    assert response.status_code == 302, response.context["form"].errors
    assert live(french).title == "Arrêts à l’ombre"
    assert facts(live(french)) == OLD


def test_a_page_without_its_source_is_edited_in_full(
    client_of: Any, administrator: Any, source: CaseStudyPage, french: CaseStudyPage
) -> None:
    live(source).delete()

    form = client_of(administrator).get(f"/admin/pages/{french.pk}/edit/").context["form"]

    assert {"city", "tags", "concepts_theme", "start"} <= set(form.fields)


def test_rows_leave_out_what_is_empty(source: CaseStudyPage) -> None:
    source.city = None
    source.latitude = 0.0

    told = {row.name: row.values for row in rows(source)}

    assert "city" not in told
    assert told["latitude"] == ["0.0"]
    assert told["status"] == [source.get_status_display()]


def test_a_common_field_left_to_localisation_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_common_fields([CaseStudyPage, EditionPage]) == []
    monkeypatch.setattr(
        CaseStudyPage,
        "override_translatable_fields",
        common(*(name for name in CaseStudyPage.common_fields if name != "city")),
    )

    (message,) = check_common_fields([CaseStudyPage, EditionPage])

    assert message.id == "core.E003"
    assert (
        message.msg == "CaseStudyPage leaves city, original_language, tagged_items to localisation."
    )


def test_a_translation_published_meanwhile_keeps_its_new_text(
    site_tree: Any, source: CaseStudyPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [site_tree.translated(source, code, title="Before") for code in ("fr", "es")]
    copy = CaseStudyPage.copy_common_fields_from

    def while_others_publish(self: CaseStudyPage, other: CaseStudyPage) -> None:
        copy(self, other)
        CaseStudyPage.objects.exclude(pk__in=[source.pk, self.pk]).filter(title="Before").update(
            title="After"
        )

    monkeypatch.setattr(CaseStudyPage, "copy_common_fields_from", while_others_publish)
    source.save_revision().publish()

    stored = CaseStudyPage.objects.filter(pk__in=[page.pk for page in pages])
    assert list(stored.values_list("title", flat=True)) == ["After", "After"]
