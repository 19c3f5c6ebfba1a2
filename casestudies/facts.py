"""The coded facts of a case study, ready to be shown in any language."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from casestudies.choices import Precision
from casestudies.filters import SCHEME_FACETS
from casestudies.models import CaseStudyPage
from justcities.core.dates import long_date, partial_date
from justcities.core.languages import current
from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme

FIRST = ("place", "group", "cost", "time", "status")
FACET_OF_SCHEME = {scheme: key for key, scheme in SCHEME_FACETS.items()}


@dataclass
class Value:
    """One value of a fact. ``lang`` is set where its words are in another language."""

    label: str
    lang: str = ""
    url: str = ""
    definition: str = ""
    concept: Concept | None = None
    note: str = ""
    note_lang: str = ""


@dataclass
class Fact:
    """One fact: its name and its values, or one text."""

    key: str
    name: str
    values: list[Value] = field(default_factory=list)
    text: str = ""


def facts(page: CaseStudyPage, listing_url: str = "") -> list[Fact]:
    """Return a case study's facts in the active language, those without a value left out.

    Args:
        page: the case study, its concept links, labels and organisations prefetched.
        listing_url: the address of the listing in the active language; values then lead to it.
    """
    every = [
        _place(page, listing_url),
        _concepts(page, Scheme.POPULATION_GROUP, _("People"), listing_url, "group"),
        _concepts(page, Scheme.THEME, _("Theme"), listing_url),
        _organisations(page),
        Fact("time", _("Period"), text=_period(page)),
        Fact("status", _("Status"), text=_status(page)),
        Fact("cost", _("Cost in all"), text=page.get_cost_band_display() if page.cost_band else ""),
        _concepts(page, Scheme.MATURITY, _("Maturity"), listing_url),
        _concepts(page, Scheme.FOCUS_QUESTION, _("Focus question"), listing_url),
        _concepts(page, Scheme.AIM, _("Aim"), listing_url),
        _concepts(page, Scheme.APPROACH, _("Approach of the organisation"), listing_url),
        _concepts(page, Scheme.ROLE, _("Role of civil society"), listing_url),
        _concepts(page, Scheme.TREND, _("Global trend"), listing_url),
        _concepts(page, Scheme.SUCCESS_FACTOR, _("Success factors"), listing_url),
        _concepts(page, Scheme.TECHNOLOGY_PRACTICE, _("Technology and data"), listing_url),
        _concepts(page, Scheme.SCALING_PATH, _("How it grows"), listing_url),
        _concepts(page, Scheme.SDG_TARGET, _("SDG targets"), listing_url),
        _concepts(page, Scheme.CRITERION, _("Chosen because it is"), listing_url),
        _tags(page, listing_url),
        Fact("licence", _("Licence"), text=page.get_licence_display()),
    ]
    return [fact for fact in every if fact.values or fact.text]


def first_facts(every: list[Fact]) -> list[Fact]:
    """Return the facts one decides on before reading: where, for whom, cost, how long, still on."""
    by_key = {fact.key: fact for fact in every}
    return [by_key[key] for key in FIRST if key in by_key]


def _value(concept: Concept, facet: str, listing_url: str) -> Value:
    language = concept.label_language()
    return Value(
        label=concept.label(),
        lang=language if language != current() else "",
        url=f"{listing_url}?{facet}={concept.key}" if listing_url and facet else "",
        definition=concept.definition(),
        concept=concept,
    )


def _concepts(
    page: CaseStudyPage, scheme: Scheme, name: str, listing_url: str, key: str = ""
) -> Fact:
    facet = FACET_OF_SCHEME.get(scheme, "")
    values = [_value(concept, facet, listing_url) for concept in page.concepts(scheme)]
    return Fact(key or scheme.value, name, values)


def _place(page: CaseStudyPage, listing_url: str) -> Fact:
    country = page.country.key if page.country else ""
    url = f"{listing_url}?country={country}" if listing_url and country else ""
    if not page.place_label:
        return Fact("place", _("Place"))
    written_in = page.locale.language_code
    # The note may name a district, so it is not told where only the region may be.
    note = "" if page.precision == Precision.REGION else page.place_note
    value = Value(page.place_label, url=url, note=note)
    value.note_lang = written_in if written_in != current() else ""
    return Fact("place", _("Place"), [value])


def _organisations(page: CaseStudyPage) -> Fact:
    values = []
    for item in page.organisations.all():
        # A funder of the kind "funder" is named once.
        kind = item.kind.label() if item.kind and item.kind.key != item.role else ""
        note = _("%(role)s, %(kind)s") % {"role": item.get_role_display(), "kind": kind}
        values.append(Value(item.name, note=note if kind else item.get_role_display()))
    return Fact("organisations", _("Organisations"), values)


def _tags(page: CaseStudyPage, listing_url: str) -> Fact:
    values = [_value(item.tag, "tag", listing_url) for item in page.tagged_items.all()]
    return Fact("tag", _("Keywords"), values)


def _period(page: CaseStudyPage) -> str:
    if page.start and page.end:
        return _("%(start)s to %(end)s") % {
            "start": partial_date(page.start),
            "end": partial_date(page.end),
        }
    if page.start:
        return _("since %(start)s") % {"start": partial_date(page.start)}
    return ""


def _status(page: CaseStudyPage) -> str:
    status = str(page.get_status_display())
    if not page.last_confirmed:
        return status
    return _("%(status)s, confirmed %(date)s") % {
        "status": status,
        "date": long_date(page.last_confirmed),
    }
