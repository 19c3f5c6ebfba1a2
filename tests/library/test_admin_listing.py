"""The list of resources in the admin: filters, flat query counts, and changing many at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from justcities.assets.models import DocumentReading
from justcities.vocabulary.schemes import Scheme
from library.models import Import, ImportRow, LinkCheck, ResourceFile, ResourcePage
from tests.factories import (
    ConceptFactory,
    LibraryIndexPageFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/library/resources/"
CHANGE = "/admin/bulk/library/resourcepage/change_many/"


@pytest.fixture
def library(site_tree: Any) -> Any:
    return LibraryIndexPageFactory(parent=site_tree.home)


@pytest.fixture
def admin(client_of: Callable[[Any], Client], administrator: Any) -> Client:
    return client_of(administrator)


def document(outcome: str = "") -> Any:
    made = SiteDocumentFactory(file=ContentFile(b"What we learned.", name="lesson.txt"))
    DocumentReading.objects.filter(document=made).delete()
    if outcome:
        DocumentReading.objects.create(
            document=made, outcome=outcome, file_hash=made.file_hash, file_name=made.file.name
        )
    return made


def titles(client: Client, query: str = "") -> set[str]:
    return {page.title for page in client.get(LIST + query).context["object_list"]}


def test_the_list_is_narrowed_by_each_filter(admin: Client, library: Any) -> None:
    kind = ConceptFactory(scheme=Scheme.RESOURCE_TYPE, notation="video")
    theme = ConceptFactory(scheme=Scheme.THEME, notation="heat")
    full = ResourcePageFactory(
        parent=library,
        title="Full",
        concepts=[kind, theme],
        languages=["fr", "pt-BR"],
        access="members",
        files=[
            ResourceFile(document=document("text")),
            ResourceFile(link="https://example.org/gone"),
        ],
        last_confirmed=timezone.localdate(),
    )
    scan = ResourcePageFactory(
        parent=library,
        title="Scan",
        licence="",
        languages=[],
        live=False,
        files=[ResourceFile(document=document("no_text"))],
    )
    long_ago = timezone.localdate().replace(year=timezone.localdate().year - 4)
    ResourcePageFactory(parent=library, title="Bare", last_confirmed=long_ago)
    LinkCheck.objects.create(url="https://example.org/gone", dead=True)
    brought = Import.objects.create(name="Zotero", state=Import.State.DONE)
    ImportRow.objects.create(of=brought, number=1, outcome="new", resource=scan, written=True)
    ImportRow.objects.create(of=brought, number=2, outcome="same", resource=full)
    for query, found in {
        "": {"Full", "Scan", "Bare"},
        f"?kind={kind.pk}": {"Full"},
        f"?theme={theme.pk}": {"Full"},
        "?licence=missing": {"Scan"},
        "?licence=CC-BY-4.0": {"Full", "Bare"},
        "?access=members": {"Full"},
        "?language=pt-BR": {"Full"},
        "?language=pt": {"Full", "Scan", "Bare"},
        "?files=some": {"Full", "Scan"},
        "?files=none": {"Bare"},
        "?files=text": {"Full"},
        "?files=no-text": {"Scan"},
        "?care=dead-links": {"Full"},
        "?care=licence": {"Scan"},
        "?care=text": {"Scan"},
        "?care=language": {"Scan"},
        "?care=unconfirmed": {"Bare"},
        f"?brought={brought.pk}": {"Scan"},
        "?state=draft": {"Scan"},
        "?state=live&licence=CC-BY-4.0&files=none": {"Bare"},
        "?kind=nonsense": {"Full", "Scan", "Bare"},
    }.items():
        assert titles(admin, query) == found, query


def test_search_goes_together_with_filters(admin: Client, library: Any) -> None:
    ResourcePageFactory(parent=library, title="Street trade", licence="")
    ResourcePageFactory(parent=library, title="Street light")
    assert titles(admin, "?q=street") == {"Street trade", "Street light"}
    assert titles(admin, "?q=street&licence=missing") == {"Street trade"}


@pytest.mark.parametrize("words", ['"', 'street "', '"street trade"', 'st"reet', "%00", "'"])
def test_whatever_is_typed_can_be_looked_for(admin: Client, library: Any, words: str) -> None:
    page = ResourcePageFactory(parent=library, title="Street trade")
    assert admin.get(f"{LIST}?q={words}").status_code == 200
    assert admin.get(f"/admin/library/collections/?q={words}").status_code == 200
    assert titles(admin, f"?q={words}") <= {page.title}
    assert admin.get(f"{CHANGE}?id=all&next={LIST}&q={words}").status_code == 200


def test_quotation_marks_stand_for_nothing_in_the_search(admin: Client, library: Any) -> None:
    for title in ("Street trade", "Trade"):
        ResourcePageFactory(parent=library, title=title)
    assert titles(admin, '?q="street trade"') == {"Street trade"}
    assert titles(admin, '?q="') == {"Street trade", "Trade"}


@pytest.mark.parametrize("key", ["9" * 20, "9" * 18, "-1", "²", "x"])
def test_what_is_no_key_chooses_no_record(admin: Client, library: Any, key: str) -> None:
    ResourcePageFactory(parent=library)
    response = admin.get(f"{CHANGE}?id={key}&next={LIST}")
    assert response.status_code == 200
    assert response.context["items"] == []


def test_each_further_resource_costs_no_query(
    admin: Client, library: Any, query_count: Any
) -> None:
    counts = []
    for number in (1, 2, 10):
        for _each in range(number):
            files = [ResourceFile(document=document("text"))]
            ResourcePageFactory(parent=library, files=files)
        admin.get(LIST)
        with query_count() as queries:
            admin.get(LIST)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 40


# Many at once


def change(client: Client, pages: list[Any] | str, confirm: bool = True, **form: Any) -> Any:
    """Choose changes, look at what they mean, and confirm them."""
    ids = "id=all" if pages == "all" else "&".join(f"id={page.pk}" for page in pages)
    address = f"{CHANGE}?{ids}&next={LIST}" + form.pop("query", "")
    shown = client.post(address, form)
    if not confirm or "fingerprint" not in shown.context:
        return shown
    return client.post(address, {**form, "confirmed": shown.context["fingerprint"]})


def test_what_changes_is_shown_first_and_nothing_done(admin: Client, library: Any) -> None:
    first = ResourcePageFactory(parent=library, title="First", licence="")
    second = ResourcePageFactory(parent=library, title="Second")
    shown = change(admin, [first, second], confirm=False, licence="CC-BY-4.0")
    html = shown.content.decode()
    assert "2 resources are chosen." in html
    assert "1 resource would change" in html
    assert "1 is so already." in html
    told = [(each.page.title, each.words) for each in shown.context["planned"]]
    assert told == [("First", ["licence: CC BY 4.0"])]
    first.refresh_from_db()
    assert (first.licence, first.latest_revision) == ("", None)


def test_facts_are_added_licence_and_access_set_and_history_kept(
    admin: Client, administrator: Any, library: Any
) -> None:
    theme = ConceptFactory(scheme=Scheme.THEME, notation="heat")
    kind = ConceptFactory(scheme=Scheme.RESOURCE_TYPE, notation="video")
    page = ResourcePageFactory(parent=library, licence="")
    before = page.concepts(Scheme.THEME)
    response = change(
        admin,
        [page],
        licence="CC-BY-4.0",
        access="members",
        concepts_theme=[theme.pk],
        concepts_resource_type=[kind.pk],
    )
    assert response["Location"] == LIST
    stored = ResourcePage.objects.get(pk=page.pk)
    assert (stored.live, stored.licence, stored.access) == (True, "CC-BY-4.0", "members")
    assert stored.concepts(Scheme.THEME) == [*before, theme]
    assert stored.concepts(Scheme.RESOURCE_TYPE) == [kind]
    entry = PageLogEntry.objects.get(page=page.pk, action="library.change_many")
    assert (entry.user, entry.revision) == (administrator, stored.latest_revision)
    assert "licence: CC BY 4.0" in entry.data["what"]

    change(admin, [page], take_away="1", concepts_theme=[theme.pk])
    assert ResourcePage.objects.get(pk=page.pk).concepts(Scheme.THEME) == before


def test_a_draft_stays_a_draft_and_a_begun_one_is_not_published(
    admin: Client, library: Any
) -> None:
    draft = ResourcePageFactory(parent=library, licence="", live=False)
    begun = ResourcePageFactory(parent=library, title="Live", licence="")
    begun.title = "Not yet"
    begun.save_revision()
    change(admin, [draft, begun], licence="CC-BY-4.0")
    draft.refresh_from_db()
    assert draft.live is False
    assert draft.get_latest_revision_as_object().licence == "CC-BY-4.0"
    live = ResourcePage.objects.get(pk=begun.pk)
    assert (live.title, live.licence, live.has_unpublished_changes) == ("Live", "CC-BY-4.0", True)
    newest = live.get_latest_revision_as_object()
    assert (newest.title, newest.licence) == ("Not yet", "CC-BY-4.0")


def test_a_begun_draft_that_says_so_already_stays_the_newest_version(
    admin: Client, library: Any
) -> None:
    page = ResourcePageFactory(parent=library, title="Live", licence="")
    page.title, page.licence = "Not yet", "CC-BY-4.0"
    page.save_revision()
    change(admin, [page], licence="CC-BY-4.0")
    live = ResourcePage.objects.get(pk=page.pk)
    assert (live.title, live.licence, live.has_unpublished_changes) == ("Live", "CC-BY-4.0", True)
    newest = live.get_latest_revision_as_object()
    assert (newest.title, newest.licence, live.draft_title) == ("Not yet", "CC-BY-4.0", "Not yet")


def test_translations_and_locked_ones_are_left_out_and_said_so(
    site_tree: Any, admin: Client, editor: Any, library: Any
) -> None:
    page = ResourcePageFactory(parent=library, title="Original", licence="")
    site_tree.translated(library, "fr")
    french = site_tree.translated(page, "fr", title="Traduction", slug="traduction")
    locked = ResourcePageFactory(parent=library, title="Locked", licence="", locked=True)
    locked.locked_by = editor
    locked.save()
    shown = change(admin, [page, french, locked], confirm=False, licence="CC-BY-4.0")
    left = {page.title: str(reason) for page, reason in shown.context["left_out"]}
    assert left == {
        "Traduction": "Its facts are those of the original.",
        "Locked": "It is locked.",
    }
    change(admin, [page, french, locked], licence="CC-BY-4.0")
    assert set(ResourcePage.objects.values_list("title", "licence")) == {
        ("Original", "CC-BY-4.0"),
        ("Traduction", "CC-BY-4.0"),
        ("Locked", ""),
    }


def test_what_was_not_shown_is_not_done(admin: Client, library: Any) -> None:
    page = ResourcePageFactory(parent=library, licence="")
    address = f"{CHANGE}?id={page.pk}"
    shown = admin.post(address, {"licence": "CC-BY-4.0"})
    other = {"licence": "CC0-1.0", "confirmed": shown.context["fingerprint"]}
    assert admin.post(address, other).status_code == 200
    page.refresh_from_db()
    assert page.licence == ""
    nothing = admin.post(address, {})
    assert nothing.context["form"].non_field_errors() == ["Choose what is to be changed."]


def test_all_means_all_that_the_filters_find_within_bounds(
    admin: Client, library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        ResourcePageFactory(parent=library, title=f"Closed {number}", licence="")
    ResourcePageFactory(parent=library, title="Open", licence="CC0-1.0")
    shown = change(admin, "all", confirm=False, query="&licence=missing", licence="CC-BY-4.0")
    assert [each.page.title for each in shown.context["planned"]] == [
        "Closed 0", "Closed 1", "Closed 2"
    ]  # fmt: skip
    monkeypatch.setattr("library.bulk_action.MOST_AT_ONCE", 2)
    shown = change(admin, "all", query="&licence=missing", licence="CC-BY-4.0")
    assert ResourcePage.objects.filter(licence="").count() == 1
    assert ResourcePage.objects.filter(licence="CC0-1.0").count() == 1


def test_the_action_is_offered_in_this_list_only(
    site_tree: Any, admin: Client, library: Any
) -> None:
    ResourcePageFactory(parent=library)
    assert CHANGE in admin.get(LIST).content.decode()
    explorer = reverse("wagtailadmin_explore", args=[library.pk])
    assert CHANGE not in admin.get(explorer).content.decode()
