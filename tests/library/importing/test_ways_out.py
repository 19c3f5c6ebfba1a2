"""Every step of an import has a way out, and no step is begun twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from library.importing import planning, progress, services, tasks
from library.models import Import, ResourcePage

FILES = Path(__file__).parent / "files"
LONG_AGO = timedelta(minutes=6)


def stood_still(of: Import, state: str) -> Import:
    """Return an import that has died in a state."""
    Import.objects.filter(pk=of.pk).update(state=state, changed_at=timezone.now() - LONG_AGO)
    return Import.objects.get(pk=of.pk)


def test_what_stayed_after_undoing_is_undone_later(
    bring: Callable[..., Import], administrator: Any, client_of: Callable[..., Client]
) -> None:
    of = bring(FILES / "zotero.ris", write=True)
    page = ResourcePage.objects.get(title="Water before walls")
    page.save_revision()
    services.take_back(of)
    left = of.rows.get(written=True)
    assert (of.state, services.can_be_undone(of), services.can_be_thrown_away(of)) == (
        "undone",
        True,
        False,
    )
    left.revision_after = ResourcePage.objects.get(pk=page.pk).latest_revision_id
    left.save()
    shown = client_of(administrator).get(reverse("library_imports:show", args=[of.pk]))
    assert reverse("library_imports:undo", args=[of.pk]) in shown.content.decode()
    assert reverse("library_imports:delete", args=[of.pk]) not in shown.content.decode()
    services.take_back(of)
    assert (ResourcePage.objects.count(), of.message) == (0, "")
    assert (services.can_be_undone(of), services.can_be_thrown_away(of)) == (False, True)


def test_any_error_while_reading_ends_in_words_and_can_be_thrown_away(
    libraries: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*args: Any) -> int:
        raise KeyError("what a parser trips over")

    monkeypatch.setattr(planning, "plan", breaks)
    of = Import.objects.create(name="a", path=str(FILES / "zotero.ris"))
    with caplog.at_level(logging.ERROR):
        services.read(of)
    assert (of.state, of.message) == ("failed", "Reading this file failed. Nothing was changed.")
    assert [bool(record.exc_info) for record in caplog.records] == [True]
    services.throw_away(of)
    assert not Import.objects.exists()


def test_what_failed_or_died_half_way_can_be_undone(bring: Callable[..., Import]) -> None:
    of = bring(FILES / "zotero.ris", write=True)
    for state in ("failed", "writing"):
        assert services.can_be_undone(stood_still(of, state))
    Import.objects.update(changed_at=timezone.now())
    assert not services.can_be_undone(Import.objects.get()), "it is being worked on"


def test_what_died_while_it_was_read_can_be_thrown_away(libraries: Any) -> None:
    of = Import.objects.create(name="a", path="/nowhere", state="reading")
    assert not services.can_be_thrown_away(of)
    services.throw_away(stood_still(of, "reading"))
    assert not Import.objects.exists()


@pytest.mark.parametrize("state", ["waiting", "reading", "writing", "undoing"])
def test_of_two_who_go_on_at_once_one_is_let_through(
    bring: Callable[..., Import],
    state: str,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    begun = []

    class Step:
        @staticmethod
        def enqueue(pk: int) -> None:
            begun.append(pk)

    for name in ("read_source", "write_rows", "undo_import"):
        monkeypatch.setattr(tasks, name, Step)
    of = bring(FILES / "zotero.ris")
    first, second = stood_still(of, state), Import.objects.get(pk=of.pk)
    with django_capture_on_commit_callbacks(execute=True):
        services.go_on(first)
        with pytest.raises(ValidationError, match="It is being worked on"):
            services.go_on(second)
    assert begun == [of.pk]


def test_a_source_that_is_being_read_is_not_read_by_another_worker(
    bring: Callable[..., Import],
) -> None:
    of = bring(FILES / "zotero.ris")
    Import.objects.update(state="reading")
    with pytest.raises(ValidationError):
        services.read(of)


def test_every_long_step_says_that_it_goes_on(
    bring: Callable[..., Import], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading, writing with collections and relations, and undoing: each stamps the import."""
    monkeypatch.setattr(progress, "SECONDS", 0)
    stamps: list[str] = []
    stamp = progress.Progress.stamp

    def noted(self: progress.Progress) -> None:
        old = Import.objects.get().changed_at
        stamp(self)
        moved = Import.objects.get()
        assert moved.changed_at > old
        stamps.append(moved.state)

    monkeypatch.setattr(progress.Progress, "stamp", noted)
    of = bring(FILES / "zotero-rdf", write=True)
    services.take_back(of)
    rows, collections = of.rows.count(), 2
    # Read, settled, looked up, told; a batch and its files, collections and their chunks.
    assert stamps.count("reading") == 4 * rows
    assert stamps.count("writing") == 1 + 3 + 2 * collections
    assert stamps.count("undoing") == 1
