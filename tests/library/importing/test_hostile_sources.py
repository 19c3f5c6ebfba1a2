"""What was made to do harm, or is broken: refused in words, and nothing goes down."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from library.importing import sources
from library.models import Import, ResourcePage
from tests.library.importing.making import archive, pdf

FILES = Path(__file__).parent / "files"
RECORD = "TY  - RPRT\nTI  - A record\nID  - 1\nER  - \n"
RDF = (FILES / "zotero-rdf" / "My Library.rdf").read_text()


def refused(of: Import) -> str:
    """Return why a source could not be read at all."""
    assert of.state == "failed"
    assert of.rows.count() == 0
    assert ResourcePage.objects.count() == 0
    return of.message


@pytest.mark.parametrize(
    "name", ["../outside.ris", "/etc/outside.ris", "a/../../outside.ris", "C:\\outside.ris"]
)
def test_an_archive_that_leads_out_of_itself_is_not_opened(
    bring: Callable[..., Import], tmp_path: Path, name: str
) -> None:
    of = bring(archive(tmp_path / "a.zip", {name: RECORD}))
    assert "would lead out of it" in refused(of)
    assert not (tmp_path / "outside.ris").exists()


def test_a_link_in_an_archive_is_not_followed(bring: Callable[..., Import], tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        entry = zipfile.ZipInfo("link.ris")
        entry.external_attr = 0o120777 << 16
        packed.writestr(entry, "/etc/passwd")
    assert "would lead out of it" in refused(bring(path))


def test_an_archive_bomb_is_stopped_while_it_unpacks(
    bring: Callable[..., Import], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_SMALL", 1024)
    monkeypatch.setattr(sources, "ARCHIVE_RATIO", 100)
    of = bring(archive(tmp_path / "a.zip", {"a.ris": "\n" * 2_000_000}))
    assert "too large once unpacked" in refused(of)


def test_an_archive_of_too_many_files_is_not_opened(
    bring: Callable[..., Import], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "ARCHIVE_ENTRIES", 3)
    files = {f"{number}.pdf": pdf("x") for number in range(4)}
    assert "too large once unpacked" in refused(bring(archive(tmp_path / "a.zip", files)))


def test_a_damaged_archive_is_told(bring: Callable[..., Import], tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.ris": RECORD * 50})
    raw = bytearray(path.read_bytes())
    raw[60:80] = b"\0" * 20
    path.write_bytes(raw)
    assert "damaged or locked" in refused(bring(path))


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE rdf [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rdf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE rdf SYSTEM "http://import.invalid/x.dtd">',
    ],
)
def test_rdf_with_entities_is_not_read(
    bring: Callable[..., Import], tmp_path: Path, start: str
) -> None:
    path = tmp_path / "a.rdf"
    path.write_text(start + RDF.replace("Lanes with numbers", "&x;"))
    assert "defines entities" in refused(bring(path))


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.rdf", RDF[:900], "no XML that can be read"),
        ("a.rdf", "<a/>", "There is no record"),
        ("a.json", '[{"id": "a"', "no JSON"),
        ("a.json", "[" * 100_000, "no JSON"),
        ("a.json", "[]", "There is no record"),
        ("a.ris", "nothing of the kind", "none begins with “TY"),
        ("a.enw", "nothing of the kind", "none begins with “%0”"),
        ("a.bib", "nothing of the kind", "none begins with “@”"),
        ("a.csv", "", "This table is empty."),
        ("a.ris", "TY  - RPRT\nTI  - A\0B\n", "bytes that no text has"),
        ("a.exe", "MZ", "Files of this kind can’t be read"),
        ("a.xlsx", "no spreadsheet", "that is not what it holds"),
    ],
)
def test_what_is_broken_is_told_in_words(
    bring: Callable[..., Import], tmp_path: Path, name: str, text: str, why: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert why in refused(bring(path))


def test_a_line_of_ten_megabytes_is_one_refused_row(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    path = tmp_path / "a.ris"
    path.write_text(f"TY  - RPRT\nTI  - {'x' * 10_000_000}\nER  - \n{RECORD}")
    of = bring(path)
    assert [(row.outcome, len(row.title)) for row in of.rows.all()] == [
        ("refused", 500),
        ("new", 8),
    ]
    assert of.rows.first().record == {}


def test_a_cell_of_ten_megabytes_is_told_with_its_line(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Title,Year\nA,2019\n"' + "x" * 10_000_000 + '",2019\n')
    assert "Line 3" in refused(bring(path))


def test_a_workbook_that_defines_entities_is_not_read(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(FILES / "arabic.xlsx") as good, zipfile.ZipFile(path, "w") as bad:
        for entry in good.infolist():
            content = good.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = content.replace(
                    b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1
                )
            bad.writestr(entry, content)
    assert "anew" in refused(bring(path))


def test_a_record_can_name_no_file_outside_the_folder(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    (tmp_path / "secret.pdf").write_bytes(pdf("secret"))
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.bib").write_text("@report{a, title = {A}, file = {../secret.pdf}}\n")
    row = bring(folder).rows.get()
    assert row.reasons == ["The file “secret.pdf” was not brought along."]


def test_a_file_that_is_no_pdf_is_left_out_with_the_reason(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    (tmp_path / "a.bib").write_text("@report{a, title = {A}, file = {lies.pdf}}\n")
    (tmp_path / "lies.pdf").write_bytes(b"MZ this is a program")
    of = bring(tmp_path, write=True)
    row = of.rows.get()
    assert (row.outcome, row.written) == ("new", True)
    assert "not what it holds" in row.reasons[0]
    assert row.resource.files.count() == 0


def test_several_files_of_records_are_told_rather_than_guessed(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    (tmp_path / "a.ris").write_text(RECORD)
    (tmp_path / "b.bib").write_text("@report{a, title = {A}}\n")
    assert "a.ris, b.bib" in refused(bring(tmp_path))
