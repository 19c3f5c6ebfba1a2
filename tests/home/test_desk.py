"""The first page of the admin tells each person what waits for them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from home.desk import parts_for
from justcities.accounts.roles import EDITOR, MEMBER, sync_roles, translator
from justcities.translation.services import ask_for_translation
from justcities.vocabulary.models import Concept
from tests.factories import (
    CaseStudyPageFactory,
    ContactMessageFactory,
    KeywordFactory,
    UserFactory,
    locale,
)

pytestmark = pytest.mark.django_db


def person(role: Any) -> Any:
    sync_roles()
    return UserFactory(groups=[role.group()])


def waiting(user: Any) -> dict[str, list[tuple[str, str]]]:
    return {
        part.heading: [(line.text, line.note) for line in part.lines] for part in parts_for(user)
    }


def fill_in(language: str) -> None:
    for piece in StringSegment.objects.all():
        StringTranslation.objects.get_or_create(
            translation_of=piece.string,
            context=piece.context,
            locale=locale(language),
            defaults={"data": "Écrit"},
        )


def test_each_role_is_shown_what_it_may_do(site_tree: Any) -> None:
    assert {
        "editor": list(waiting(person(EDITOR))),
        "translator": list(waiting(person(translator("fr")))),
        "member": list(waiting(person(MEMBER))),
    } == {
        "editor": [
            "Messages",
            "Translated, to be published",
            "Your drafts",
            "Translations wished for",
            "Keywords without a label",
        ],
        "translator": ["To be translated", "Your drafts", "Translations wished for"],
        "member": ["Your drafts"],
    }


def test_open_messages_are_counted(site_tree: Any) -> None:
    ContactMessageFactory(handled_at=timezone.now())
    editor = person(EDITOR)
    assert waiting(editor)["Messages"] == []
    ContactMessageFactory()
    assert waiting(editor)["Messages"] == [("1 message is open", "")]


def test_drafts_are_ones_own(site_tree: Any) -> None:
    editor, other = person(EDITOR), person(EDITOR)
    for author, title in ((editor, "Mine"), (other, "Another’s")):
        page = CaseStudyPageFactory(parent=site_tree.case_index)
        page.title = title
        page.save_revision(user=author)
    assert waiting(editor)["Your drafts"] == [("Mine", "English")]
    # What one sends to translation is begun in one's name, and is nobody's own.
    translate_object(page, [locale("fr")])
    Translation.objects.get(target_locale=locale("fr")).save_target(user=editor, publish=False)
    assert waiting(editor)["Your drafts"] == [("Mine", "English")]


def test_wishes_are_counted_by_language_and_a_translator_sees_their_own(site_tree: Any) -> None:
    one, two = (CaseStudyPageFactory(parent=site_tree.case_index) for _each in range(2))
    for page, language in ((one, "fr"), (one, "fr"), (two, "fr"), (one, "ar")):
        ask_for_translation(page, language)
    assert waiting(person(EDITOR))["Translations wished for"] == [
        ("French", "2 pages"),
        ("Arabic", "1 page"),
    ]
    assert waiting(person(translator("ar")))["Translations wished for"] == [("Arabic", "1 page")]
    site_tree.translated(one, "ar")
    assert waiting(person(translator("ar")))["Translations wished for"] == []


def test_a_translation_waits_first_for_the_translator_then_for_the_editor(site_tree: Any) -> None:
    lanes = CaseStudyPageFactory(parent=site_tree.case_index, title="Lane numbers")
    translate_object(lanes, [locale("fr"), locale("ar")])
    editor, french = person(EDITOR), person(translator("fr"))
    assert waiting(french)["To be translated"] == [("Lane numbers", "French")]
    assert waiting(editor)["Translated, to be published"] == []

    fill_in("fr")
    assert waiting(french)["To be translated"] == []
    assert waiting(editor)["Translated, to be published"] == [("Écrit", "French")]

    translation = Translation.objects.get(target_locale=locale("fr"))
    translation.save_target(user=editor, publish=False)
    translation.get_target_instance().get_latest_revision().publish()
    assert waiting(editor)["Translated, to be published"] == []
    lanes.summary = "Sent again with a new sentence."
    lanes.save_revision().publish()
    translation.source.update_from_db()
    assert waiting(french)["To be translated"] == [("Écrit", "French")]


def test_keywords_wait_for_labels_by_language(site_tree: Any) -> None:
    Concept.objects.filter(scheme="keyword").delete()
    KeywordFactory(notation="", labels={"en": "Toilets", "fr": "Toilettes"})
    assert waiting(person(EDITOR))["Keywords without a label"] == [
        ("Spanish", "1 keyword"),
        ("Arabic", "1 keyword"),
    ]


@pytest.mark.parametrize(("role", "most"), [(EDITOR, 22), (translator("fr"), 18)])
def test_what_waits_costs_the_same_for_one_and_for_five(
    site_tree: Any, query_count: Any, role: Any, most: int
) -> None:
    user = person(role)

    def add() -> None:
        page = CaseStudyPageFactory(parent=site_tree.case_index)
        translate_object(page, [locale("fr")])
        page.save_revision(user=user)
        ContactMessageFactory()
        ask_for_translation(page, "ar")

    def cost() -> int:
        # Read anew: a person's rights are kept with the object.
        someone = type(user).objects.get(pk=user.pk)
        with query_count() as queries:
            list(parts_for(someone))
        return len(queries)

    add()
    first = cost()
    for _each in range(4):
        add()
    assert (cost(), first <= most) == (first, True)


def test_the_first_page_says_kindly_that_nothing_waits_and_links_no_picture_to_change(
    site_tree: Any, client_of: Callable[[Any], Client]
) -> None:
    html = client_of(person(translator("fr"))).get("/admin/").content.decode()
    assert "Nothing waits. What an editor sends to translation appears here." in html
    assert "avatar-section" not in html
    assert html.count('class="desk-item"') == 3
