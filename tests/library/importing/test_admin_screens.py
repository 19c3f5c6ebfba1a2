"""Imports in the admin, as an editor without JavaScript uses them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from library.importing import forms, services
from library.models import ColumnMapping, Import, ResourcePage
from tests.factories import UserFactory

FILES = Path(__file__).parent / "files"
INDEX = "library_imports:index"


@pytest.fixture
def client(
    libraries: dict[str, Any], administrator: Any, client_of: Callable[..., Client]
) -> Client:
    """An administrator's browser."""
    return client_of(administrator)


def upload(client: Client, capture: Any, name: str, content: bytes | None = None) -> Import:
    """Upload a file by the form, with the work after the response done."""
    file = SimpleUploadedFile(name, (FILES / name).read_bytes() if content is None else content)
    with capture(execute=True):
        response = client.post(
            reverse("library_imports:add"), {"file": file, "source": "test", "language": "en"}
        )
    of = Import.objects.get()
    assert (response.status_code, response.url) == (302, address(of))
    return of


def address(of: Import, name: str = "show", *more: int) -> str:
    """Return an address of an import."""
    return reverse(f"library_imports:{name}", args=[of.pk, *more])


def test_from_upload_over_the_dry_run_to_undoing(
    client: Client, administrator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    capture = django_capture_on_commit_callbacks
    of = upload(client, capture, "endnote.ris")
    assert (of.state, of.made_by, of.name) == ("read", administrator, "endnote.ris")
    page = client.get(address(of)).content.decode()
    assert "Nothing is changed yet." in page
    assert "Bring 2 rows in" in page
    assert "It has no title." in page
    with capture(execute=True):
        client.post(address(of, "choose", 1), {"choice": "leave"})
        client.post(address(of, "confirm"))
    of.refresh_from_db()
    assert (of.state, of.done_rows, bool(of.file)) == ("done", 1, False)
    assert [page.title for page in ResourcePage.objects.all()] == ["Tenants who count"]
    assert ResourcePage.objects.get().owner == administrator
    asked = client.get(address(of, "undo")).content.decode()
    assert "1 record it made is deleted." in asked
    with capture(execute=True):
        client.post(address(of, "undo"))
    of.refresh_from_db()
    assert (of.state, ResourcePage.objects.count()) == ("undone", 0)
    client.post(address(of, "delete"))
    assert not Import.objects.exists()


def test_the_columns_of_a_table_are_asked_for_once(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    capture = django_capture_on_commit_callbacks
    table = 'Was,Wer,Wann\nEin Platz für alle,"Müller, Jörg",2018\n'.encode()
    of = upload(client, capture, "a.csv", table)
    assert of.state == "mapping"
    page = client.get(address(of), follow=True).content.decode()
    assert "Ein Platz für alle" in page
    chosen = {"column-0": "", "column-1": "authors", "column-2": "date"}
    refused = client.post(address(of, "columns"), chosen).content.decode()
    assert "Choose the column that holds the titles." in refused
    with capture(execute=True):
        client.post(address(of, "columns"), chosen | {"column-0": "title"})
    of.refresh_from_db()
    assert of.state == "read"
    assert of.rows.get().record["agents"] == [{"name": "Müller", "given": "Jörg", "role": "author"}]
    assert ColumnMapping.objects.get().columns == {"0": "title", "1": "authors", "2": "date"}
    Import.objects.all().delete()
    again = upload(client, capture, "a.csv", table)
    form = client.get(address(again), follow=True).context["form"]
    found = [field.initial for field, _examples in form.rows()]
    assert found == ["title", "authors", "date"], "the same headings are matched as they were"


def test_one_field_stands_in_one_column_but_for_those_that_can_be_several(
    bring: Callable[..., Import], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Title,Tag,Another tag,Year\nA,b,c,2019\n")
    of = Import.objects.create(name="a", path=str(path))
    services.read(of)
    with pytest.raises(Exception, match="Chosen for several columns: Title"):
        services.match_columns(of, {"0": "title", "1": "title"})
    services.match_columns(of, {"0": "title", "1": "tags", "2": "tags"})
    services.read(of)
    assert of.rows.get().record["tags"] == ["b", "c"]


def test_the_report_is_narrowed_by_outcome_and_downloaded_whole(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    of = upload(client, django_capture_on_commit_callbacks, "excel-semicolons.csv")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            address(of, "columns"),
            {f"column-{at}": field for at, field in of.mapping["guess"].items()},
        )
    shown = client.get(address(of), {"outcome": "refused"}).context["rows"]
    assert [(each.row.number, each.row.reasons) for each in shown] == [(6, ["It has no title."])]
    response = client.get(address(of, "report"))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows] == ["Row", "4", "5", "6", "7"]
    assert rows[4][2] == "'=cmd|' /C calc'!A0", "a spreadsheet shows it and doesn't run it"
    assert "no-store" in response["Cache-Control"]


def test_a_row_can_only_be_decided_while_nothing_is_written(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    of = upload(client, django_capture_on_commit_callbacks, "endnote.ris")
    client.post(address(of, "choose", 3), {"choice": "take"})
    assert not of.rows.get(number=3).take, "a refused row offers nothing"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(of, "confirm"))
    response = client.post(address(of, "choose", 1), {"choice": "leave"}, follow=True)
    assert "This can’t be chosen any more." in response.content.decode()


def test_a_second_click_brings_nothing_in_twice(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    of = upload(client, django_capture_on_commit_callbacks, "endnote.ris")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(of, "confirm"))
        client.post(address(of, "confirm"))
    assert ResourcePage.objects.count() == 2


def test_what_stands_still_can_be_begun_again(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    of = upload(client, django_capture_on_commit_callbacks, "endnote.ris")
    Import.objects.update(state="writing", changed_at=timezone.now())
    assert "renews itself" in client.get(address(of)).content.decode()
    assert "Go on" not in client.get(address(of)).content.decode()
    Import.objects.update(changed_at=timezone.now() - timedelta(minutes=6))
    assert "Go on" in client.get(address(of)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(of, "go_on"))
    of.refresh_from_db()
    assert (of.state, ResourcePage.objects.count()) == ("done", 2)


def test_a_file_that_cannot_be_read_says_why(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    of = upload(client, django_capture_on_commit_callbacks, "a.ris", b"nothing")
    assert "none begins with" in client.get(address(of)).content.decode()


def test_a_file_that_is_too_large_is_refused_with_its_limit(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "UPLOAD_BYTES", 5 * 1024 * 1024)
    file = SimpleUploadedFile("a.ris", b"x" * (5 * 1024 * 1024 + 1))
    response = client.post(reverse("library_imports:add"), {"file": file, "language": "en"})
    assert "This file is larger than 5 MB." in response.content.decode()
    assert not Import.objects.exists()


def test_imports_are_for_those_who_may_add_to_the_library(
    libraries: dict[str, Any], client_of: Callable[..., Client], editor: Any, translator: Any
) -> None:
    of = Import.objects.create(name="a", path="/nowhere")
    addresses = [
        reverse(INDEX),
        reverse("library_imports:add"),
        reverse("library_imports:words"),
        address(of),
        address(of, "report"),
    ]
    seen = {
        name: [client_of(user).get(url).status_code for url in addresses]
        for name, user in (("editor", editor), ("member", UserFactory()), ("nobody", None))
    }
    assert seen == {"editor": [200] * 5, "member": [302] * 5, "nobody": [302] * 5}
    from django.contrib.auth.models import Permission

    translator.user_permissions.add(Permission.objects.get(codename="access_admin"))
    refused = [client_of(translator).get(url) for url in addresses]
    assert [answer.status_code for answer in refused] == [302] * 5
    assert {answer.url for answer in refused} == {reverse("wagtailadmin_home")}
    posts = [
        client_of(translator).post(address(of, name)) for name in ("confirm", "undo", "delete")
    ]
    assert [answer.url for answer in posts] == [reverse("wagtailadmin_home")] * 3


def test_a_list_of_many_rows_asks_as_few_queries_as_one_of_few(
    client: Client, bring: Callable[..., Import], tmp_path: Path, query_count: Any
) -> None:
    numbers = []
    client.get(reverse(INDEX))
    for count in (1, 3, 60):
        path = tmp_path / f"{count}.ris"
        path.write_text(
            "".join(
                f"TY  - RPRT\nTI  - Report {n} of {count}\nID  - {count}-{n}\nER  - \n"
                for n in range(count)
            )
        )
        of = bring(path, write=True)
        with query_count() as queries:
            client.get(address(of))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] == numbers[2] <= 20
