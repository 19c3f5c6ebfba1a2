"""``manage.py import_resources``: says, asks, writes, reports, undoes."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from library.management.commands import import_resources
from library.models import Import, ResourcePage

FILES = Path(__file__).parent / "files"


def run(*arguments: Any, **options: Any) -> str:
    """Run the command and return what it prints."""
    out = StringIO()
    call_command("import_resources", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_it_says_what_would_happen_asks_and_brings_in(
    libraries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(import_resources, "confirmed", lambda question: asked.append(question))
    said = run(FILES / "endnote.ris", source="endnote")
    assert "     3  refused: " in said
    assert "          It has no title." in said
    assert "2 new, 0 changed, 0 same, 0 possible duplicate, 1 refused." in said
    assert said.endswith("Nothing was changed.\n")
    assert asked == ["Bring 2 rows in? Type “yes” to go on: "]
    assert ResourcePage.objects.count() == 0
    said = run(FILES / "endnote.ris", source="endnote", yes=True)
    assert "2 made, 0 changed." in said
    assert "There is nothing to bring in." in run(FILES / "endnote.ris", source="endnote")
    pk = Import.objects.get(state="done").pk
    assert run(undo=pk) == "It was taken back.\n"
    assert ResourcePage.objects.count() == 0


def test_a_table_is_read_by_its_headings_or_by_a_mapping(libraries: Any, tmp_path: Path) -> None:
    path, mapping = tmp_path / "a.csv", tmp_path / "mapping.json"
    path.write_text("Was,Wer\nEin Platz,Jemand\n")
    with pytest.raises(CommandError, match="Headings: Was, Wer"):
        run(path)
    mapping.write_text(json.dumps({"Was": "title", "Niemand": "authors"}))
    with pytest.raises(CommandError, match="fits nothing"):
        run(path, mapping=str(mapping))
    mapping.write_text(json.dumps({"Was": "title", "Wer": "authors"}))
    run(path, mapping=str(mapping), yes=True)
    assert [page.title for page in ResourcePage.objects.all()] == ["Ein Platz"]


def test_what_cannot_be_is_told(libraries: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no such file or folder"):
        run(tmp_path / "no.ris")
    with pytest.raises(CommandError, match="Say what to bring in"):
        run()
    with pytest.raises(CommandError, match="There is no import 99"):
        run(undo=99)
    (tmp_path / "a.ris").write_text("nothing")
    with pytest.raises(CommandError, match="none begins with"):
        run(tmp_path / "a.ris")
    with pytest.raises(CommandError, match="This can’t be done now"):
        run(undo=Import.objects.get().pk)


def test_without_a_library_page_nothing_can_be_brought_in(site_tree: Any) -> None:
    said = run(FILES / "endnote.ris")
    assert "There is no library page yet. Make one first." in said
    assert "0 new, 0 changed, 0 same, 0 possible duplicate, 3 refused." in said
