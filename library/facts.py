"""The facts of a record, ready to be shown in any language."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casestudies.facts import Fact, Value
from justcities.core.dates import long_date, partial_date
from justcities.core.languages import current
from justcities.core.licences import address
from justcities.core.templatetags.site_tags import number
from justcities.vocabulary.language_names import language_name
from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme
from library.choices import AgentRole, IdentifierKind
from library.models import ResourcePage
from library.offer import OFFER

FIRST = ("type", "date", "language", "length", "licence")
ROLES = {
    AgentRole.AUTHOR: gettext_lazy("By"),
    AgentRole.EDITOR: gettext_lazy("Edited by"),
    AgentRole.TRANSLATOR: gettext_lazy("Translated by"),
}
RESOLVERS = {
    IdentifierKind.DOI: "https://doi.org/{}",
    IdentifierKind.URL: "{}",
    IdentifierKind.ISSN: "https://portal.issn.org/resource/ISSN/{}",
}


def facts(page: ResourcePage, listing_url: str = "") -> list[Fact]:
    """Return a record's facts in the active language, those without a value left out.

    Args:
        page: the record, loaded for its page.
        listing_url: the address of the library in the active language; values then lead to it.
    """
    every = [
        _concepts(page, Scheme.RESOURCE_TYPE, _("Kind"), listing_url, "type"),
        *(_agents(page, role, str(name)) for role, name in ROLES.items()),
        Fact("date", _("Published"), text=published(page)),
        Fact("publisher", _("Publisher"), _names([publisher(page)])),
        Fact("container", _("Stands in"), _names([container(page)])),
        Fact("language", _("Language"), text=_(", ").join(map(language_name, page.languages))),
        Fact("length", _("Length"), text=length(page)),
        Fact("licence", _("Licence"), _licence(page)),
        Fact("rights", _("Rights held by"), _names([page.rights_holder])),
        _concepts(page, Scheme.THEME, _("Theme"), listing_url),
        _concepts(page, Scheme.POPULATION_GROUP, _("People"), listing_url),
        _concepts(page, Scheme.ORGANISATION_KIND, _("Made for"), ""),
        _concepts(page, Scheme.SDG_TARGET, _("SDG targets"), listing_url),
        _places(page, listing_url),
        _tags(page, listing_url),
        Fact("identifiers", _("Identifiers"), _identifiers(page)),
        Fact("confirmed", _("Last confirmed"), text=_confirmed(page)),
    ]
    return [fact for fact in every if fact.values or fact.text]


def first_facts(every: list[Fact]) -> list[Fact]:
    """Return the facts one decides on: what it is, how old, in which language, how long, whose."""
    by_key = {fact.key: fact for fact in every}
    return [by_key[key] for key in FIRST if key in by_key]


def further_facts(every: list[Fact]) -> list[Fact]:
    """Return the facts that are not among the first."""
    return [fact for fact in every if fact.key not in FIRST]


def publisher(page: ResourcePage) -> str:
    """Return the publisher, where it is not named among those who made the resource."""
    made_by = {str(agent) for agent in page.agents.all()}
    return "" if page.publisher in made_by else page.publisher


def published(page: ResourcePage) -> str:
    """Return the date of a resource in words, as precise as it is known."""
    try:
        return long_date(date.fromisoformat(page.date))
    except ValueError:
        return partial_date(page.date)


def container(page: ResourcePage) -> str:
    """Return what a resource stands in, with volume, issue and pages."""
    if not page.container:
        return ""
    parts = [page.container]
    if page.volume and page.issue:
        parts.append(f"{page.volume} ({page.issue})")
    elif page.volume or page.issue:
        parts.append(page.volume or page.issue)
    if page.page_range:
        parts.append(page.page_range)
    return _(", ").join(parts)


def length(page: ResourcePage) -> str:
    """Return how long a resource is, in words."""
    parts = []
    if page.page_count:
        words = ngettext("%(shown)s page", "%(shown)s pages", page.page_count)
        parts.append(words % {"shown": number(page.page_count)})
    if page.minutes:
        words = ngettext("%(shown)s minute", "%(shown)s minutes", page.minutes)
        parts.append(words % {"shown": number(page.minutes)})
    return _(", ").join(parts)


def _names(values: list[str]) -> list[Value]:
    return [Value(value) for value in values if value]


def _agents(page: ResourcePage, role: str, name: str) -> Fact:
    values = [Value(str(agent)) for agent in page.agents.all() if agent.role == role]
    return Fact(f"agents-{role}", name, values)


def _licence(page: ResourcePage) -> list[Value]:
    if not page.licence:
        return []
    return [Value(str(page.get_licence_display()), url=address(page.licence))]


def _value(concept: Concept, facet: str, listing_url: str) -> Value:
    language = concept.label_language()
    return Value(
        label=concept.label(),
        lang=language if language != current() else "",
        url=f"{listing_url}?{facet}={concept.key}" if listing_url and facet else "",
        concept=concept,
    )


def _concepts(
    page: ResourcePage, scheme: Scheme, name: str, listing_url: str, key: str = ""
) -> Fact:
    facet = OFFER.facet_of_scheme.get(scheme.value, "")
    values = [_value(concept, facet, listing_url) for concept in page.concepts(scheme)]
    return Fact(key or scheme.value, name, values)


def _places(page: ResourcePage, listing_url: str) -> Fact:
    values = []
    for place in page.places.all():
        area = place.area or (place.city.country if place.city else None)
        if area is None:
            continue
        value = _value(area, OFFER.facet_of_scheme.get(area.scheme, ""), listing_url)
        if place.city:
            value.label = _(", ").join([place.city.display_name(), value.label])
        values.append(value)
    return Fact("place", _("Places"), values)


def _tags(page: ResourcePage, listing_url: str) -> Fact:
    # A keyword that was promoted into a list is found under that list's filter.
    values = [
        _value(item.tag, OFFER.facet_of_scheme.get(item.tag.scheme, "tag"), listing_url)
        for item in page.tagged_items.all()
    ]
    return Fact("tag", _("Keywords"), values)


def _identifiers(page: ResourcePage) -> list[Value]:
    values = []
    for item in page.identifiers.all():
        pattern = RESOLVERS.get(IdentifierKind(item.kind), "")
        shown = item.value
        if item.kind != IdentifierKind.URL:
            shown = f"{IdentifierKind(item.kind).label} {item.value}"
        values.append(Value(shown, url=pattern.format(item.value) if pattern else ""))
    return values


def _confirmed(page: ResourcePage) -> str:
    return long_date(page.last_confirmed) if page.last_confirmed else ""
