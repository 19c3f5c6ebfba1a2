"""How people are told by the site, and what they may do."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import Q


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail, with a person's permissions read in one query.

    Django asks once for the person's own and once for those of the groups, on every page that
    shows a link to the admin.
    """

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return what a person may do, as ``app.codename``; kept with the person object.

        Args:
            user_obj: the person.
            obj: never anything: permissions on single objects are not Django's here.
        """
        if not user_obj.is_active or user_obj.is_anonymous or user_obj.is_superuser or obj:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            found = Permission.objects.filter(Q(group__user=user_obj) | Q(user=user_obj))
            names = found.order_by().values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        return user_obj._perm_cache
