"""The library's rule for files: a file of records is open where one of its records opens it."""

from typing import Any

from justcities.assets.permissions import register_document_rule
from library.models import ResourcePage
from library.permissions import can_open_files


def may_open(user: Any, document: Any) -> bool | None:
    """Tell whether a person may open a document; None where no record has it.

    Every language's version of a record is asked, drafts too: a file of a draft only is open to
    its editors.
    """
    pages = list(ResourcePage.objects.filter(files__document=document).distinct())
    if not pages:
        return None
    return any(can_open_files(user, page) for page in pages)


register_document_rule(may_open)
