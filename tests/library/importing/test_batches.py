"""Batches are transactions: short ones for what is changed and given back, any number of items."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from justcities.core.versions import version
from library.importing import into_collections, services, undoing, writing
from library.importing.progress import Progress
from library.models import CollectionPage, Import, ResourcePage
from library.signals import NAME


def ris(path: Path, count: int, year: int) -> Path:
    """Write a number of records as RIS."""
    path.write_text(
        "".join(
            f"TY  - RPRT\nTI  - Record number {n}\nPY  - {year}\nID  - {n}\nER  - \n"
            for n in range(count)
        )
    )
    return path


def test_changed_records_come_five_at_once_and_undone_ones_ten(
    bring: Callable[..., Import], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: dict[str, list[int]] = {"write": [], "undo": []}
    write, undo = writing._Writer.write, undoing._undo_batch

    def writes(self: Any, rows: list[Any]) -> None:
        sizes["write"].append(len(rows))
        write(self, rows)

    def undoes(rows: list[Any], rights: Any) -> list[str]:
        sizes["undo"].append(len(rows))
        return undo(rows, rights)

    monkeypatch.setattr(writing._Writer, "write", writes)
    monkeypatch.setattr(undoing, "_undo_batch", undoes)
    bring(ris(tmp_path / "a.ris", 12, 2018), write=True)
    of = bring(ris(tmp_path / "b.ris", 14, 2019), write=True)
    assert sizes["write"] == [12, 2, 5, 5, 2]
    services.take_back(of)
    assert sizes["undo"] == [10, 4]
    assert {page.date for page in ResourcePage.objects.all()} == {"2018"}


def test_drafts_that_are_brought_in_make_nothing_stale(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    before = version(NAME)
    bring(ris(tmp_path / "a.ris", 2, 2018), write=True)
    bring(ris(tmp_path / "b.ris", 2, 2019), write=True)
    assert version(NAME) == before


@pytest.mark.parametrize("live", [False, True])
def test_a_collection_is_filled_chunk_by_chunk_and_goes_on_where_it_stopped(
    bring: Callable[..., Import],
    tmp_path: Path,
    libraries: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    live: bool,
) -> None:
    monkeypatch.setattr(into_collections, "CHUNK", 2)
    of = bring(ris(tmp_path / "a.ris", 5, 2018), write=True)
    wanted = list(of.rows.order_by("number").values_list("resource_id", flat=True))
    page = CollectionPage(title="Streets", slug="streets", locale=libraries["en"].locale, live=live)
    libraries["en"].add_child(instance=page)
    page.items = into_collections._items(wanted[:1], 0)
    page.save()
    page.save_revision()
    if not live:
        # Stored by a process that died before it made a revision.
        into_collections.CollectionItem.objects.create(
            page=page, resource_id=wanted[1], sort_order=1
        )
    for row in of.rows.all():
        row.record["collections"] = ["Streets"]
        row.save()
    into_collections.put_into_collections(of, Progress(of))
    page = CollectionPage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert [item.resource_id for item in draft.items.all()] == wanted
    stored = [item.resource_id for item in page.items.all()]
    assert stored == (wanted[:1] if live else wanted)
    revision = page.latest_revision_id
    into_collections.put_into_collections(of, Progress(of))
    assert CollectionPage.objects.get().latest_revision_id == revision
