"""Files as other programs write them: what comes of each row stands in ``expected``, as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from library.models import Import, ImportRow, ResourcePage
from library.record import Record

HERE = Path(__file__).parent
NAMES = sorted(path.name for path in (HERE / "files").iterdir())
EMPTY = Record().as_json()


def told(of: Import) -> list[dict]:
    """Return what a dry run says of each row, without what a record does not say."""
    return [
        {
            "number": row.number,
            "outcome": row.outcome,
            "reasons": row.reasons,
            "record": {name: value for name, value in row.record.items() if value != EMPTY[name]},
        }
        for row in of.rows.all()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_each_row_of_a_programs_file_comes_out_as_expected(
    bring: Callable[..., Import], name: str
) -> None:
    expected = json.loads((HERE / "expected" / f"{name}.json").read_text())
    of = bring(HERE / "files" / name)
    assert (of.state, of.message) == ("read", "")
    assert told(of) == expected
    assert ResourcePage.objects.count() == 0, "a dry run writes nothing"


def test_every_expectation_has_its_file() -> None:
    assert sorted(path.stem for path in (HERE / "expected").iterdir()) == NAMES
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_the_same_source_again_changes_nothing(bring: Callable[..., Import], name: str) -> None:
    first = bring(HERE / "files" / name, write=True)
    made = list(ResourcePage.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    assert len(made) == first.rows.filter(outcome="new").count() > 0
    again = bring(HERE / "files" / name, write=True)
    expected = {
        row.number: "same" if row.outcome == "new" else row.outcome for row in first.rows.all()
    }
    assert {row.number: row.outcome for row in again.rows.all()} == expected
    assert not again.rows.filter(written=True).exists()
    assert made == list(ResourcePage.objects.order_by("pk").values_list("pk", "latest_revision_id"))


def test_without_a_name_of_its_source_the_format_stands_before_the_keys(
    bring: Callable[..., Import],
) -> None:
    of = bring(HERE / "files" / "endnote.ris", source="")
    assert [row.key for row in of.rows.all()] == ["ris:41", "ris:42", "ris:43"]


def test_what_is_in_another_language_stands_below_the_library_of_that_language(
    bring: Callable[..., Import],
) -> None:
    of = bring(HERE / "files" / "zotero-rdf", write=True)
    rows = of.rows.filter(outcome=ImportRow.Outcome.NEW).select_related("resource__locale")
    assert {row.number: row.resource.locale.language_code for row in rows} == {
        1: "en",
        2: "ar",
        3: "en",
    }
