"""Who may do what in the admin, as data. ``manage.py sync_roles`` writes it into the database.

A role is one of Django's groups, told by its name. Its rights are set exactly as they stand here:
what somebody ticks by hand in the admin is undone by the next run.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

ADMIN = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Role:
    """A set of rights.

    Attributes:
        name: of the group.
        permissions: ``app.codename``, for everything of a kind.
        on_pages: codenames on the pages of ``language``, or on all pages.
        on_folders: ``app.codename`` on all file folders.
        language: the language whose pages ``on_pages`` is about; empty for all.
    """

    name: str
    permissions: tuple[str, ...] = ()
    on_pages: tuple[str, ...] = ()
    on_folders: tuple[str, ...] = ()
    language: str = ""

    def group(self) -> Group:
        """Return the role's group, made where it is missing (without rights then)."""
        return Group.objects.get_or_create(name=self.name)[0]


EDITOR = Role(
    "Editor",
    permissions=(
        ADMIN,
        # Sends pages to translation. Whoever holds it can publish by it, in every language
        # (translation report, B1), so nobody holds it who may not publish anyway.
        "wagtail_localize.submit_translation",
        "translation.view_translationrequest",
        "vocabulary.add_concept",
        "vocabulary.change_concept",
        "vocabulary.view_concept",
        "vocabulary.add_city",
        "vocabulary.change_city",
        "vocabulary.view_city",
        "home.add_navigation",
        "home.change_navigation",
        "home.view_navigation",
        "home.view_contactmessage",
        "home.change_contactmessage",
        "home.delete_contactmessage",
        "library.view_suggestion",
        "library.change_suggestion",
        "library.delete_suggestion",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ),
    on_pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    # Wagtail keeps rights to pictures and documents on its own models, whichever are used.
    on_folders=(
        "wagtailcore.add_collection",
        "wagtailcore.change_collection",
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
    ),
)
MEMBER = Role("Member")


def translator(language: str) -> Role:
    """Return the role of translators into a language.

    They change what an editor has sent to translation, below that language's home page; they
    neither publish nor add pages, nor send anything to translation themselves.
    """
    return Role(
        f"Translator: {language}",
        permissions=(ADMIN, "translation.view_translationrequest"),
        on_pages=("change_page",),
        on_folders=("wagtailimages.choose_image",),
        language=language,
    )


def roles() -> list[Role]:
    """Return all roles, one for translators into each language but the first."""
    languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [EDITOR, MEMBER, *(translator(code) for code in languages)]


@transaction.atomic
def sync_roles() -> list[Group]:
    """Give each role's group exactly its rights, in one transaction.

    Wagtail comes with groups of its own that may publish everywhere; where nobody is in them, they
    go, so that there is one list of roles. What they were to approve, editors approve: a
    translator's text would else wait for nobody. Run it again when a language got its home page.

    Returns:
        The roles' groups.

    Raises:
        LookupError: where a role names a permission that doesn't exist.
    """
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    groups = [_sync(role) for role in roles()]
    for task in GroupApprovalTask.objects.filter(groups=None):
        task.groups.add(EDITOR.group())
    return groups


def _sync(role: Role) -> Group:
    group = role.group()
    group.permissions.set(_permissions(role.permissions))
    wanted_pages = {
        (page.pk, permission.pk)
        for page in _pages(role)
        for permission in _permissions([f"wagtailcore.{name}" for name in role.on_pages])
    }
    rights = GroupPagePermission.objects.filter(group=group)
    for right in rights:
        if (right.page_id, right.permission_id) not in wanted_pages:
            right.delete()
    for page_id, permission_id in wanted_pages:
        rights.get_or_create(group=group, page_id=page_id, permission_id=permission_id)

    folder = Collection.get_first_root_node()
    wanted = _permissions(role.on_folders)
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=folder, permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=folder, permission=permission
        )
    return group


def _pages(role: Role) -> list[Page]:
    """Return the tops of the trees a role is about."""
    if not role.on_pages:
        return []
    if not role.language:
        return list(Page.objects.filter(depth=1))
    return list(Page.objects.filter(depth=2, locale__language_code=role.language))


def _permissions(names: tuple[str, ...] | list[str]) -> list[Permission]:
    """Return permissions by ``app.codename``.

    Raises:
        LookupError: where one doesn't exist: a typing error would otherwise be a silent lack.
    """
    if not names:
        return []
    wanted = Q()
    for name in names:
        app, _dot, codename = name.partition(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(wanted).select_related("content_type"))
    missing = set(names) - {f"{p.content_type.app_label}.{p.codename}" for p in found}
    if missing:
        raise LookupError(f"No such permission: {', '.join(sorted(missing))}")
    return found
