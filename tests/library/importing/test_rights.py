"""Whoever brings things in learns and changes no more than they may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from library.importing import services
from library.importing.report import lines
from library.models import Import, ResourcePage
from tests.factories import ResourcePageFactory, UserFactory

SECRET = "How a lane got its numbers at last"


@pytest.fixture
def newcomer(libraries: dict[str, Any]) -> Any:
    """A person who may add to the library, change what is their own, and publish nothing."""
    group = Group.objects.create(name="Newcomers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=libraries["en"],
        permission=Permission.objects.get(
            content_type__app_label="wagtailcore", codename="add_page"
        ),
    )
    return UserFactory(groups=[group])


def ris(path: Path, **tags: str) -> Path:
    """Write one record as RIS."""
    said = [f"{tag}  - {value}" for tag, value in tags.items()]
    path.write_text("\n".join(["TY  - RPRT", *said, "ER  - ", ""]))
    return path


@pytest.fixture(params=["draft", "members"])
def closed(request: Any, libraries: dict[str, Any]) -> ResourcePage:
    """A record the newcomer may not read: a draft, or one of a folder for others."""
    from wagtail.models import PageViewRestriction

    page = ResourcePageFactory(
        parent=libraries["en"],
        title=SECRET,
        date="2019",
        publisher="A secret house",
        imported_as="test:1",
        live=request.param == "members",
    )
    if request.param == "members":
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.GROUPS
        )
        restriction.groups.add(Group.objects.create(name="Others"))
    return page


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("1", "It has the key of a record you may not read."),
        ("2", "Nearly the same title, and the same year: a record you may not read"),
    ],
)
def test_of_a_record_they_may_not_read_nothing_is_told_and_nothing_changed(
    bring: Callable[..., Import],
    tmp_path: Path,
    newcomer: Any,
    closed: ResourcePage,
    client_of: Callable[..., Client],
    key: str,
    reason: str,
) -> None:
    path = ris(tmp_path / "a.ris", TI=f"{SECRET} ", PY="2019", PB="Another house", ID=key)
    of = bring(path, made_by=newcomer)
    row = of.rows.get()
    assert (row.outcome, row.take, row.matches_id) == ("duplicate", False, None)
    assert (row.differences, row.reasons) == ([], [reason])
    assert services.choices_of(row) == ["another"]
    shown = client_of(newcomer).get(reverse("library_imports:show", args=[of.pk]))
    said = shown.content.decode() + "".join(lines(of))
    assert (
        "A secret house" in said,
        reverse("wagtailadmin_pages:edit", args=[closed.pk]) in said,
    ) == (
        False,
        False,
    )
    services.bring_in(of)
    assert ResourcePage.objects.get(pk=closed.pk).publisher == "A secret house"


def test_of_a_record_they_may_only_see_what_waits_is_not_told(
    bring: Callable[..., Import], tmp_path: Path, newcomer: Any, libraries: dict[str, Any]
) -> None:
    page = ResourcePageFactory(
        parent=libraries["en"], title="Shade", date="2016", imported_as="test:1"
    )
    page.save_revision().publish()
    page.refresh_from_db()
    page.publisher = "A secret house"
    page.save_revision()
    of = bring(ris(tmp_path / "a.ris", TI="Shade", PY="2017", PB="B", ID="1"), made_by=newcomer)
    row = of.rows.get()
    assert (row.outcome, row.take, row.matches_id) == ("duplicate", False, page.pk)
    assert (row.differences, row.reasons) == ([], ["You may not change this record."])


def test_whoever_may_read_all_is_told_as_before(
    bring: Callable[..., Import], tmp_path: Path, closed: ResourcePage, administrator: Any
) -> None:
    path = ris(tmp_path / "a.ris", TI=SECRET, PY="2019", PB="Another house", ID="1")
    row = bring(path, made_by=administrator).rows.get()
    assert (row.outcome, row.take, row.matches_id) == ("changed", True, closed.pk)
    assert row.differences == [["publisher", "A secret house", "Another house"]]


def test_imports_of_others_are_for_those_who_may_publish_in_the_library(
    libraries: dict[str, Any], newcomer: Any, editor: Any, client_of: Callable[..., Client]
) -> None:
    own = Import.objects.create(name="Own", path="/a", made_by=newcomer, state="read")
    others = Import.objects.create(name="Other", path="/b", made_by=editor, state="read")
    own.rows.create(number=1, key="a", outcome="new")
    others.rows.create(number=1, key="b", outcome="new")
    names = ("show", "report", "undo", "columns")
    posts = ("confirm", "go_on", "delete")
    for user, of, denied in (
        (newcomer, own, False),
        (newcomer, others, True),
        (editor, own, False),
    ):
        client = client_of(user)
        found = [client.get(reverse(f"library_imports:{name}", args=[of.pk])) for name in names[:2]]
        assert [answer.status_code == 404 for answer in found] == [denied] * 2
    client = client_of(newcomer)
    answers = [client.get(reverse(f"library_imports:{name}", args=[others.pk])) for name in names]
    answers += [client.post(reverse(f"library_imports:{name}", args=[others.pk])) for name in posts]
    answers.append(
        client.post(reverse("library_imports:choose", args=[others.pk, 1]), {"choice": "leave"})
    )
    assert [answer.status_code for answer in answers] == [404] * 8
    listed = {
        user: [
            each.name
            for each in client_of(user).get(reverse("library_imports:index")).context["imports"]
        ]
        for user in (newcomer, editor)
    }
    assert listed == {newcomer: ["Own"], editor: ["Other", "Own"]}
