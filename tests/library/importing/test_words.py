"""Words that no concept is called: matched, made keywords, or left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme
from library.importing import keywords, services
from library.models import Import, KeywordMapping, ResourcePage
from library.recording import record_of
from tests.factories import UserFactory


@pytest.fixture
def waiting(bring: Callable[..., Import], tmp_path: Path) -> Import:
    """Two records that wait for the word “kerbs”, one of which waits for “pavements” too."""
    path = tmp_path / "a.ris"
    path.write_text(
        "TY  - RPRT\nTI  - One\nKW  - kerbs\nID  - 1\nER  - \n"
        "TY  - RPRT\nTI  - Two\nKW  - Kerbs\nKW  - pavements\nID  - 2\nER  - \n"
    )
    return bring(path, write=True)


def tags() -> list[list[str]]:
    """Return the keywords of all records, as an editor would see them."""
    pages = ResourcePage.objects.order_by("path")
    found = [record_of(page).tags for page in pages]
    assert found == [record_of(page.get_latest_revision_as_object()).tags for page in pages]
    return found


def test_the_word_of_the_most_records_comes_first(waiting: Import) -> None:
    assert [(word.text, word.uses) for word in keywords.waiting_words()] == [
        ("kerbs", 2),
        ("pavements", 1),
    ]


def test_a_matched_word_reaches_the_records_that_wait_and_those_to_come(
    waiting: Import,
    bring: Callable[..., Import],
    vocabulary: dict[str, Any],
    tmp_path: Path,
    administrator: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        keywords.match(
            KeywordMapping.objects.get(text="kerbs"), vocabulary["markets"], administrator
        )
    assert tags() == [["Markets"], ["Markets"]]
    assert [word.text for word in keywords.waiting_words()] == ["pavements"]
    later = tmp_path / "b.ris"
    later.write_text("TY  - RPRT\nTI  - Three\nKW  - KERBS\nID  - 3\nER  - \n")
    bring(later, write=True)
    assert tags() == [["Markets"]] * 3


def test_matching_a_word_is_no_edit_that_keeps_an_import_from_being_undone(
    waiting: Import,
    vocabulary: dict[str, Any],
    administrator: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        keywords.match(
            KeywordMapping.objects.get(text="kerbs"), vocabulary["markets"], administrator
        )
    services.take_back(waiting)
    assert (waiting.message, ResourcePage.objects.count()) == ("", 0)


def test_a_word_matched_to_a_fact_or_a_place_becomes_one(
    waiting: Import,
    vocabulary: dict[str, Any],
    administrator: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        keywords.match(
            KeywordMapping.objects.get(text="kerbs"), vocabulary["housing"], administrator
        )
        keywords.match(
            KeywordMapping.objects.get(text="pavements"), vocabulary["kenya"], administrator
        )
    found = [record_of(page) for page in ResourcePage.objects.order_by("path")]
    assert [record.concepts for record in found] == [{Scheme.THEME: ["housing"]}] * 2
    assert [record.places for record in found] == [[], ["KE"]]


def test_a_word_that_is_left_out_waits_no_more_and_never_again(
    waiting: Import, bring: Callable[..., Import], tmp_path: Path
) -> None:
    keywords.leave_out(KeywordMapping.objects.get(text="kerbs"))
    later = tmp_path / "b.ris"
    later.write_text("TY  - RPRT\nTI  - Three\nKW  - kerbs\nID  - 3\nER  - \n")
    bring(later, write=True)
    assert [word.text for word in keywords.waiting_words()] == ["pavements"]
    assert tags() == [[], [], []]


def test_the_same_source_again_is_the_same_after_its_words_were_decided(
    waiting: Import,
    bring: Callable[..., Import],
    vocabulary: dict[str, Any],
    administrator: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        keywords.match(
            KeywordMapping.objects.get(text="kerbs"), vocabulary["housing"], administrator
        )
    keywords.leave_out(KeywordMapping.objects.get(text="pavements"))
    again = bring(Path(waiting.path))
    assert [row.outcome for row in again.rows.all()] == ["same", "same"]


def test_words_are_decided_on_in_the_admin(
    waiting: Import,
    administrator: Any,
    client_of: Callable[..., Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    client = client_of(administrator)
    words = {word.text: word.pk for word in KeywordMapping.objects.all()}
    page = client.get(reverse("library_imports:words")).content.decode()
    assert page.index("kerbs") < page.index("pavements")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("library_imports:word", args=[words["kerbs"]]), {"choice": "keyword"})
        client.post(
            reverse("library_imports:word", args=[words["pavements"]]),
            {"choice": "match", "concept": "Housing"},
        )
    assert Concept.objects.get(name="kerbs").scheme == Scheme.KEYWORD
    assert tags() == [["kerbs"], ["kerbs"]]
    decided = client.get(reverse("library_imports:words"), {"show": "decided"}).content.decode()
    assert "Housing" in decided
    refused = client.post(
        reverse("library_imports:word", args=[words["kerbs"]]), {"choice": "match", "concept": "no"}
    )
    assert "No concept is called “no”." in refused.content.decode()


def test_a_word_is_given_to_no_record_that_whoever_matches_it_may_not_change(
    waiting: Import,
    vocabulary: dict[str, Any],
    client_of: Callable[..., Client],
    administrator: Any,
    libraries: dict[str, Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    group = Group.objects.create(name="Newcomers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    adds = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=libraries["en"], permission=adds)
    newcomer = UserFactory(groups=[group])
    ResourcePage.objects.filter(title="One").update(owner=newcomer)
    word = KeywordMapping.objects.get(text="kerbs")
    screen = reverse("library_imports:word", args=[word.pk])
    shown = client_of(newcomer).get(screen).context
    assert ([page.title for page in shown["records"]], shown["uses"]) == (["One"], 2)
    with django_capture_on_commit_callbacks(execute=True):
        keywords.match(word, vocabulary["markets"], newcomer)
    assert tags() == [["Markets"], []]
    assert [(each.text, each.uses) for each in keywords.waiting_words()] == [
        ("kerbs", 1),
        ("pavements", 1),
    ]
    none = client_of(newcomer).get(screen).content.decode()
    assert "1 record waits for it, which you may not change." in none
    with django_capture_on_commit_callbacks(execute=True):
        keywords.match(word, vocabulary["markets"], administrator)
    assert tags() == [["Markets"], ["Markets"]]
