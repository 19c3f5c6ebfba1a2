"""Roles as data: exactly what stands in the table, and no way round it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from wagtail.models import GroupPagePermission, Locale, Page

from justcities.accounts.roles import EDITOR, MEMBER, Role, roles, sync_roles, translator
from tests.factories import CaseStudyPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def rights() -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Return everything each group may do."""
    return {
        group.name: (
            sorted(
                f"{p.content_type.app_label}.{p.codename}"
                for p in group.permissions.select_related("content_type")
            ),
            sorted(f"{p.page.slug}: {p.permission.codename}" for p in group.page_permissions.all()),
            sorted(
                f"{p.collection.name}: {p.permission.codename}"
                for p in group.collection_permissions.all()
            ),
        )
        for group in Group.objects.all()
    }


def test_the_command_makes_the_roles_and_running_it_again_changes_nothing(site_tree: Any) -> None:
    call_command("sync_roles", verbosity=0)
    first = rights()
    assert sorted(first) == [
        "Editor",
        "Member",
        "Translator: ar",
        "Translator: es",
        "Translator: fr",
    ]
    call_command("sync_roles", verbosity=0)
    assert rights() == first


def test_a_translator_changes_pages_of_one_language_and_nothing_else(site_tree: Any) -> None:
    sync_roles()
    assert rights()["Translator: fr"] == (
        ["translation.view_translationrequest", "wagtailadmin.access_admin"],
        ["home-fr: change_page"],
        ["Root: choose_image"],
    )
    assert rights()["Member"] == ([], [], [])


def test_what_was_ticked_by_hand_is_undone(site_tree: Any) -> None:
    sync_roles()
    before = rights()
    group = translator("fr").group()
    publish = Permission.objects.get(codename="publish_page")
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    GroupPagePermission.objects.create(group=group, page=site_tree.homes["ar"], permission=publish)
    sync_roles()
    assert rights() == before


def test_wagtails_own_groups_go_unless_somebody_is_in_them() -> None:
    group = Group.objects.get(name="Moderators")
    UserFactory(groups=[group])
    sync_roles()
    names = set(Group.objects.values_list("name", flat=True))
    assert {"Moderators", "Editors"} & names == {"Moderators"}


def test_a_new_language_gets_its_translators(site_tree: Any, settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("pt", "Português")]
    assert [role.name for role in roles()][-1] == "Translator: pt"


def test_a_role_with_a_typing_error_is_told() -> None:
    from justcities.accounts import roles as module

    with pytest.raises(LookupError, match=r"home\.fly"):
        module._sync(Role("Pilot", permissions=("home.fly",)))


def test_only_those_who_publish_anyway_may_send_to_translation() -> None:
    """Whoever holds submit_translation can publish by it (translation report, B1)."""
    holders = [
        role.name for role in roles() if "wagtail_localize.submit_translation" in role.permissions
    ]
    publishers = [role.name for role in roles() if "publish_page" in role.on_pages]
    assert holders == publishers == ["Editor"]


@pytest.fixture
def case(site_tree: Any) -> Page:
    sync_roles()
    return CaseStudyPageFactory(parent=site_tree.case_index)


def person(role: Role) -> Any:
    return UserFactory(groups=[role.group()])


def test_what_each_role_may_do_with_a_page(site_tree: Any, case: Page) -> None:
    french = site_tree.translated(case, "fr", title="Étude", slug="etude")

    def may(role: Role, page: Page) -> tuple[bool, bool, bool, bool]:
        tester = page.permissions_for_user(person(role))
        return (
            tester.can_edit(),
            tester.can_publish(),
            tester.can_delete(),
            tester.can_unpublish(),
        )

    table = {
        "Editor, English": may(EDITOR, case),
        "Editor, French": may(EDITOR, french),
        "French translator, English": may(translator("fr"), case),
        "French translator, French": may(translator("fr"), french),
        "Arabic translator, French": may(translator("ar"), french),
        "Member, French": may(MEMBER, french),
    }
    nothing = (False, False, False, False)
    assert table == {
        "Editor, English": (True, True, True, True),
        "Editor, French": (True, True, True, True),
        "French translator, English": nothing,
        "French translator, French": (True, False, False, False),
        "Arabic translator, French": nothing,
        "Member, French": nothing,
    }


def test_a_translator_cannot_publish_through_wagtail_localize(
    site_tree: Any, case: Page, client_of: Callable[[Any], Client]
) -> None:
    """The three doors of B1: send a page to translation, sync it, publish it in the editor."""
    from wagtail_localize.models import Translation, TranslationSource

    source, _created = TranslationSource.get_or_create_from_instance(case)
    french = Locale.objects.get(language_code="fr")
    translation = Translation.objects.create(source=source, target_locale=french)
    case.copy_for_translation(french)
    target = translation.get_target_instance()
    arabic = Locale.objects.get(language_code="ar")
    client = client_of(person(translator("fr")))

    client.post(f"/admin/localize/submit/page/{case.pk}/", {"locales": [arabic.pk, french.pk]})
    client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
    client.post(f"/admin/pages/{target.pk}/edit/", {"action": "publish"})

    target.refresh_from_db()
    assert target.live is False
    assert not case.get_translations().filter(locale=arabic).exists()


def test_editors_approve_what_translators_submit(site_tree: Any, case: Page) -> None:
    translator_of_french = person(translator("fr"))
    page = site_tree.translated(case, "fr")
    page.save_revision(user=translator_of_french)

    page.get_workflow().start(page, translator_of_french)

    (task,) = (state.task.specific for state in [page.current_workflow_task_state])
    may = {
        name: task.user_can_access_editor(page, someone)
        for name, someone in {"editor": person(EDITOR), "translator": translator_of_french}.items()
    }
    assert may == {"editor": True, "translator": False}
