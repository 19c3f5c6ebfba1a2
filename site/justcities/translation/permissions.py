"""Who may do what with translations."""

from typing import Any


def can_see_requests(user: Any) -> bool:
    """Tell whether a person may read which translations readers wish for."""
    return user.has_perm("translation.view_translationrequest")
