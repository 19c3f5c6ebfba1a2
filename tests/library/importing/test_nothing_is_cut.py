"""What does not fit is told by its hash, kept with the import, or said; never cut in silence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from library.importing.report import lines
from library.importing.sources import Source, unpack
from library.models import CollectionPage, Import, ResourcePage
from tests.library.importing.making import archive, pdf


def table(path: Path, **row: str) -> Path:
    """Write a table of one row and return its path."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    return path


def test_an_abstract_longer_than_a_summary_stays_whole_with_its_row(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    abstract = "One sentence of it. " + "Another one that is longer. " * 20
    of = bring(table(tmp_path / "a.csv", Title="One", Abstract=abstract))
    said = (
        "The abstract is longer than 280 characters: its beginning is taken. The report of the "
        "import has all of it."
    )
    assert of.rows.get().reasons == [said]
    of = bring(table(tmp_path / "a.csv", Title="One", Abstract=abstract), write=True)
    row = of.rows.get()
    assert (row.reasons, row.record["summary"]) == ([said], abstract.strip())
    summary = ResourcePage.objects.get().summary
    assert (len(summary) <= 280, abstract.startswith(summary)) == (True, True)
    report = list(csv.reader(io.StringIO("".join(lines(of)))))
    assert report[1][-1] == abstract.strip()


def test_two_long_names_that_begin_alike_are_two_collections(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    long = "A collection " + "of many words " * 20
    path = tmp_path / "a.csv"
    path.write_text(f"Title,Collection\nOne,{long}x\nTwo,{long}y\n")
    of = Import.objects.create(name="a", path=str(path), language="en", source="test")
    from library.importing import services

    services.read(of)
    services.match_columns(of, {"0": "title", "1": "collections"})
    services.read(of)
    assert of.rows.get(title="One").reasons == [
        "The name of a collection is longer than 255 characters: its beginning becomes the title."
    ]
    services.bring_in(of)
    inside = [
        (len(page.title), [item.resource.title for item in page.items.all()])
        for page in CollectionPage.objects.order_by("path")
    ]
    assert inside == [(255, ["One"]), (255, ["Two"])]


def test_two_long_names_in_an_archive_that_end_alike_are_two_files(tmp_path: Path) -> None:
    names = [f"{letter}{'و' * 200}.pdf" for letter in "ab"]
    packed = archive(tmp_path / "a.zip", {name: pdf(name[0]) for name in names})
    folder = unpack(packed, tmp_path / "unpacked")
    source = Source(folder, "pdfs", folder)
    found = [source.file(name) for name in names]
    assert [path and path.read_bytes() for path in found] == [pdf("a"), pdf("b")]
    assert json.dumps([path and path.suffix for path in found]) == '[".pdf", ".pdf"]'
