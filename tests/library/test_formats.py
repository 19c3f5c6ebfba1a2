"""What is taken out, read by the field's own parsers."""

import csv
import io
import json
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser
import citeproc
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from defusedxml.ElementTree import fromstring

from justcities import vocabulary
from library.crosswalk import FORMATS, schema_type, write
from library.formats import extras
from library.formats.csv import guarded, unguarded
from library.formats.dublin_core import DC, OAI_DC
from library.formats.kinds import KINDS
from library.record import Agent, FileRef, Record

_ELEMENTS = {"title", "creator", "subject", "description", "publisher", "contributor", "date"}
_ELEMENTS |= {"type", "format", "identifier", "source", "language", "relation", "coverage"}
_ELEMENTS |= {"rights"}
RECORD = Record(
    title='Doors & "maps" {50 %} of <the> city #1_a',
    kind="policy-brief",
    agents=[Agent("Kamara", "Isata"), Agent("Ministry of Housing, Kenya", role="author")],
    date="2019-05-31",
    publisher="دار النشر",
    languages=["en", "ar"],
    summary="One line.\nAnother\x07 line.",
    why="It shows the forms.",
    doi="10.1234/doors",
    isbn=["9780306406157"],
    urls=["https://example.org/a?b=1&c=2"],
    licence="CC-BY-4.0",
    page_count=48,
    tags=["doors", "maps, old"],
    concepts={"theme": ["housing"]},
    places=["Freetown, SL"],
    files=[FileRef(link="https://example.org/doors.pdf", media_type="application/pdf")],
    key="zotero:ABC",
    language="en",
)
CASE = Record(title="Numbered doors", kind="case-study", date="2020", key="6f1e", language="en")


def text(key: str, *records: Record) -> str:
    """Return records in a format."""
    return b"".join(write(records, key)).decode()


def test_rispy_reads_ris() -> None:
    first, second = rispy.loads(text("ris", RECORD, CASE))
    assert first["type_of_reference"] == "BOOK"
    assert first["title"] == RECORD.title
    assert first["authors"] == ["Kamara, Isata", "Ministry of Housing, Kenya"]
    assert (first["year"], first["date"]) == ("2019", "2019/05/31/")
    assert first["doi"] == "10.1234/doors"
    assert first["abstract"] == "One line. Another line."
    assert first["keywords"] == ["doors", "maps, old"]
    assert (second["title"], second["type_of_reference"]) == ("Numbered doors", "ELEC")


def test_bibtexparser_reads_bibtex_whole() -> None:
    library = bibtexparser.parse_string(text("bibtex", RECORD, CASE, CASE))
    assert library.failed_blocks == []
    first, second, third = library.entries
    assert (first.key, first.entry_type) == ("zotero:ABC", "book")
    assert first["title"] == (
        r'{Doors \& "maps" \{50 \%\} of <the> city \#1\_a}'  # the second pair of braces stays
    )
    assert first["author"] == "Kamara, Isata and {Ministry of Housing, Kenya}"
    assert (second.key, third.key) == ("6f1e", "6f1e-2")


def test_csl_json_has_only_types_and_variables_of_the_schema() -> None:
    schema = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
    types = set(re.findall(r'"([a-z_-]+)"', (schema / "csl-types.rnc").read_text()))
    variables = set(re.findall(r'"([A-Za-z_-]+)"', (schema / "csl-variables.rnc").read_text()))
    records = [RECORD, CASE, *(Record(title="T", kind=kind) for kind in KINDS), Record(title="T")]
    items = json.loads(text("csl", *records))
    assert {item["type"] for item in items} <= types
    used = {name for item in items for name in item}
    assert used - variables == {"id", "type", "custom"}
    assert "license" not in used  # a variable of styles that the schema of data lacks
    assert len(CiteProcJSON(items)) == len({item["id"] for item in items})


def test_csl_json_holds_names_and_dates_in_parts() -> None:
    (item,) = json.loads(text("csl", RECORD))
    assert item["author"] == [
        {"family": "Kamara", "given": "Isata"},
        {"literal": "Ministry of Housing, Kenya"},
    ]
    assert item["issued"] == {"date-parts": [[2019, 5, 31]]}
    assert item["custom"]["justcities-why"] == "It shows the forms."


def test_dublin_core_is_well_formed_and_in_its_namespaces() -> None:
    one = fromstring(text("dc", RECORD))
    assert one.tag == f"{{{OAI_DC}}}dc"

    def values(name: str) -> list[str | None]:
        return [element.text for element in one.findall(f"{{{DC}}}{name}")]

    assert values("title") == [RECORD.title]
    assert values("creator") == ["Kamara, Isata", "Ministry of Housing, Kenya"]
    assert values("description") == ["One line. Another line."]
    assert values("subject") == ["doors", "maps, old", "theme: housing"]
    assert values("rights") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values("identifier")[:2] == ["https://doi.org/10.1234/doors", "urn:isbn:9780306406157"]
    several = fromstring(text("dc", RECORD, CASE, CASE))
    assert [element.tag for element in several] == [f"{{{OAI_DC}}}dc"] * 3
    assert {element.tag.partition("}")[2] for element in one} <= _ELEMENTS


def test_what_xml_can_not_hold_is_left_out() -> None:
    bad = Record(title="Doors\x00\x0b\ufffe\ud800", summary="]]>")
    assert ElementTree.fromstring(text("dc", bad))[0].text == "Doors"  # noqa: S314 -- our own


def test_csv_is_read_by_its_headings_and_no_cell_is_a_formula() -> None:
    hostile = Record(
        title="=HYPERLINK(1)",
        publisher="+1",
        summary=" -2",
        why="@SUM(A1)",
        tags=["=a", "b"],
        container="'quoted'",
        volume="'=x",
    )
    raw = text("csv", RECORD, hostile)
    assert raw.startswith("\ufeff")
    first, second = csv.DictReader(io.StringIO(raw.removeprefix("\ufeff"), newline=""))
    assert first["authors"] == "Kamara, Isata; Ministry of Housing, Kenya"
    assert first["theme"] == "housing"
    assert second["title"] == "'=HYPERLINK(1)"
    assert second["publisher"] == "'+1"
    assert (second["container"], second["volume"]) == ("'quoted'", "''=x")
    for row in (first, second):
        assert not [cell for cell in row.values() if cell.lstrip()[:1] in set("=+-@\t\r＝＋－＠")]


@pytest.mark.parametrize("cell", ["", "a", "=1", "'=1", "''=1", "'a", " =1", "-", "＝1"])
def test_a_guarded_cell_is_read_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize(
    "value", ["", "1", "{", '{"a": 1}', "[[1]]", "null", '["a", 1]', "[" * 100_000]
)
@pytest.mark.parametrize("name", ["agents", "files", "relations", "concepts", "tags", "title"])
def test_extras_that_somebody_has_spoilt_change_nothing(name: str, value: str) -> None:
    record = Record(title="Doors")
    assert not extras.take(record, f"justcities-{name}", value)
    assert record == Record(title="Doors")


def test_notes_of_others_are_not_taken() -> None:
    record = Record()
    assert not extras.take_line(record, "why: theirs")
    assert not extras.take_line(record, "justcities-password: 1")
    assert record == Record()


def test_every_kind_of_the_vocabulary_has_its_names() -> None:
    data = Path(vocabulary.__file__).with_name("data") / "resource-type.toml"
    notations = [each["notation"] for each in tomllib.loads(data.read_text())["concepts"]]
    assert set(KINDS) == {*notations, "case-study"}
    assert schema_type("video") == "VideoObject"
    assert schema_type("something else") == "CreativeWork"


def test_formats_are_in_the_order_they_are_offered() -> None:
    assert [(each.key, each.ending) for each in FORMATS.values()] == [
        ("ris", "ris"),
        ("bibtex", "bib"),
        ("csl", "json"),
        ("csv", "csv"),
        ("dc", "xml"),
    ]
