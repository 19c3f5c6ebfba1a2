"""The keys of a source name its records, and never those of another source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from library.importing import services
from library.importing.keys import own_key
from library.models import Import, ResourcePage
from library.record import Record
from library.recording import record_of


def csv(path: Path, *lines: str) -> Path:
    """Write a table and return its path."""
    path.write_text("\n".join(["Key,Title,Publisher,Year,DOI", *lines, ""]))
    return path


def test_another_file_without_a_source_overwrites_nothing_by_default(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    first = csv(tmp_path / "a.csv", "1,Lanes with numbers,House,2019,")
    bring(first, write=True, source="")
    page = ResourcePage.objects.get()
    other = csv(tmp_path / "b.csv", "1,Water before walls,Elsewhere,2011,")
    of = bring(other, source="", write=True)
    row = of.rows.get()
    assert (row.outcome, row.take, row.matches_id) == ("duplicate", False, page.pk)
    assert row.reasons == [
        "It has the key of “Lanes with numbers”, but no source was named: it may be another work."
    ]
    assert record_of(ResourcePage.objects.get()).title == "Lanes with numbers"


def test_both_files_without_a_source_are_the_same_again_once_they_are_in(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    first = csv(tmp_path / "a.csv", "1,Lanes with numbers,House,2019,")
    other = csv(tmp_path / "b.csv", "1,Water before walls,Elsewhere,2011,")
    bring(first, write=True, source="")
    of = bring(other, source="")
    services.choose(of.rows.get(), "another")
    services.bring_in(of)
    assert ResourcePage.objects.count() == 2
    again = [bring(path, source="").rows.get().outcome for path in (first, other)]
    assert again == ["same", "same"]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("1,Water before walls,House,2019,", "duplicate"),
        ("1,Water before walls,House,2019,10.5555/1", "changed"),
        ("1,Lanes with numbers: a memoir,House,2019,", "changed"),
    ],
)
def test_a_key_of_a_named_source_counts_where_title_or_identifier_agrees(
    bring: Callable[..., Import], tmp_path: Path, line: str, outcome: str
) -> None:
    bring(csv(tmp_path / "a.csv", "1,Lanes with numbers,House,2019,10.5555/1"), write=True)
    row = bring(csv(tmp_path / "b.csv", line)).rows.get()
    assert (row.outcome, row.take) == (outcome, outcome == "changed")
    if outcome == "duplicate":
        assert row.reasons == [
            "It has the key of “Lanes with numbers”, but another title and no identifier in common."
        ]


def test_long_dois_that_begin_alike_are_two_keys() -> None:
    long = "10.5555/" + "a" * 150
    keys = [own_key(Record(doi=f"{long}{end}")) for end in "xy"]
    assert len({*keys}) == 2
    assert max(map(len, keys)) <= 150
    assert own_key(Record(doi="10.5555/1")) == "doi:10.5555/1"


def test_possible_duplicates_are_read_together(
    bring: Callable[..., Import], tmp_path: Path, query_count: Any
) -> None:
    """A dry run asks as often for many rows that look like others as for one."""
    lines = [f"{n},A long enough title of record number {n},House,2019," for n in range(30)]
    bring(csv(tmp_path / "a.csv", *lines), write=True)
    bring(csv(tmp_path / "warm.csv", lines[0]), source="warm")
    numbers = {}
    for count in (1, 3, 30):
        path = csv(tmp_path / f"{count}.csv", *(f"{line[:-1]}x," for line in lines[:count]))
        path.write_text(path.read_text().replace("House", "Another house"))
        with query_count() as queries:
            of = bring(path, source="elsewhere")
        assert [row.outcome for row in of.rows.all()] == ["duplicate"] * count
        numbers[count] = len(queries)
    assert numbers[1] == numbers[3] == numbers[30] <= 60
