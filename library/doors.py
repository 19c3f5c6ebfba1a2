"""The library's rule for files: a file of records is open where one of its records opens it."""

from typing import Any

from wagtail.documents.permissions import permission_policy

from justcities.assets.models import SiteDocument
from justcities.assets.permissions import register_document_rule
from library.holding import is_held
from library.models import ResourcePage
from library.permissions import can_open_files


def may_open(user: Any, document: SiteDocument) -> bool | None:
    """Tell whether a person may open a document; None where it never was a file of a record.

    Every language's version of a record is asked, drafts too: a file of a draft only is open to
    its editors. A file that no record has any more, or that only a draft of a published record
    has, is open to those who may change the document. Ordinary pages that link to it open nothing.
    """
    pages = list(ResourcePage.objects.filter(files__document=document).distinct())
    if not pages and not is_held(document):
        return None
    return any(can_open_files(user, page) for page in pages) or _can_change(user, document)


def _can_change(user: Any, document: SiteDocument) -> bool:
    return bool(permission_policy.user_has_permission_for_instance(user, "change", document))


register_document_rule(may_open)
