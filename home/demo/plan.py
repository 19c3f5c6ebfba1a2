"""Which pages the sample site has, and where each stands."""

from dataclasses import dataclass
from datetime import date

from wagtail.models import Page

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, EditionPage
from home.demo import texts
from home.demo.texts import Content
from home.models import (
    AccessibilityPage,
    ContactPage,
    GlossaryPage,
    HomePage,
    ImprintPage,
    PrivacyPage,
    StandardPage,
)
from library.models import CollectionPage, LibraryIndexPage, ResourcePage

HOME = "home"
CASES = "case-studies"
CURRENT_EDITION = "edition-current"
CASES_EDITION = "edition-sample"


@dataclass(frozen=True)
class PlannedPage:
    """A page to be made: its type, its parent's key, and what is written for it."""

    model: type[Page]
    content: Content
    parent: str = HOME
    picture: str = ""
    year: int = 0

    @property
    def key(self) -> str:
        """The name of the page, its folder, and what stands for it elsewhere."""
        return self.content.key

    @property
    def slug(self) -> str:
        """The English page's slug. An edition has its year in it.

        No reader sees the home page's; “home” is that of Wagtail's welcome page.
        """
        if self.model is HomePage:
            return "just-cities"
        return f"edition-{self.year}" if self.year else self.key


PAGES: tuple[tuple[str, type[Page]], ...] = (
    (HOME, HomePage),
    (CASES, CaseStudyIndexPage),
    ("library", LibraryIndexPage),
    ("about", StandardPage),
    ("framework", StandardPage),
    ("take-part", StandardPage),
    (CURRENT_EDITION, EditionPage),
    (CASES_EDITION, EditionPage),
    ("edition-2020", EditionPage),
    ("edition-2019", EditionPage),
    ("glossary", GlossaryPage),
    ("contact", ContactPage),
    ("imprint", ImprintPage),
    ("privacy", PrivacyPage),
    ("accessibility", AccessibilityPage),
)


def page_types() -> set[type[Page]]:
    """Return the page types that have a place in the sample site."""
    return {model for _key, model in PAGES} | {CaseStudyPage, ResourcePage, CollectionPage}


def planned_pages(today: date, pictures: set[str]) -> list[PlannedPage]:
    """Return all pages, parents before children, case studies last and by number.

    Args:
        today: the day of loading; years of editions are counted from it.
        pictures: the names of the pictures there are; a page has the one that is called like it.
    """
    planned = []
    for key, model in PAGES:
        content = texts.page(key)
        year = edition_year(content, today)
        planned.append(
            PlannedPage(
                model=model,
                content=content,
                parent=HOME if key != HOME else "",
                picture=key if key in pictures else "",
                year=year,
            )
        )
    planned += [
        PlannedPage(CaseStudyPage, content, parent=CASES, picture=content.key)
        for content in texts.cases()
    ]
    return planned


def edition_year(content: Content, today: date) -> int:
    """Return the year of an edition, fixed or counted from the day of loading; 0 for none."""
    if "years_ahead" in content.facts:
        return today.year + content.facts["years_ahead"]
    return content.facts.get("year", 0)
