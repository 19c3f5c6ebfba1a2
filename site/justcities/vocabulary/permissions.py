"""Who may do what with the vocabulary. Rights come from groups (Wagtail's settings, Groups)."""

from typing import Any


def can_view(user: Any) -> bool:
    """Tell whether somebody may browse the vocabulary in the admin."""
    return any(
        user.has_perm(f"vocabulary.{action}_concept")
        for action in ("view", "add", "change", "delete")
    )


def can_add(user: Any) -> bool:
    """Tell whether somebody may add concepts."""
    return user.has_perm("vocabulary.add_concept")


def can_change(user: Any) -> bool:
    """Tell whether somebody may change, merge and promote concepts."""
    return user.has_perm("vocabulary.change_concept")


def can_delete(user: Any) -> bool:
    """Tell whether somebody may delete concepts that nothing uses."""
    return user.has_perm("vocabulary.delete_concept")
