"""Who may see a resource, and who may open its files. Every page, list, feed and export asks."""

from typing import Any

from wagtail.permissions import page_permission_policy

from justcities.assets.models import SiteDocument
from justcities.core import memo
from justcities.core.access import can_see_collection, can_see_page
from library.models import ResourcePage


def can_see_resource(user: Any, page: ResourcePage) -> bool:
    """Tell whether a person may read a record."""
    return can_see_page(user, page)


def can_edit_resource(user: Any, page: ResourcePage) -> bool:
    """Tell whether a person may change a record, and so see its files before they are out."""
    return user.is_authenticated and page.permissions_for_user(user).can_edit()


def can_open_files(user: Any, page: ResourcePage) -> bool:
    """Tell whether a person may open the files of a record.

    Files of a record without a rights statement stay closed to all but its editors: what was
    brought in is private until somebody has said what may be done with it.
    """
    return (bool(page.licence) and can_see_resource(user, page)) or can_edit_resource(user, page)


def folder_is_open(user: Any, document: SiteDocument) -> bool:
    """Tell whether a person may open files of the folder a document lies in; asked once."""
    return memo.once(
        f"folder {document.collection_id} of {user.pk}",
        lambda: can_see_collection(user, document.collection),
    )


def can_see_suggestions(user: Any) -> bool:
    """Tell whether a person may read what people outside suggest, with their addresses."""
    return user.has_perm("library.view_suggestion") or can_answer_suggestions(user)


def can_answer_suggestions(user: Any) -> bool:
    """Tell whether a person may accept or decline what people outside suggest, or ask back."""
    return bool(user.has_perm("library.change_suggestion"))


def can_edit_library(user: Any) -> bool:
    """Tell whether a person may change any page: whoever may sees the library's lists in the admin.

    Each list holds only what they may change.
    """
    return bool(page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}))
