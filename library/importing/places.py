"""Where in the tree imported records go, and who may put them there."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from library.models import Import, LibraryIndexPage


class Shelves:
    """The library's page in each language, for the person who brings something in."""

    def __init__(self, of: Import) -> None:
        self._user = of.made_by
        self._default = of.language or settings.LANGUAGE_CODE
        self._pages = {
            page.locale.language_code: page
            for page in LibraryIndexPage.objects.select_related("locale")
        }
        self._rights: dict[str, Any] = {}

    def page(self, language: str) -> LibraryIndexPage:
        """Return the library's page in a language that :meth:`language_for` has given."""
        return self._pages[language]

    def language_for(self, language: str) -> tuple[str, str]:
        """Return the language a record can go to, and in words why it can go nowhere."""
        for code in (language, self._default):
            if code in self._pages:
                if self._may(code, "can_add_subpage"):
                    return code, ""
                return code, _("You may not add resources in this language.")
        return language, _("There is no library page yet. Make one first.")

    def may_publish(self, language: str) -> bool:
        """Tell whether the person may publish below the library's page in a language."""
        return self._may(language, "can_publish_subpage")

    def _may(self, language: str, right: str) -> bool:
        """Ask once a language; the command line, where nobody is signed in, may do everything."""
        if self._user is None:
            return True
        if language not in self._rights:
            self._rights[language] = self._pages[language].permissions_for_user(self._user)
        return bool(getattr(self._rights[language], right)())
