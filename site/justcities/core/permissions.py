"""Who may do what with a page."""

from wagtail.models import PagePermissionTester


class PagePermissions(PagePermissionTester):
    """Wagtail's rules, and one of ours.

    Wagtail lets whoever may change a draft delete it too, and with it the work of others: that of
    the editor who sent it to translation, for one.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Tell whether the person may delete the page: only who may publish it."""
        allowed = super().can_delete(ignore_bulk)
        return allowed and (self.user.is_superuser or "publish" in self.permissions)
