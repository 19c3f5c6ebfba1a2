"""Builds the sample site's pages from their texts, in any language, without saving them.

The same builder makes the English page that is stored and the page in another language that is
only there to be compared with it, segment by segment.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Locale, Page

from casestudies.choices import OrganisationRole
from casestudies.models import (
    CaseStudyConcept,
    CaseStudyOrganisation,
    CaseStudyPage,
    CaseStudyTag,
    EditionPage,
)
from home.demo.plan import PlannedPage
from home.demo.streams import infographics, items, stream
from home.demo.texts import Content, ContentError, Texts, with_year
from home.models import HomePage, TextPage
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.schemes import Scheme

SECTIONS = ("context", "approach", "impact", "takeaways")
SOURCE = settings.LANGUAGE_CODE
LONGEST_SLUG = 60


@dataclass
class Studio:
    """What pages are made of: pictures by name, concepts by scheme and notation, the day."""

    today: date
    edition: int
    pictures: dict[str, int] = field(default_factory=dict)
    concepts: dict[tuple[str, str], Concept] = field(default_factory=dict)
    keywords: dict[str, Concept] = field(default_factory=dict)

    def concept(self, scheme: str, notation: str, where: str) -> Concept:
        """Return a concept.

        Raises:
            ContentError: the vocabulary has no such concept.
        """
        found = self.concepts.get((scheme, notation))
        if found is None:
            raise ContentError(f"{where}: the vocabulary has no {scheme} “{notation}”")
        return found


def draft(planned: PlannedPage, language: str, locale: Locale, studio: Studio) -> Page:
    """Return the page in a language, unsaved.

    Raises:
        ContentError: the texts name something that does not exist.
    """
    texts = planned.content.texts[language]
    if planned.year:
        texts = with_year(texts, planned.year)
    page = planned.model(
        locale=locale,
        title=texts["title"],
        slug=slug(planned, language, texts),
        search_description=texts["search_description"],
        summary=texts.get("summary") or texts.get("sentence", ""),
        listing_image_id=studio.pictures.get(planned.picture),
        live=False,
    )
    for kind, fill in FILLERS.items():
        if isinstance(page, kind):
            fill(page, planned, texts, studio)
    return page


def slug(planned: PlannedPage, language: str, texts: Texts) -> str:
    """Return the page's slug: fixed in English, elsewhere made from its title."""
    if language == SOURCE:
        return planned.slug
    if planned.model is HomePage:
        return f"{planned.slug}-{language}"
    return slug_of(texts.get("menu_title") or texts["title"])


def slug_of(title: str) -> str:
    """Return a slug made from a title."""
    words = title.replace("’", " ").replace("'", " ")
    # Letters beyond ASCII only where there are no others: “études” is asked for as “etudes”.
    made = slugify(words) or slugify(words, allow_unicode=True)
    return made[:LONGEST_SLUG].rstrip("-")


def _home(page: HomePage, planned: PlannedPage, texts: Texts, studio: Studio) -> None:
    page.statement = texts["statement"]


def _text(page: TextPage, planned: PlannedPage, texts: Texts, studio: Studio) -> None:
    page.body = stream(f"{planned.key}.body", texts["body"], studio.pictures)


def _edition(page: EditionPage, planned: PlannedPage, texts: Texts, studio: Studio) -> None:
    page.year = planned.year
    page.body = stream(f"{planned.key}.body", texts.get("body", []), studio.pictures)
    page.events = items(f"{planned.key}.events", "event", _events(planned.content, texts, studio))


def _events(content: Content, texts: Texts, studio: Studio) -> list[dict[str, Any]]:
    """Return the dates with their words; those of a coming edition are counted from today."""
    days = content.facts.get("events", [])
    words = texts.get("events", [])
    if len(days) != len(words):
        raise ContentError(f"{content.key}: {len(days)} dates, but words for {len(words)}")

    def day(value: date | int | None) -> str | None:
        if value is None:
            return None
        return (value if isinstance(value, date) else studio.today + timedelta(value)).isoformat()

    return [
        {
            "name": word["name"],
            "start": day(dates["start"]),
            "end": day(dates.get("end")),
            "place": word["place"],
            "text": word["text"],
        }
        for dates, word in zip(days, words, strict=True)
    ]


def _case(page: CaseStudyPage, planned: PlannedPage, texts: Texts, studio: Studio) -> None:
    key, facts = planned.key, planned.content.facts
    page.what_is_new = texts["what_is_new"]
    page.place_note = texts["place_note"]
    for section in SECTIONS:
        blocks = texts.get(section, [])
        setattr(page, section, stream(f"{key}.{section}", blocks, studio.pictures))
    page.infographics = infographics(
        f"{key}.infographics", texts.get("key_figures", []), texts.get("steps", [])
    )
    page.lessons = items(f"{key}.lessons", "lesson", texts["lessons"])
    _facts(page, key, facts, studio)


def _facts(page: CaseStudyPage, key: str, facts: dict[str, Any], studio: Studio) -> None:
    page.edition = studio.edition
    page.number = facts["number"]
    page.city = _city(key, facts, studio)
    page.latitude, page.longitude = facts["latitude"], facts["longitude"]
    page.precision = facts["precision"]
    page.start, page.end = facts["start"], facts["end"]
    page.status = facts["status"]
    # A clock that is behind must not stop the sample site from loading.
    page.last_confirmed = min(date.fromisoformat(facts["status_confirmed"]), studio.today)
    page.cost_band = facts["cost_band"]
    page.licence = facts["licence"]
    page.fill_place()
    coded = [*facts["concepts"].items(), (Scheme.MATURITY.value, [facts["maturity"]])]
    concepts = [
        studio.concept(scheme, notation, key) for scheme, names in coded for notation in names
    ]
    page.concept_links.set(
        CaseStudyConcept(concept=concept, sort_order=number)
        for number, concept in enumerate(concepts)
    )
    page.tagged_items.set(CaseStudyTag(tag=studio.keywords[tag]) for tag in facts["tags"])
    page.organisations.set(
        CaseStudyOrganisation(
            name=organisation["name"],
            kind=studio.concept(Scheme.ORGANISATION_KIND.value, organisation["kind"], key),
            role=OrganisationRole(organisation["role"]),
            sort_order=number,
        )
        for number, organisation in enumerate(facts["organisations"])
    )


def _city(key: str, facts: dict[str, Any], studio: Studio) -> City:
    country = studio.concept(Scheme.COUNTRY.value, facts["country"], key)
    city = City.objects.filter(country=country, name=facts["city"]).first()
    if city is None:
        raise ContentError(f"{key}: the gazetteer has no {facts['city']} in {facts['country']}")
    return city


Filler = Callable[[Any, PlannedPage, Texts, Studio], None]
FILLERS: dict[type[Page], Filler] = {
    HomePage: _home,
    TextPage: _text,
    EditionPage: _edition,
    CaseStudyPage: _case,
}
