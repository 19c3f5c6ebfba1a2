"""Where in the tree imported records go, and who may put them there."""

from django.conf import settings
from django.utils.translation import gettext as _

from library.importing.permissions import Rights
from library.models import Import, LibraryIndexPage


class Shelves:
    """The library's page in each language, for the person who brings something in."""

    def __init__(self, of: Import) -> None:
        self._may_here = Rights(of)
        self._default = of.language or settings.LANGUAGE_CODE
        self._pages = {
            page.locale.language_code: page
            for page in LibraryIndexPage.objects.select_related("locale")
        }
        self._known: dict[tuple[str, str], bool] = {}

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
        """Ask once for each language and right."""
        if (language, right) not in self._known:
            self._known[language, right] = self._may_here.may(self._pages[language], right)
        return self._known[language, right]
