"""Who may do what with translations."""

from typing import Any

from wagtail.models import Page


def can_see_requests(user: Any) -> bool:
    """Tell whether a person may read which translations readers wish for."""
    return user.has_perm("translation.view_translationrequest")


def can_stop(user: Any, target: Any) -> bool:
    """Tell whether a person may cut a translation loose from its original.

    From then on nobody is told what has changed there, so it is for those who may publish it.

    Args:
        user: the person.
        target: what was translated: a page, or a thing without drafts.
    """
    if isinstance(target, Page):
        return target.permissions_for_user(user).can_publish()
    label, name = target._meta.app_label, target._meta.model_name
    return user.has_perm(f"{label}.change_{name}")
