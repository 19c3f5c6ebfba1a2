"""Who may bring things in, and in whose name an import acts."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from library.models import Import, LibraryIndexPage


def can_import(user: Any) -> bool:
    """Tell whether a person may bring things in: whoever may add a page to the library may."""
    return user.is_authenticated and any(
        page.permissions_for_user(user).can_add_subpage() for page in LibraryIndexPage.objects.all()
    )


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
