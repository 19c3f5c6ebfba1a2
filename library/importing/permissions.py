"""Who may bring things in, and in whose name an import acts."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.permissions import page_permission_policy

from justcities.core.access import seen_of, tokens_held
from library.models import Import, LibraryIndexPage, ResourcePage


def can_import(user: Any) -> bool:
    """Tell whether a person may bring things in: whoever may add a page to the library may."""
    return user.is_authenticated and any(
        page.permissions_for_user(user).can_add_subpage() for page in LibraryIndexPage.objects.all()
    )


def can_see_all_imports(user: Any) -> bool:
    """Tell whether a person may look at other people's imports: whoever may publish all of it."""
    return user.is_superuser or any(
        page.permissions_for_user(user).can_publish_subpage()
        for page in LibraryIndexPage.objects.all()
    )


def imports_of(user: Any) -> QuerySet[Import]:
    """Return the imports a person may look at and go on with: their own, or all.

    What a row says of the library was told to whoever brought it in, who may read more than others.
    """
    if can_see_all_imports(user):
        return Import.objects.all()
    return Import.objects.filter(made_by=user)


class Rights:
    """What an import may do: what the person may in whose name it acts.

    From the command line, where nobody is signed in, it may do everything. An import whose person
    was deleted may do nothing.
    """

    def __init__(self, of: Import) -> None:
        from_command_line = bool(of.path) and of.made_by is None
        self._user = None if from_command_line else of.made_by or AnonymousUser()

    def may(self, page: Any, right: str) -> bool:
        """Tell whether a method of Wagtail's tester of rights says yes for a page."""
        if self._user is None:
            return True
        return bool(getattr(page.permissions_for_user(self._user), right)())

    def reach(self, pages: Iterable[ResourcePage]) -> tuple[set[int], set[int]]:
        """Return the keys of those records that the person may edit, and may edit or see.

        As ``library.permissions`` has it, for many at once; the number of queries does not grow.
        That somebody may open a page only because it waits for their review gives nothing here.
        """
        pages = list(pages)
        keys = {page.pk for page in pages}
        if self._user is None or not keys:
            return keys, keys
        mine = page_permission_policy.instances_user_has_permission_for(self._user, "change")
        edited = set(mine.filter(pk__in=keys).values_list("pk", flat=True))
        live = [page for page in pages if page.live and page.pk not in edited]
        seen = seen_of(live, tokens_held(self._user)) if live else []
        return edited, edited | {page.pk for page in seen}
