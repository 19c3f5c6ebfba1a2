"""Who may see a file, and where a picture may lie."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from justcities.core.access import can_see_collection, is_restricted_collection

PRIVATE_FOLDER = _(
    "This folder is private, and pictures are always public: anybody who knows a picture’s address "
    "can open it. Please choose another folder. What must stay private can be kept as a document."
)
HOLDS_PICTURES = _(
    "There are pictures in this folder or in one below it, and pictures are always public. Please "
    "move them to another folder first."
)


DocumentRule = Callable[[Any, Any], bool | None]
_rules: list[DocumentRule] = []


def register_document_rule(rule: DocumentRule) -> DocumentRule:
    """Add a rule of another app: of a person and a document, True, False, or None (not mine).

    It is asked for every file that is handed out, also for anonymous visitors: a query or two at
    most, and none where it can tell without.
    """
    _rules.append(rule)
    return rule


def can_see_document(user: Any, document: Any) -> bool:
    """Tell whether a person may download a document: no rule may say no."""
    return can_see_collection(user, document.collection) and all(
        rule(user, document) is not False for rule in _rules
    )


def refuse_private_folder(collection_id: int | None) -> None:
    """Refuse a private folder for a picture.

    Raises:
        ValidationError: keyed by the field ``collection``.
    """
    collection = Collection.objects.filter(pk=collection_id).first()
    if collection is not None and is_restricted_collection(collection):
        raise ValidationError({"collection": ValidationError(PRIVATE_FOLDER, code="private")})


def holds_pictures(collection: Collection) -> bool:
    """Tell whether pictures lie in a folder or below it."""
    from justcities.assets.models import SiteImage

    return SiteImage.objects.filter(
        collection__in=collection.get_descendants(inclusive=True)
    ).exists()
