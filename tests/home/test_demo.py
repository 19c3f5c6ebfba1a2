"""The sample site is loaded once, changes nothing when loaded again, and can be taken away."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from wagtail.models import Collection, Page, Revision, Site
from wagtail_localize.models import StringTranslation, Translation

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from home.demo import resources, texts
from home.demo.accounts import load_people
from home.demo.drafts import Studio, draft
from home.demo.load import publication_moments
from home.demo.made import recall
from home.demo.people import PASSWORD, SAMPLE_PEOPLE
from home.demo.plan import CURRENT_EDITION, page_types, planned_pages
from home.demo.remove import remove
from home.demo.texts import ContentError
from home.demo.translations import string_translations
from home.models import HomePage, Navigation, SampleObject, SiteSettings
from home.queries import current_edition
from justcities.accounts.models import User
from justcities.accounts.roles import sync_roles
from justcities.assets.models import SiteImage
from justcities.core.models import DataChange
from justcities.vocabulary.models import Concept
from tests.factories import CaseStudyPageFactory, SiteImageFactory, StandardPageFactory

FURTHER = [code for code, _name in django_settings.LANGUAGES if code != "en"]
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def counts():
    """Return how many rows each table has, but for logs and notes of what caches must forget."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        if "LogEntry" not in model.__name__ and model is not DataChange
    }


def load(**options):
    """Load the sample site quietly, but for sizes of pictures and texts of files.

    That is slow work which is left to a worker, and other tests do it.
    """
    usual = task_backends["default"]
    task_backends["default"] = DummyBackend("default", {})
    try:
        call_command("load_demo", verbosity=0, stdout=StringIO(), **options)
    finally:
        task_backends["default"] = usual


@pytest.fixture(scope="module")
def before_and_media(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the sample site once for this file, in a transaction that is taken back at its end."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_vocabulary", verbosity=0, stdout=StringIO())
        call_command("load_gazetteer", verbosity=0, stdout=StringIO())
        sync_roles()
        before = counts()
        with override_settings(MEDIA_ROOT=media):
            load()
        yield before, media
        transaction.set_rollback(True)


@pytest.fixture
def sample(before_and_media, db, settings):
    """Return the row counts from before the sample site, which is there now."""
    before, settings.MEDIA_ROOT = before_and_media
    return before


def test_loading_again_changes_nothing(sample):
    rows = counts()
    revisions = set(Revision.objects.values_list("pk", "created_at"))
    pages = set(Page.objects.values_list("pk", "latest_revision_created_at", "url_path"))
    load(seed=2)
    assert counts() == rows
    assert set(Revision.objects.values_list("pk", "created_at")) == revisions
    assert set(Page.objects.values_list("pk", "latest_revision_created_at", "url_path")) == pages


def test_what_an_editor_changed_stays_when_loaded_again(sample):
    page = recall("page:about:en")
    page.title = "Who we are"
    page.save_revision().publish()
    load()
    assert recall("page:about:en").title == "Who we are"


def test_a_page_that_was_deleted_comes_back(sample):
    recall("page:accessibility:fr").delete()
    load()
    assert recall("page:accessibility:fr").live


def test_every_page_type_has_a_live_english_page(sample):
    live = Page.objects.filter(live=True, locale__language_code="en", depth__gt=1)
    assert {page.specific_class for page in live} == page_types()


@pytest.mark.parametrize("language", FURTHER)
def test_what_is_not_translated_does_not_exist_in_that_language(sample, language):
    planned = planned_pages(NOW.date(), set())
    written = [page.content.texts for page in planned]
    written += [*resources.records(), *resources.collections()]
    found = Page.objects.filter(locale__language_code=language)
    assert found.count() == sum(language in texts for texts in written) < len(written)
    assert not found.exclude(live=True).exists()


def test_there_are_no_alias_pages(sample):
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_a_translator_finds_every_segment_done(sample):
    unfinished = [
        str(translation)
        for translation in Translation.objects.select_related("source", "target_locale")
        if len(set(translation.get_progress())) != 1
    ]
    assert unfinished == []
    own = {record["key"] for record in resources.records() if "en" not in record}
    assert own == {"heat-poster", "tenure-brief"}
    translated = Page.objects.filter(locale__language_code__in=FURTHER).count() - len(own)
    assert Translation.objects.count() == translated
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_nothing_english_is_left_in_a_translation(sample):
    english = recall("page:freetown-address:en")
    for language in FURTHER:
        page = recall(f"page:freetown-address:{language}")
        for name in ("title", "summary", "search_description", "what_is_new", "place_note"):
            assert getattr(page, name) != getattr(english, name), name
        for name in ("context", "approach", "impact", "takeaways", "lessons", "infographics"):
            ours, theirs = getattr(page, name), getattr(english, name)
            assert [block.id for block in ours] == [block.id for block in theirs]
            assert str(ours) != str(theirs)


def test_slugs_are_in_the_language_of_the_page(sample):
    assert recall("page:case-studies:fr").slug == "etudes-de-cas"
    assert recall("page:case-studies:ar").slug == "دراسات-الحالة"
    assert recall("page:freetown-address:en").slug == "freetown-address"


def test_facts_are_the_same_in_every_language(sample):
    english = recall("page:freetown-address:en")
    for language in FURTHER:
        page = recall(f"page:freetown-address:{language}")
        assert [link.concept_id for link in page.concept_links.all()] == [
            link.concept_id for link in english.concept_links.all()
        ]
        assert set(page.tags.all()) == set(english.tags.all())
        assert page.city == english.city
        assert page.last_confirmed == english.last_confirmed


def test_keywords_have_labels_in_the_languages_of_their_case_studies(sample):
    keyword = Concept.objects.get(scheme="keyword", name="street addresses")
    assert sorted(keyword.labels.values_list("language", flat=True)) == ["ar", "en", "es", "fr"]


def test_case_studies_were_published_in_the_order_of_their_numbers(sample):
    cases = CaseStudyPage.objects.filter(locale__language_code="en").order_by("number")
    days = [case.first_published_at for case in cases]
    assert days == sorted(days)
    assert days[-1] < timezone.now() - timedelta(days=14)


def test_the_same_seed_gives_the_same_days_and_another_one_others():
    pages = planned_pages(NOW.date(), set())
    assert publication_moments(pages, 1, NOW) == publication_moments(pages, 1, NOW)
    assert publication_moments(pages, 1, NOW) != publication_moments(pages, 2, NOW)


def test_current_edition_has_all_its_dates_ahead(sample):
    edition = current_edition("en", None)
    assert edition.pk == recall(f"page:{CURRENT_EDITION}:en").pk
    assert edition.year == timezone.localdate().year + 1
    starts = [event.value["start"] for event in edition.events]
    assert starts == sorted(starts)
    assert min(starts) > timezone.localdate()


def test_edition_of_2020_has_the_events_its_concept_names(sample):
    events = recall("page:edition-2020:en").events
    assert [(str(e.value["start"]), e.value["place"]) for e in events] == [
        ("2020-02-10", "Abu Dhabi"),
        ("2020-06-01", "Berlin"),
        ("2020-11-01", "Jakarta"),
    ]


def test_site_begins_at_the_sample_home_and_says_it_is_a_sample(sample):
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific == recall("page:home:en")
    assert SiteSettings.for_site(site).is_sample
    assert Page.objects.filter(depth=2).count() == HomePage.objects.count() == 4


@pytest.mark.parametrize("language", ["en", *FURTHER])
def test_navigation_leads_to_pages_of_its_language(sample, language):
    navigation = Navigation.objects.get(locale__language_code=language)
    groups = [link for group in navigation.foot for link in group.value["links"]]
    pages = [link.value["page"] for link in navigation.main] + [link["page"] for link in groups]
    assert len(navigation.main) == 5
    assert {page.locale.language_code for page in pages} == {language}
    assert len(pages) == 15


def test_pictures_stay_webp_and_are_described_in_every_language(sample):
    pictures = SiteImage.objects.all()
    assert pictures.count() == SampleObject.objects.filter(key__startswith="picture:").count() > 25
    for picture in pictures:
        assert picture.file.name.endswith(".webp")
        assert sorted(picture.alt_texts) == ["ar", "en", "es", "fr"]
        assert picture.has_focal_point()


def test_people_exist_only_under_debug(sample):
    assert not User.objects.filter(email__in=[p.email for p in SAMPLE_PEOPLE]).exists()


def test_sample_people_can_sign_in_each_in_a_role(sample, client):
    load_people()
    load_people()
    for person in SAMPLE_PEOPLE:
        user = User.objects.get(email=person.email)
        assert user.check_password(PASSWORD)
        assert EmailAddress.objects.get(user=user).verified
    assert [
        sorted(User.objects.get(email=p.email).groups.values_list("name", flat=True))
        for p in SAMPLE_PEOPLE
    ] == [["Editor", "Member"], ["Member", "Translator: fr"], ["Member"]]


def test_a_translation_with_a_paragraph_less_stops_with_its_place_named(sample):
    locales = {page.locale.language_code: page.locale for page in HomePage.objects.all()}
    planned = next(p for p in planned_pages(NOW.date(), set()) if p.key == "about")
    source = Translation.objects.get(
        source__object_id=recall("page:about:en").translation_key,
        target_locale__language_code="fr",
    ).source
    wording = draft(planned, "fr", locales["fr"], Studio(today=NOW.date(), edition=2026))
    assert len(string_translations(source, wording, locales["fr"], "about")) > 10
    rows = list(wording.body.raw_data)
    rows[1]["value"] = rows[1]["value"].partition("</p>")[0] + "</p>"
    wording.body = rows
    with pytest.raises(ContentError, match=r"about\.fr: body\.[0-9a-f-]+ has 1 texts, in English"):
        string_translations(source, wording, locales["fr"], "about")


def test_a_site_with_pages_of_its_own_is_left_alone(site_tree):
    StandardPageFactory(parent=site_tree.home, title="Ours")
    rows = counts()
    with pytest.raises(CommandError, match="This site has pages of its own"):
        load()
    assert counts() == rows


@pytest.fixture
def small(monkeypatch):
    """Make the sample site small: two case studies, two languages."""
    cases = texts.cases()[:2]
    monkeypatch.setattr(texts, "cases", lambda: cases)
    monkeypatch.setattr("home.demo.load.codes", lambda: ["en", "fr"])
    few = [record for record in resources.records() if record["key"] in {"tenure-brief", "words"}]
    monkeypatch.setattr(resources, "records", lambda: few)
    monkeypatch.setattr(resources, "collections", list)


def test_told_so_the_sample_stands_below_the_sites_own_home(small, site_tree):
    site_tree.home.title = "Our city"
    site_tree.home.save()
    load(alongside=True)
    assert HomePage.objects.filter(locale__language_code="en").count() == 1
    assert recall("page:about:en").get_parent().specific == site_tree.home
    assert recall("page:freetown-address:en").get_parent().specific == site_tree.case_index
    remove(lambda text: None)
    assert HomePage.objects.get(locale__language_code="en").title == "Our city"
    assert CaseStudyIndexPage.objects.count() == 4
    assert not CaseStudyPage.objects.exists()


def test_removing_takes_away_exactly_what_was_loaded(sample):
    said = []
    remove(said.append)
    after = counts()
    # Wagtail's welcome page went when the sample came; settings, locales and versions stay.
    apart = {"wagtailcore.Page", "home.SiteSettings", "wagtailcore.Locale"}
    apart |= {"wagtailcore.GroupPagePermission"}
    assert {k: v for k, v in after.items() if k not in apart} == {
        k: v for k, v in sample.items() if k not in apart
    }
    assert said == []
    assert not SiteSettings.for_site(Site.objects.get()).is_sample


def test_removing_leaves_pages_pictures_and_keywords_of_others(small, db):
    load()
    folder = Collection.objects.get(name="Sample pictures")
    own_picture = SiteImageFactory(collection=folder)
    keyword = Concept.objects.get(scheme="keyword", name="street addresses")
    own = CaseStudyPageFactory(
        parent=recall("page:case-studies:en"),
        title="Our own",
        keywords=[keyword],
        listing_image=recall("picture:about"),
    )
    said = []
    remove(said.append)
    assert [page.title for page in Page.objects.filter(depth__gt=1).order_by("depth")] == [
        "Just Cities",
        "Case studies",
        "Our own",
    ]
    pictures = {own_picture, own.listing_image, Page.objects.get(depth=2).specific.listing_image}
    assert set(SiteImage.objects.all()) == pictures
    assert set(Concept.objects.filter(scheme="keyword")) == {keyword}
    # Home, list, two pictures, their folder and the keyword had to stay.
    assert len(said) == 6
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("command", ["remove_demo", "load_demo"])
def test_removing_asks_first(sample, monkeypatch, command):
    monkeypatch.setattr("builtins.input", lambda question: "no")
    rows = counts()
    out = StringIO()
    call_command(command, stdout=out, **({"reset": True} if command == "load_demo" else {}))
    assert out.getvalue().strip() == "Nothing was changed."
    assert counts() == rows
