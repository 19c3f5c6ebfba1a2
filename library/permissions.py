"""Who may see a resource, and who may open its files. Every page, list, feed and export asks."""

from typing import Any

from justcities.core.access import can_see_page
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
