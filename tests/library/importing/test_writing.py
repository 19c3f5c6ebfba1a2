"""What bringing in makes, changes and leaves alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from justcities.assets.models import SiteDocument
from justcities.assets.permissions import can_see_document
from justcities.vocabulary.schemes import Scheme
from library.importing import services
from library.models import CollectionPage, Import, ImportRow, KeywordMapping, ResourcePage
from library.recording import record_of
from tests.factories import ResourcePageFactory, UserFactory

FILES = Path(__file__).parent / "files"


def csv(path: Path, *lines: str) -> Path:
    """Write a table and return its path."""
    path.write_text("\n".join(lines) + "\n")
    return path


def ris(path: Path, *records: dict[str, Any]) -> Path:
    """Write records as RIS and return the path."""
    lines = []
    for record in records:
        lines += ["TY  - " + record.pop("TY", "RPRT")]
        for tag, values in record.items():
            lines += [
                f"{tag}  - {value}" for value in ([values] if isinstance(values, str) else values)
            ]
        lines += ["ER  - ", ""]
    path.write_text("\n".join(lines))
    return path


def test_a_new_record_is_a_draft_like_one_an_editor_has_saved(
    bring: Callable[..., Import], libraries: dict[str, Any]
) -> None:
    of = bring(FILES / "zotero.ris", write=True)
    row = of.rows.get(number=1)
    page = ResourcePage.objects.get(pk=row.resource_id)
    assert (page.live, page.has_unpublished_changes) == (False, True)
    assert page.get_parent().pk == libraries["en"].pk
    assert page.url_path == f"{libraries['en'].url_path}{page.slug}/"
    assert (page.original_language, page.cited_title) == ("en", page.title)
    assert (
        page.latest_revision_id
        == row.revision_after
        == Revision.objects.get(object_id=str(page.pk)).pk
    )
    draft = page.get_latest_revision_as_object()
    assert record_of(draft) == record_of(page)
    assert [entry.action for entry in PageLogEntry.objects.filter(page=page)] == ["wagtail.create"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_its_record_says_what_the_source_said(bring: Callable[..., Import]) -> None:
    of = bring(FILES / "zotero.ris", write=True)
    record = record_of(ResourcePage.objects.get(pk=of.rows.get(number=1).resource_id))
    said = of.rows.get(number=1).record
    for name in ("title", "kind", "agents", "date", "container", "volume", "issue", "page_range"):
        assert json.loads(json.dumps(record.as_json()))[name] == said[name]
    assert (record.doi, record.issn, record.languages) == (said["doi"], said["issn"], ["en"])
    assert record.concepts == {Scheme.THEME: ["housing"]}, (
        "a keyword that is a theme is coded as one"
    )
    assert record.key == "test:doi:10.5555/jeu.2019.17"


def test_the_index_of_references_knows_what_a_new_record_uses(
    bring: Callable[..., Import], vocabulary: dict[str, Any]
) -> None:
    bring(FILES / "zotero.ris", write=True)
    told = ReferenceIndex.get_references_to(vocabulary["housing"]).values_list(
        "object_id", flat=True
    )
    page = ResourcePage.objects.first()
    before = set(
        ReferenceIndex.get_references_for_object(page).values_list("to_object_id", "model_path")
    )
    ReferenceIndex.create_or_update_for_object(page)
    after = set(
        ReferenceIndex.get_references_for_object(page).values_list("to_object_id", "model_path")
    )
    assert (len(told), before) == (2, after)


def test_the_admins_search_finds_a_new_record(bring: Callable[..., Import]) -> None:
    bring(FILES / "zotero.ris", write=True)
    assert [page.title for page in ResourcePage.objects.all().search("walls")] == [
        "Water before walls"
    ]


def test_titles_that_are_alike_get_slugs_of_their_own(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    rows = [
        {"TI": "Annual report", "PY": str(year), "PB": f"House {year}", "ID": str(year)}
        for year in (2017, 2018, 2019)
    ]
    bring(ris(tmp_path / "a.ris", *rows), write=True)
    bring(
        ris(tmp_path / "b.ris", {"TI": "Annual report", "PY": "2020", "PB": "House", "ID": "1"}),
        write=True,
    )
    slugs = ResourcePage.objects.order_by("path").values_list("slug", flat=True)
    assert list(slugs) == ["annual-report", "annual-report-2", "annual-report-3", "annual-report-4"]


def test_what_changed_in_the_source_changes_the_record_and_nothing_else(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    path = tmp_path / "a.ris"
    bring(
        ris(path, {"TI": "Shade", "PY": "2016", "PB": "Old House", "KW": ["Markets"], "ID": "1"}),
        write=True,
    )
    page = ResourcePage.objects.get()
    page.summary = "What an editor has written."
    page.title = "Shade, mended by an editor"
    page.save()
    page.save_revision()
    of = bring(
        ris(
            path,
            {
                "TI": "Shade",
                "PY": "2017",
                "PB": "Old House",
                "KW": ["Markets", "Housing"],
                "ID": "1",
            },
        )
    )
    row = of.rows.get()
    assert (row.outcome, row.take) == ("changed", True)
    assert row.differences == [["date", "2016", "2017"], ["concepts:theme", [], ["housing"]]]
    services.bring_in(of)
    record = record_of(ResourcePage.objects.get())
    assert (record.title, record.date) == ("Shade, mended by an editor", "2017")
    assert (record.summary, record.concepts, record.tags) == (
        "What an editor has written.",
        {Scheme.THEME: ["housing"]},
        ["Markets"],
    )


def test_a_change_of_a_published_record_waits_to_be_published(
    bring: Callable[..., Import], tmp_path: Path, libraries: dict[str, Any]
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"], title="Shade", date="2016", imported_as="test:1"
    )
    page.save_revision().publish()
    of = bring(ris(tmp_path / "a.ris", {"TI": "Shade", "PY": "2017", "ID": "1"}), write=True)
    page.refresh_from_db()
    assert (page.live, page.date, page.has_unpublished_changes) == (True, "2016", True)
    assert page.get_latest_revision_as_object().date == "2017"
    assert of.rows.get().written


def test_complete_records_are_published_where_that_was_asked_for(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    complete = {"TI": "Complete", "AB": "One sentence.", "KW": "Housing", "PY": "2019", "ID": "1"}
    lacking = {"TI": "Without a theme", "AB": "One sentence.", "PY": "2019", "ID": "2"}
    bring(ris(tmp_path / "a.ris", complete, lacking), write=True, publish=True)
    assert dict(ResourcePage.objects.values_list("title", "live")) == {
        "Complete": True,
        "Without a theme": False,
    }
    page = ResourcePage.objects.get(live=True)
    assert (page.live_revision_id, page.has_unpublished_changes) == (page.latest_revision_id, False)
    assert page.first_published_at == page.last_published_at != None  # noqa: E711


def test_a_possible_duplicate_is_left_out_until_somebody_decides(
    bring: Callable[..., Import], tmp_path: Path, libraries: dict[str, Any]
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"], title="How a lane got its numbers at last", date="2019"
    )
    path = ris(
        tmp_path / "a.ris",
        {"TI": "How a lane got its numbers, at last", "PY": "2019", "PB": "Elsewhere", "ID": "1"},
    )
    row = bring(path).rows.get()
    assert (row.outcome, row.take, row.matches_id) == ("duplicate", False, page.pk)
    assert services.choices_of(row) == ["another", "same"]
    services.choose(row, "another")
    assert (row.outcome, row.take, services.choices_of(row)) == ("new", True, ["undecided", "same"])
    services.bring_in(row.of)
    made = ResourcePage.objects.get(pk=row.of.rows.get().resource_id)
    assert made.pk != page.pk
    assert made.different_from == [str(page.translation_key)]
    assert bring(path).rows.get().outcome == "same"


def test_a_duplicate_that_is_the_same_is_changed_and_found_by_its_key_the_next_time(
    bring: Callable[..., Import], tmp_path: Path, libraries: dict[str, Any]
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"], title="How a lane got its numbers at last", date="2019"
    )
    path = ris(
        tmp_path / "a.ris",
        {"TI": "How a lane got its numbers at last", "PY": "2019", "VL": "3", "ID": "1"},
    )
    row = bring(path).rows.get()
    services.choose(row, "same")
    services.bring_in(row.of)
    page = ResourcePage.objects.get(pk=page.pk)
    assert (page.get_latest_revision_as_object().volume, page.imported_as) == ("3", "test:1")
    assert ResourcePage.objects.count() == 1
    assert bring(path).rows.get().outcome == "same"


def test_what_another_source_says_word_for_word_is_the_same(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    path = ris(
        tmp_path / "a.ris",
        {"TI": "Shade as a public good", "PY": "2016", "DO": "10.5555/1", "ID": "1"},
    )
    bring(path, write=True)
    assert [row.outcome for row in bring(path, source="elsewhere").rows.all()] == ["same"]


def test_words_that_nothing_is_called_wait_with_their_records(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    bring(
        ris(
            tmp_path / "a.ris",
            {"TI": "One", "KW": ["kerbs", "Kerbs", "MARCHÉS"], "ID": "1"},
            {"TI": "Two", "KW": ["kerbs"], "ID": "2"},
        ),
        write=True,
    )
    word = KeywordMapping.objects.get()
    assert (word.folded, word.waiting.count()) == ("kerbs", 2)
    assert [record_of(page).tags for page in ResourcePage.objects.order_by("path")] == [
        ["Markets"],
        [],
    ]


def test_collections_become_drafts_with_their_records_in_order(
    bring: Callable[..., Import],
) -> None:
    of = bring(FILES / "zotero-rdf", write=True)
    pages = {page.title: page for page in CollectionPage.objects.all()}
    assert {name: page.live for name, page in pages.items()} == {
        "Streets": False,
        "Streets / Pavements": False,
    }
    inside = [item.resource_id for item in pages["Streets / Pavements"].items.all()]
    assert inside == [of.rows.get(number=1).resource_id, of.rows.get(number=2).resource_id]
    assert sorted(of.made_collections) == sorted(page.pk for page in pages.values())


def test_files_come_along_closed_until_there_is_a_rights_statement(
    bring: Callable[..., Import], administrator: Any
) -> None:
    of = bring(FILES / "zotero-rdf", write=True)
    without, licensed = (
        ResourcePage.objects.get(pk=of.rows.get(number=n).resource_id) for n in (1, 2)
    )
    assert (without.licence, licensed.licence) == ("", "CC-BY-NC-4.0")
    for page in (without, licensed):
        page.live = True
        page.save(clean=False)
    documents = [page.files.get().document for page in (without, licensed)]
    assert [document.title for document in documents] == [
        "Kamara - 2019 - Lanes with numbers",
        "الأرصفة",
    ]
    assert [document.collection.name for document in documents] == ["Library", "Library"]
    anybody = (AnonymousUser(), UserFactory())
    assert [can_see_document(who, documents[0]) for who in anybody] == [False, False]
    assert [can_see_document(who, documents[1]) for who in anybody] == [True, True]
    assert can_see_document(administrator, documents[0])


def test_the_same_file_is_kept_once(bring: Callable[..., Import]) -> None:
    bring(FILES / "zotero-rdf", write=True)
    bring(FILES / "zotero-rdf", write=True, source="elsewhere")
    assert SiteDocument.objects.count() == 2


def test_an_import_that_died_goes_on_where_it_stopped(
    bring: Callable[..., Import], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from library.importing import writing

    monkeypatch.setattr(writing, "BATCH", 2)
    rows = [
        {"TI": f"Record number {number}", "PY": "2019", "ID": str(number)} for number in range(5)
    ]
    of = bring(ris(tmp_path / "a.ris", *rows))
    insert = writing.bulk.insert
    calls = []

    def dies(*args: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError
        insert(*args)

    monkeypatch.setattr(writing.bulk, "insert", dies)
    with pytest.raises(RuntimeError):
        services.bring_in(of)
    of.refresh_from_db()
    assert (of.state, of.done_rows, ResourcePage.objects.count()) == ("writing", 2, 2)
    services.bring_in(of)
    of.refresh_from_db()
    assert (of.state, of.done_rows, ResourcePage.objects.count()) == ("done", 5, 5)


def test_the_number_of_queries_grows_by_nothing_but_the_batches(
    bring: Callable[..., Import], tmp_path: Path, query_count: Any
) -> None:
    """Rows of one batch are inserted together, however many they are."""
    bring(ris(tmp_path / "warm.ris", {"TI": "Warm", "ID": "0"}), write=True)
    numbers = {}
    for count in (1, 3, 40):
        rows = [
            {
                "TI": f"Record {count} {number}",
                "PY": "2019",
                "AU": "Doe, Jane",
                "KW": ["Housing", f"word {count}"],
                "ID": f"{count}-{number}",
            }
            for number in range(count)
        ]
        of = bring(ris(tmp_path / f"{count}.ris", *rows))
        with query_count() as queries:
            services.bring_in(of)
        numbers[count] = len(queries)
    # A statement of SQLite holds so many values only: forty pages are inserted by two.
    assert numbers[1] == numbers[3] <= numbers[40] <= numbers[3] + 1 <= 50


def test_the_number_of_queries_of_a_dry_run_does_not_grow_with_its_rows(
    bring: Callable[..., Import], tmp_path: Path, query_count: Any
) -> None:
    numbers = {}
    for count in (1, 3, 40):
        rows = [
            {
                "TI": f"Another {count} {number}",
                "PY": "2019",
                "KW": ["Housing"],
                "ID": f"{count}-{number}",
            }
            for number in range(count)
        ]
        with query_count() as queries:
            bring(ris(tmp_path / f"{count}.ris", *rows))
        numbers[count] = len(queries)
    assert numbers[1] == numbers[3] == numbers[40] <= 50


def test_who_may_not_add_to_the_library_brings_nothing_in(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    of = bring(ris(tmp_path / "a.ris", {"TI": "One", "ID": "1"}), made_by=UserFactory())
    row = of.rows.get()
    assert (row.outcome, row.reasons) == (
        "refused",
        ["You may not add resources in this language."],
    )


def test_rows_that_are_left_out_are_not_written(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    of = bring(ris(tmp_path / "a.ris", {"TI": "One", "ID": "1"}, {"TI": "Two", "ID": "2"}))
    services.choose(of.rows.get(number=1), "leave")
    services.bring_in(of)
    assert [page.title for page in ResourcePage.objects.all()] == ["Two"]
    assert list(of.rows.values_list("written", flat=True)) == [False, True]
    assert ImportRow.objects.get(number=1).outcome == "new"
