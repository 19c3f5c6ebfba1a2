"""How long bringing in takes, and how much memory (``make bench``): by the command, as a process.

A process of its own, so that what it holds at most is its own, with a database and files of its
own, and the tasks that it leaves in the queue are seen.
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.library.importing.making import pdf

pytestmark = [pytest.mark.benchmark, pytest.mark.sqlite_only]

ROOT = Path(__file__).parents[2]
ROWS = 10_000
RECORDS, FILES = 600, 400
MEGABYTES = 500
WORDS = """lane roof market school kerb river clinic tenant bus shade lamp door register women
youth repair count map rent floor wall pump song garden night permit tax road plan
house""".split()  # noqa: SIM905 -- a list of 30 strings would be 30 lines
HEADINGS = (
    "Key",
    "Title",
    "Authors",
    "Year",
    "Publisher",
    "Type",
    "Abstract",
    "URL",
    "DOI",
    "Country",
    "Themes",
    "Keywords",
)
MEASURING = """
import json, resource, sys, time
sys.path[:0] = [{root!r}, {site!r}]
import django
django.setup()
from django.core.management import call_command
from django.db import connection
begun = time.monotonic()
call_command("import_resources", *{arguments!r}, yes=True, verbosity=0, stdout=open({out!r}, "w"))
seconds = time.monotonic() - begun
from django_tasks_db.models import DBTaskResult
from justcities.assets.models import SiteDocument
from library.models import ResourcePage
print(json.dumps(dict(
    seconds=seconds,
    memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    made=ResourcePage.objects.count(),
    documents=SiteDocument.objects.count(),
    tasks=DBTaskResult.objects.count(),
)))
"""


@dataclass
class Site:
    """A site of its own: an empty library in each language, with the vocabulary."""

    folder: Path

    def run(self, code: str) -> str:
        """Run Python with the site's settings and return the last line it prints."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "justcities.settings.dev",
            "DATABASE_URL": f"sqlite:///{self.folder}/site.sqlite3",
            "MEDIA_ROOT": str(self.folder / "media"),
            "PRIVATE_MEDIA_ROOT": str(self.folder / "private"),
            "LOG_LEVEL": "ERROR",
        }
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3_000:]
        return done.stdout.strip().rpartition("\n")[2]

    def bring(self, path: Path, name: str) -> dict[str, float]:
        """Bring a file or folder in and return what it took."""
        code = MEASURING.format(
            root=str(ROOT),
            site=str(ROOT / "site"),
            arguments=[str(path), "--source", name],
            out=str(self.folder / f"{name}.txt"),
        )
        found: dict[str, float] = json.loads(self.run(code))
        sys.stdout.write(
            f"\n{name}: {found['seconds']:.0f} s, {found['memory']:.0f} MiB, "
            f"{found['made']} resources and {found['documents']} files in all, "
            f"{found['tasks']} tasks in the queue\n"
        )
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Make the site."""
    made = Site(tmp_path_factory.mktemp("site"))
    made.run(
        f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "site")!r}]
import django
django.setup()
from django.core.management import call_command
from wagtail.models import Locale, Page
for command in ("migrate", "sync_languages", "load_vocabulary", "load_gazetteer"):
    call_command(command, verbosity=0)
from home.models import HomePage
from library.models import LibraryIndexPage
root = Page.get_first_root_node()
for code in ("en", "fr"):
    locale = Locale.objects.get(language_code=code)
    home = HomePage(title="Home", slug=f"home-{{code}}", locale=locale)
    root.add_child(instance=home)
    home.add_child(instance=LibraryIndexPage(title="Library", slug="library", locale=locale))
"""
    )
    return made


def titles(count: int, seed: int) -> list[str]:
    """Return as many titles as differ, such as people write them."""
    pick = random.Random(seed)

    def some(words: int) -> str:
        return " ".join(pick.sample(WORDS, words))

    return [f"{some(5).capitalize()}: {some(4)} {number}" for number in range(count)]


def table(path: Path) -> Path:
    """Write a table such as a catalogue of ten thousand resources."""
    pick = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, title in enumerate(titles(ROWS, 1)):
            writer.writerow(
                [
                    number,
                    title,
                    f"Doe, Jane {number % 97}; House of {WORDS[number % 30]}",
                    2000 + number % 25,
                    f"House of {WORDS[number % 30]}",
                    pick.choice(("Report", "Guide", "Video", "Research paper")),
                    f"How the {' '.join(pick.choices(WORDS, k=40))}. What came of it.",
                    f"https://example.org/{number}",
                    f"10.5555/bench.{number}" if number % 3 == 0 else "",
                    pick.choice(("Kenya", "Peru", "India", "Sierra Leone")),
                    pick.choice(("Housing", "Water", "Heat")),
                    "; ".join(pick.sample(WORDS, 3)),
                ]
            )
    return path


def library(folder: Path) -> Path:
    """Write a library as Zotero exports it: 600 items, 400 of them with a PDF."""
    model = (ROOT / "tests/library/importing/files/zotero-rdf/My Library.rdf").read_text()
    head = model[: model.index("<bib:Article")]
    item = re.search(r"    <bib:Report.*?</bib:Report>\n", model, re.DOTALL)
    attachment = re.search(
        r'    <z:Attachment rdf:about="#item_15">.*?</z:Attachment>\n', model, re.DOTALL
    )
    assert item
    assert attachment
    parts = [head]
    for number, title in enumerate(titles(RECORDS, 2)):
        text = item[0].replace("#item_15", f"#file_{number}").replace("#item_3", f"#item_{number}")
        text = re.sub("<dc:title>.*?<", f"<dc:title>{title}<", text)
        if number >= FILES:
            text = re.sub("<link:link .*?/>", "", text)
        else:
            name = f"files/{number}/report.pdf"
            path = folder / name
            path.parent.mkdir(parents=True)
            path.write_bytes(pdf("\n".join([title] * 800)))
            parts.append(
                re.sub(
                    'rdf:resource rdf:resource=".*?"',
                    f'rdf:resource rdf:resource="{name}"',
                    attachment[0].replace("#item_15", f"#file_{number}"),
                )
            )
        parts.append(text)
    (folder / "library.rdf").write_text("".join([*parts, "</rdf:RDF>\n"]))
    return folder


def test_ten_thousand_rows_of_a_table_take_at_most_five_minutes(site: Site, tmp_path: Path) -> None:
    first = site.bring(table(tmp_path / "table.csv"), "table")
    assert first["made"] == ROWS
    assert first["seconds"] < 300
    assert first["memory"] < MEGABYTES
    again = site.bring(tmp_path / "table.csv", "table")
    assert again["made"] == ROWS
    assert again["seconds"] < 300


def test_six_hundred_records_with_four_hundred_files_take_at_most_ten_minutes(
    site: Site, tmp_path: Path
) -> None:
    folder = tmp_path / "zotero"
    folder.mkdir()
    found = site.bring(library(folder), "zotero")
    assert found["made"] in {RECORDS, ROWS + RECORDS}
    assert found["documents"] == FILES
    assert found["seconds"] < 600
    assert found["memory"] < MEGABYTES
