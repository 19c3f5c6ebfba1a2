"""Loads the sample site: only what is missing, so that loading again changes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from random import Random
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from casestudies.models import CaseStudyPage
from casestudies.signals import NAME as CASE_STUDIES
from home.demo import gallery, texts
from home.demo.accounts import load_people
from home.demo.drafts import SOURCE, Studio, draft
from home.demo.keywords import load_keywords
from home.demo.links import load_navigation, say_it_is_a_sample
from home.demo.pace import work_done_at_once
from home.demo.plan import CASES_EDITION, HOME, PlannedPage, edition_year, planned_pages
from home.demo.publishing import backdate, existing, publish_new
from home.demo.resources import Shelves
from home.demo.translations import translate
from home.models import SampleObject
from justcities.accounts.roles import sync_roles
from justcities.core.languages import codes
from justcities.core.versions import bump
from justcities.vocabulary.models import Concept
from library.signals import NAME as LIBRARY

DAYS_BETWEEN_CASES = 21
DAYS_TO_TRANSLATION = 9
DAYS_OF_A_NEW_EDITION = 60
DAYS_OF_THE_SITE = 420

Say = Callable[[str], None]


def other_content() -> list[Page]:
    """Return up to ten pages that are neither part of the sample site nor Wagtail's welcome."""
    ours = SampleObject.objects.filter(key__startswith="page:").values("object_id")
    welcome = [page.pk for page in welcome_pages()]
    pages = Page.objects.filter(depth__gt=1).exclude(pk__in=ours).exclude(pk__in=welcome)
    return list(pages.order_by("path")[:10])


def welcome_pages() -> list[Page]:
    """Return the page that Wagtail's own migrations make, where it still stands."""
    return [page for page in Page.objects.filter(depth=2) if page.specific_class is Page]


def publication_moments(pages: list[PlannedPage], seed: int, now: datetime) -> dict[str, datetime]:
    """Choose when each page was published: case studies by number over the last months.

    Args:
        pages: the pages.
        seed: the same seed and moment, the same days.
        now: the moment of loading.

    Returns:
        A moment by the page's key.
    """
    random = Random(seed)  # noqa: S311 (days of publication are no secret)
    cases = [page for page in pages if page.model is CaseStudyPage]
    moments = {}
    for page in pages:
        days = DAYS_OF_A_NEW_EDITION if page.year >= now.year else DAYS_OF_THE_SITE
        if page in cases:
            days = (len(cases) - cases.index(page)) * DAYS_BETWEEN_CASES
            days += random.randrange(DAYS_BETWEEN_CASES // 2)
        moments[page.key] = now - timedelta(days=days, minutes=random.randrange(600))
    return moments


class Loader:
    """One run of the loader.

    Each thing is made in a transaction of its own, so that a running site is never locked for
    long, and a run that was broken off goes on where it stopped.

    Args:
        seed: decides the days of publication and which case study the home page features.
        say: is told what was done.
    """

    def __init__(self, seed: int, say: Say) -> None:
        self.seed = seed
        self.say = say
        self.now = timezone.now()
        self.locales: dict[str, Locale] = {}
        self.planned: dict[str, PlannedPage] = {}
        self.moments: dict[str, datetime] = {}
        self.pages: dict[str, dict[str, Page]] = {}

    def run(self) -> None:
        """Load everything, in the order in which one thing needs another.

        Raises:
            ContentError: the texts do not fit together.
        """
        with work_done_at_once():
            for command in ("load_vocabulary", "load_gazetteer"):
                call_command(command, verbosity=0, stdout=StringIO())
            self._prepare()
            self._load_sources()
            for code in self.locales:
                self._load_translations(code)
            shelves = Shelves(self.studio, self.pages, self.locales, self.now)
            shelves.load()
            self._load_surroundings()
        bump(CASE_STUDIES)
        bump(LIBRARY)
        for code, pages in self.pages.items():
            self.say(f"{code}: {len(pages)} pages")
        self.say(f"library: {len(shelves.made)} resources")

    def _prepare(self) -> None:
        for code in codes():
            self.locales[code] = Locale.objects.get_or_create(language_code=code)[0]
            self.pages[code] = {}
        today = timezone.localdate(self.now)
        concepts = Concept.objects.exclude(notation="").select_related("replaced_by", "broader")
        self.studio = Studio(
            today=today,
            edition=edition_year(texts.page(CASES_EDITION), today),
            pictures=gallery.load_pictures(),
            concepts={(c.scheme, c.notation): c.replaced_by or c for c in concepts},
            keywords=load_keywords(texts.cases()),
        )
        for page in planned_pages(today, set(self.studio.pictures)):
            self.planned[page.key] = page
        self.moments = publication_moments(list(self.planned.values()), self.seed, self.now)

    def _parent(self, planned: PlannedPage, code: str) -> Page:
        if not planned.parent:
            return Page.get_first_root_node()
        return self.pages[code][planned.parent]

    def _existing(self, planned: PlannedPage, code: str) -> Page | None:
        parent = self._parent(planned, code)
        return existing(planned.key, code, planned.model, parent, self.locales[code].pk)

    def _load_sources(self) -> None:
        new = set()
        for key, planned in self.planned.items():
            page = self._existing(planned, SOURCE)
            if page is None:
                wording = draft(planned, SOURCE, self.locales[SOURCE], self.studio)
                parent = self._parent(planned, SOURCE)
                page = publish_new(wording, parent, key, SOURCE, self.moments[key])
                new.add(key)
                if key == HOME:
                    self._take_over_site(page)
            self.pages[SOURCE][key] = page
        if HOME in new:
            self._feature_a_case()

    @transaction.atomic
    def _feature_a_case(self) -> None:
        home = self.pages[SOURCE][HOME]
        # Pages were put below it since; published as it was, it would be childless in the tree.
        home.refresh_from_db()
        cases = [key for key, page in self.planned.items() if page.model is CaseStudyPage]
        home.featured_case = self.pages[SOURCE][cases[(self.seed - 1) % len(cases)]]
        home.save_revision().publish()
        self.pages[SOURCE][HOME] = backdate(home, self.moments[HOME])

    def _load_translations(self, code: str) -> None:
        if code == SOURCE:
            return
        locale = self.locales[code]
        for key, planned in self.planned.items():
            if code not in planned.content.texts:
                continue
            page = self._existing(planned, code)
            if page is None:
                wording = draft(planned, code, locale, self.studio)
                moment = self.moments[key] + timedelta(days=DAYS_TO_TRANSLATION)
                page = translate(self.pages[SOURCE][key], wording, locale, key, moment)
                # It had the English slug for a moment, in which nobody has seen it.
                Redirect.objects.filter(redirect_page=page, automatically_created=True).delete()
            self.pages[code][key] = page

    @transaction.atomic
    def _take_over_site(self, home: Page) -> None:
        """Let the site begin at the sample's home page, where it has none but Wagtail's welcome."""
        address = urlsplit(settings.BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        welcome = welcome_pages()
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            site = Site(is_default_site=True)
        elif site.root_page.depth > 1 and site.root_page_id not in {page.pk for page in welcome}:
            return
        site.hostname, site.port = address.hostname or "localhost", port
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.root_page = home
        site.save()
        for page in welcome:
            page.delete()

    def _load_surroundings(self) -> None:
        site = Site.objects.get(is_default_site=True)
        say_it_is_a_sample(site)
        for code, locale in self.locales.items():
            load_navigation(locale, self.planned, self.pages[code])
        sync_roles()
        if settings.DEBUG:
            load_people()
