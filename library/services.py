"""Changes of a resource's state, and what has to hold before one."""

from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from justcities.vocabulary.schemes import Scheme


def missing_to_publish(
    page: Any, cleaned: dict[str, Any] | None = None
) -> list[tuple[str | None, Promise | str]]:
    """Say what a resource lacks before it can be published.

    Four things suffice: title, sentence, kind of resource, theme. A licence is not among them: a
    record without one is of use, its files stay closed.

    Returns:
        Pairs of the form field to show the message at (None for the whole form) and the message.
    """
    values = cleaned or {}
    schemes = {link.concept.scheme for link in page.concept_links.all()}
    problems: list[tuple[str | None, Promise | str]] = []
    if not (values.get("title") or page.title):
        problems.append(("title", _("Give the resource a title.")))
    if not (values.get("summary") or page.summary):
        problems.append(("summary", _("Say in one sentence what it is.")))
    if page.is_translation:
        return problems
    if Scheme.RESOURCE_TYPE not in schemes:
        problems.append(("concepts_resource_type", _("Choose what kind of resource it is.")))
    if Scheme.THEME not in schemes:
        problems.append(("concepts_theme", _("Choose at least one theme.")))
    return problems


def query_of_address(address: str) -> str:
    """Return the query string in an address of the library's listing.

    Raises:
        ValueError: with words for the editor, where it has no filter.
    """
    query = QueryDict(address.partition("?")[2] or address.strip().lstrip("?"), mutable=True)
    for name in ("page", "sort"):
        query.pop(name, None)
    if not any(query.values()):
        raise ValueError(_t("This address has no filters. Set some in the library, then copy it."))
    return query.urlencode()
