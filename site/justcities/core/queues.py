"""Queues in the admin: what people send by a form, and editors answer."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class QueuePolicy(ModelPermissionPolicy):
    """What stands in the queue comes from the form; nobody adds anything in the admin."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse ``add``, also to administrators."""
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Leave ``add`` out."""
        return super().user_has_any_permission(user, set(actions) - {"add"})
