"""PDFs without records: told by the DOI in them, by their name, and by their content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from library.choices import IdentifierKind
from library.models import Import, ResourceIdentifier, ResourcePage
from tests.factories import ResourcePageFactory
from tests.library.importing.making import archive, pdf


def test_a_pdf_is_put_to_the_record_whose_doi_it_names(
    bring: Callable[..., Import], libraries: dict[str, Any], tmp_path: Path
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"],
        title="Numbers on doors",
        live=False,
        identifiers=[ResourceIdentifier(kind=IdentifierKind.DOI, value="10.5555/doors.1")],
    )
    (tmp_path / "scan0001.pdf").write_bytes(pdf("Some heading\nhttps://doi.org/10.5555/DOORS.1."))
    row = bring(tmp_path, write=True).rows.get()
    assert (row.outcome, row.matches_id) == ("changed", page.pk)
    assert row.differences == [["page_count", None, 1], ["files", [], ["scan0001.pdf"]]]
    page = ResourcePage.objects.get()
    assert (page.title, page.files.get().document.title) == ("Numbers on doors", "scan0001")


def test_a_pdf_named_like_a_record_is_shown_as_a_possible_duplicate(
    bring: Callable[..., Import], libraries: dict[str, Any], tmp_path: Path
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"], title="How a lane got its numbers at last", date="2019"
    )
    name = "Kamara - 2019 - How a lane got its numbers, at last.pdf"
    (tmp_path / name).write_bytes(pdf("Nothing that tells."))
    row = bring(tmp_path).rows.get()
    assert (row.outcome, row.matches_id) == ("duplicate", page.pk)
    assert row.differences == [["page_count", None, 1], ["files", [], [name]]]


def test_a_pdf_that_nothing_tells_of_becomes_a_record_named_after_it(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    path = archive(
        tmp_path / "a.zip",
        {
            "Streets/03_who-owns-the-kerb_2018.pdf": pdf("The kerb."),
            "notes.docx": "no",
            "a.exe": "MZ",
        },
    )
    row = bring(path, write=True).rows.get()
    assert (row.outcome, row.title, row.record["date"]) == ("new", "Who-owns-the-kerb 2018", "2018")
    assert (row.record["page_count"], row.record["collections"]) == (1, ["Streets"])
    assert row.resource.files.get().document.file_size > 0


def test_the_same_pdfs_again_change_nothing(bring: Callable[..., Import], tmp_path: Path) -> None:
    folder = tmp_path / "pdfs"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf("One."))
    bring(folder, write=True)
    assert [row.outcome for row in bring(folder).rows.all()] == ["same"]
    (folder / "a.pdf").rename(folder / "renamed.pdf")
    assert [row.outcome for row in bring(folder).rows.all()] == ["same"], "by its content"


def test_a_locked_or_damaged_pdf_is_told(bring: Callable[..., Import], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    row = bring(tmp_path).rows.get()
    assert row.reasons == ["Its text can’t be read: Damaged."]
