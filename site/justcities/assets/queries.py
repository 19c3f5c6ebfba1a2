"""Reads about pictures."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.images.permissions import permission_policy

from justcities.assets.models import SiteImage


def pictures_without_alt_text(language: str, user: Any) -> QuerySet[SiteImage]:
    """Return the pictures that lack alternative text in a language.

    Args:
        language: a language code.
        user: only pictures that this person may change are told.
    """
    key = f"alt_texts__{language}"
    return (
        permission_policy.instances_user_has_any_permission_for(user, ["change"])
        .filter(Q(**{f"{key}__isnull": True}) | Q(**{key: ""}))
        .order_by("-created_at", "-pk")
    )
