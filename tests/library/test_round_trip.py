"""Written by us and read by our own readers, a record is the same record."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from justcities.core.licences import Rights
from library.crosswalk import FORMATS, write
from library.importing.readers.registry import read
from library.importing.sources import Source
from library.importing.terms.dates import parse_date
from library.record import Agent, FileRef, Record

READ = {"ris": "ris", "bibtex": "bibtex", "csl": "csl", "csv": "csv"}
# What texts hold that formats choke on: parting marks, braces, percent signs, formulas.
SIGNS = " abcÀéßñ عربي中{}\\%$#&_^~\"'`,;:|@=+-–—.()[]<>/!?0129؛،"
TEXT = st.text(SIGNS, max_size=14).map(lambda text: " ".join(text.split()))
SOME = TEXT.filter(bool)
LINKS = st.sampled_from(
    [
        "https://example.org/a_b?c=1&d=2%20e",
        "http://example.com/~f/#g",
        "https://example.org/a;b|c,d",
        "https://example.org/été",
    ]
)


def several(values: Any, most: int = 3) -> Any:
    """Return a strategy of lists without repetition."""
    return st.lists(values, unique=True, max_size=most)


RECORDS = st.builds(
    Record,
    title=SOME,
    kind=st.sampled_from(["", "report", "guide", "research-paper", "video", "policy-brief"]),
    agents=st.lists(
        st.builds(Agent, SOME, TEXT, st.sampled_from(["author", "editor", "translator"])),
        max_size=3,
    ),
    date=st.sampled_from(["", "1999", "2019-05", "2019-05-31"]),
    publisher=TEXT,
    container=TEXT,
    volume=TEXT,
    issue=TEXT,
    page_range=st.sampled_from(["", "12", "12-15", "12–15", "e12", "1, 3"]),
    languages=several(st.sampled_from(["en", "fr", "ar", "pt"])),
    summary=TEXT,
    why=TEXT,
    doi=st.sampled_from(["", "10.1000/a_b", "10.1000/(sici)1<2::aid>3.0;2-#", "10.1234/x%y"]),
    isbn=several(st.sampled_from(["9780306406157", "9783161484100"])),
    issn=several(st.sampled_from(["0378-5955", "2049-3630"])),
    urls=several(LINKS),
    licence=st.sampled_from(["", *Rights.values]),
    rights_holder=TEXT,
    page_count=st.none() | st.integers(1, 9_999),
    minutes=st.none() | st.integers(1, 999),
    access=st.sampled_from(["public", "members"]),
    concepts=st.dictionaries(
        st.sampled_from(["theme", "population-group", "sdg-target", "trend"]),
        st.lists(st.sampled_from(["heat", "11.1", "a-b"]), unique=True, min_size=1),
    ),
    places=several(st.sampled_from(["Freetown, SL", "SL", "015"])),
    tags=several(SOME),
    relations=several(st.tuples(st.sampled_from(["part-of", "version-of"]), SOME), 2),
    collections=several(SOME),
    files=st.lists(
        st.builds(
            FileRef,
            link=LINKS,
            label=TEXT,
            role=st.sampled_from(["work", "annex"]),
            language=st.sampled_from(["", "ar"]),
            media_type=st.sampled_from(["", "application/pdf"]),
        ),
        max_size=2,
    ),
    key=st.sampled_from(["zotero:ABC", "6f1e", "http://zotero.org/users/1/items/X Y", "a{b"]),
    language=st.sampled_from(["en", "ar"]),
)


def read_back(records: list[Record], key: str, folder: Path) -> list[Record]:
    """Return records that were written and read again."""
    path = folder / f"records.{FORMATS[key].ending}"
    path.write_bytes(b"".join(write(records, key)))
    found = []
    for row in read(Source(path, READ[key])):
        assert row.record is not None, row.problems
        row.record.date = parse_date(row.record.date)
        row.record.kind = row.genre or row.record.kind
        found.append(row.record)
    return found


@pytest.mark.parametrize("key", READ)
def test_what_is_written_and_read_again_is_the_same(db: None, tmp_path: Path, key: str) -> None:
    @settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
    @given(records=st.lists(RECORDS, min_size=1, max_size=3, unique_by=lambda each: each.key))
    def check(records: list[Record]) -> None:
        assert read_back(records, key, tmp_path) == records

    check()


@pytest.mark.parametrize("key", READ)
def test_a_plain_record_needs_no_extras(db: None, tmp_path: Path, key: str) -> None:
    """What every program knows stands where every program looks for it."""
    record = Record(
        title="Numbered doors",
        kind="report",
        agents=[Agent("Kamara", "Isata"), Agent("Mbeki", "Thandi", "editor")],
        date="2019-05-31",
        publisher="Doorway Freetown",
        languages=["en"],
        summary="How a lane got its numbers.",
        doi="10.1234/doors",
        isbn=["9780306406157"],
        urls=["https://example.org/doors"],
        licence="CC-BY-4.0",
        page_count=48,
        tags=["doors", "maps"],
        key="doors",
    )
    text = b"".join(write([record], key)).decode()
    extra = {"csl": {"justcities-licence"}}.get(key, set())
    assert set(re.findall(r"justcities-[a-z-]+", text)) == extra
    assert read_back([record], key, tmp_path) == [record]


def test_no_records_are_an_empty_file_of_the_format() -> None:
    assert [b"".join(write([], key)) for key in ("ris", "bibtex", "csl")] == [b"", b"", b"[]\n"]
    assert b"".join(write([], "csv")).count(b"\n") == 1
    assert b"<records>\n</records>" in b"".join(write([], "dc"))
