"""Changes of a case study's state, and what has to hold before one."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casestudies.choices import OrganisationRole
from casestudies.words import words_in
from justcities.vocabulary.schemes import Scheme

SECTION_NAMES = ("context", "approach", "impact", "takeaways")
MOST_WORDS_IN_SECTION = 600


def missing_to_publish(
    page: Any, cleaned: dict[str, Any] | None = None, formsets: dict[str, Any] | None = None
) -> list[tuple[str | None, Promise | str]]:
    """Say which of the seven things a case study needs before it can be published are missing.

    Args:
        page: the case study, its fields already filled from the form where there is one.
        cleaned: the form's cleaned values, where a form is being checked.
        formsets: the form's formsets, where a form is being checked.

    Returns:
        Pairs of the form field to show the message at (None for the whole form) and the message.
        Title and licence are required fields of the model, so the form itself asks for them.
    """
    values = cleaned or {}

    def value(name: str) -> Any:
        return values[name] if name in values else getattr(page, name)

    problems: list[tuple[str | None, Promise | str]] = []
    if not value("title"):
        problems.append(("title", _("Give the case study a title.")))
    if not value("summary"):
        problems.append(("summary", _("Say in one sentence who did what and what it changed.")))
    if not (value("city") or value("country") or value("region")):
        problems.append(("city", _("Choose a city, or at least a country or region.")))
    if not _has_lead(page, formsets):
        problems.append((None, _("Name the lead organisation, under “Facts”.")))
    if not any(link.concept.scheme == Scheme.THEME for link in page.concept_links.all()):
        problems.append(("concepts_theme", _("Choose at least one theme.")))
    if not any(value(name) for name in SECTION_NAMES):
        problems.append(("context", _("Fill in at least one of the four sections.")))
    for name in SECTION_NAMES:
        words = words_in(value(name))
        if words > MOST_WORDS_IN_SECTION:
            problems.append((name, _too_long(words)))
    if not value("licence"):
        problems.append(("licence", _("Choose a licence, so that readers know how to reuse it.")))
    return problems


def _too_long(words: int) -> str:
    return _("This section has %(count)d words. Use at most %(limit)d; nothing was cut.") % {
        "count": words,
        "limit": MOST_WORDS_IN_SECTION,
    }


def worth_adding(page: Any) -> list[Promise]:
    """Say which further things would help readers, for a case study that can be published.

    Args:
        page: the case study, as it is in the editor.

    Returns:
        What is missing, in words; what matters most to readers comes first.
    """
    schemes = {link.concept.scheme for link in page.concept_links.all()}
    wishes = [
        (page.listing_image_id, _("A picture, with alternative text.")),
        (page.last_confirmed, _("The day somebody last confirmed the status.")),
        (Scheme.POPULATION_GROUP in schemes, _("For whom: the population groups.")),
        (page.cost_band, _("What it cost in all.")),
        (page.start, _("When it started.")),
        (page.impact, _("The impact, with what did not work.")),
        (page.takeaways, _("The takeaways for others.")),
        (page.lessons, _("At least one lesson, with what it rests on.")),
        (page.what_is_new, _("What is new here.")),
        (page.infographics, _("An infographic: key figures or steps.")),
        (Scheme.FOCUS_QUESTION in schemes, _("The focus question it answers.")),
        (Scheme.SDG_TARGET in schemes, _("The targets of SDG 11 it serves.")),
        (Scheme.SUCCESS_FACTOR in schemes, _("What made it succeed.")),
        (page.edition, _("The edition it belongs to.")),
        (page.search_description, _("A description for search engines, under “Promote”.")),
    ]
    return [message for present, message in wishes if not present]


def _has_lead(page: Any, formsets: dict[str, Any] | None) -> bool:
    if formsets and "organisations" in formsets:
        # Formsets are cleaned after their form; asking them whether they are valid does it now.
        formsets["organisations"].is_valid()
        return any(
            form.cleaned_data.get("role") == OrganisationRole.LEAD
            and form.cleaned_data.get("name")
            and not form.cleaned_data.get("DELETE")
            for form in formsets["organisations"].forms
            if hasattr(form, "cleaned_data")
        )
    return page.lead is not None
