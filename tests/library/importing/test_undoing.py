"""An import is taken back as one thing, but for what somebody has worked on since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from wagtail.models import Page, Revision

from justcities.assets.models import SiteDocument
from library.importing import services
from library.models import CollectionPage, Import, ResourcePage
from library.recording import record_of
from tests.factories import ResourcePageFactory

FILES = Path(__file__).parent / "files"


def one(path: Path, **tags: str) -> Path:
    """Write one record as RIS."""
    lines = ["TY  - RPRT", *(f"{tag}  - {value}" for tag, value in tags.items()), "ER  - "]
    path.write_text("\n".join(lines) + "\n")
    return path


def undone(of: Import) -> str:
    """Undo an import and return what it says."""
    services.take_back(of)
    of.refresh_from_db()
    assert of.state == "undone"
    return of.message


def test_what_it_made_is_gone_with_files_collections_and_revisions(
    bring: Callable[..., Import], libraries: dict[str, Any]
) -> None:
    before = Page.objects.count()
    of = bring(FILES / "zotero-rdf", write=True)
    assert undone(of) == ""
    assert Page.objects.count() == before
    assert (ResourcePage.objects.count(), CollectionPage.objects.count()) == (0, 0)
    assert (SiteDocument.objects.count(), Revision.objects.count()) == (0, 0)
    assert Page.find_problems() == ([], [], [], [], [])
    libraries["en"].refresh_from_db()
    assert libraries["en"].numchild == 0
    again = bring(FILES / "zotero-rdf")
    assert [row.outcome for row in again.rows.all()] == ["new", "new", "new", "refused"]


def test_a_changed_draft_gets_back_what_it_said(
    bring: Callable[..., Import], libraries: dict[str, Any], tmp_path: Path
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"], title="Shade", date="2016", imported_as="test:1", live=False
    )
    revision = page.save_revision()
    before = record_of(ResourcePage.objects.get(pk=page.pk))
    of = bring(
        one(tmp_path / "a.ris", TI="Shade", PY="2017", AU="Doe, Jane", KW="Markets", ID="1"),
        write=True,
    )
    assert record_of(ResourcePage.objects.get(pk=page.pk)) != before
    assert undone(of) == ""
    page = ResourcePage.objects.get(pk=page.pk)
    assert record_of(page) == before
    assert record_of(page.get_latest_revision_as_object()) == before
    assert page.latest_revision_id == revision.pk
    assert Revision.objects.count() == 1


def test_a_change_that_was_published_is_taken_back_from_readers_too(
    bring: Callable[..., Import], libraries: dict[str, Any], tmp_path: Path
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"], title="Shade", date="2016", imported_as="test:1"
    )
    page.save_revision().publish()
    page.refresh_from_db()
    states = (page.live_revision_id, page.latest_revision_id, page.has_unpublished_changes)
    of = bring(one(tmp_path / "a.ris", TI="Shade", PY="2017", ID="1"), write=True, publish=True)
    assert ResourcePage.objects.get(pk=page.pk).date == "2017"
    undone(of)
    page = ResourcePage.objects.get(pk=page.pk)
    assert (page.date, page.live) == ("2016", True)
    assert (page.live_revision_id, page.latest_revision_id, page.has_unpublished_changes) == states


def test_a_draft_that_an_import_published_is_a_draft_again(
    bring: Callable[..., Import], libraries: dict[str, Any], tmp_path: Path
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"], title="Shade", date="2016", imported_as="test:1", live=False
    )
    page.save_revision()
    of = bring(one(tmp_path / "a.ris", TI="Shade", PY="2017", ID="1"), write=True, publish=True)
    assert ResourcePage.objects.get(pk=page.pk).live
    undone(of)
    page = ResourcePage.objects.get(pk=page.pk)
    assert (page.live, page.date, page.live_revision_id) == (False, "2016", None)


def test_what_was_edited_since_stays_and_is_named(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    of = bring(FILES / "zotero.ris", write=True)
    page = ResourcePage.objects.get(title="Water before walls")
    page.summary = "What an editor has written."
    page.save()
    page.save_revision()
    message = undone(of)
    assert [each.title for each in ResourcePage.objects.all()] == ["Water before walls"]
    assert "“Water before walls”" in message


def test_what_was_translated_since_stays(
    bring: Callable[..., Import], libraries: dict[str, Any]
) -> None:
    of = bring(FILES / "zotero.ris", write=True)
    page = ResourcePage.objects.get(title="Water before walls")
    page.copy_for_translation(libraries["fr"].locale)
    undone(of)
    assert ResourcePage.objects.count() == 2


def test_an_undone_import_cannot_be_undone_twice_and_can_be_thrown_away(
    bring: Callable[..., Import],
) -> None:
    of = bring(FILES / "zotero.ris", write=True)
    undone(of)
    services.throw_away(of)
    assert not Import.objects.exists()
