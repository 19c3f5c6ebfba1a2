"""Changes of a resource's state, and what has to hold before one."""

from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from justcities.vocabulary.schemes import Scheme
from library.choices import FileRole
from library.file_facts import is_media


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


def worth_adding(page: Any) -> list[Promise]:
    """Say which further things would help readers, for a resource that can be published.

    Args:
        page: the resource, as it is in the editor.

    Returns:
        What is missing, in words; what matters most to readers comes first. On a translation, only
        what is its own.
    """
    language = page.locale.language_code
    picture = page.listing_image
    own = [
        (not picture or picture.alt(language), _("Alternative text for the picture.")),
        (page.why, _("Why it matters here, in your own words.")),
        (page.search_description, _("A description for search engines, under “Promote”.")),
    ]
    if page.is_translation:
        return [message for present, message in own if not present]
    schemes = {link.concept.scheme for link in page.concept_links.all()}
    files = list(page.files.all())
    facts = [
        (page.licence, _("A licence: until one is chosen, only editors can open the files.")),
        (files or page.identifiers.all(), _("A file, a link, or an identifier such as a DOI.")),
        (page.languages, _("The languages of the resource.")),
        (
            _needs_no_words(page, files),
            _("A transcript or captions, so that film and sound reach everybody."),
        ),
        (page.agents.all(), _("Who made it.")),
        (page.date, _("When it was published.")),
        (Scheme.POPULATION_GROUP in schemes, _("For whom: the population groups.")),
        (page.places.all(), _("The places it is about.")),
        (Scheme.SDG_TARGET in schemes, _("The targets of SDG 11 it serves.")),
        (page.last_confirmed, _("The day somebody last confirmed that it is still right.")),
    ]
    return [message for present, message in [*facts[:4], *own, *facts[4:]] if not present]


def _needs_no_words(page: Any, files: list[Any]) -> bool:
    """Tell whether nothing is film or sound, or words stand beside it."""
    kind = page.resource_type.key if page.resource_type else ""
    if kind not in {"video", "audio"} and not any(is_media(row.document) for row in files):
        return True
    return any(row.role in {FileRole.TRANSCRIPT, FileRole.CAPTIONS} for row in files)


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
