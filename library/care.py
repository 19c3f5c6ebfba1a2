"""What in the library needs care: the lists of the report, and filters of the listing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from justcities.assets.extraction import Outcome
from justcities.core.languages import codes
from library.choices import FileRole, IdentifierKind
from library.models import LinkCheck, ResourceFile, ResourceIdentifier, ResourcePage

YEARS_CONFIRMED = 3


def resources_to_edit(user: Any) -> QuerySet[ResourcePage]:
    """Return the records, published or not, that this person may change."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return ResourcePage.objects.filter(pk__in=mine.order_by().values("pk"))


def with_dead_links(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to records one of whose links is dead."""
    dead = LinkCheck.objects.filter(dead=True).values("url")
    links = ResourceFile.objects.filter(page=OuterRef("pk"), link__in=dead)
    addresses = ResourceIdentifier.objects.filter(
        page=OuterRef("pk"), kind=IdentifierKind.URL, value__in=dead
    )
    return pages.filter(Exists(links) | Exists(addresses))


def without_licence(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to records whose files are closed because nobody said what may be done with them."""
    return pages.filter(licence="")


def with_files(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to records with a file or link."""
    return pages.filter(Exists(ResourceFile.objects.filter(page=OuterRef("pk"))))


def without_files(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to records without a file or link."""
    return pages.exclude(Exists(ResourceFile.objects.filter(page=OuterRef("pk"))))


def with_text(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to records with a file whose text was found."""
    return pages.filter(Exists(_documents().filter(_has_text())))


def without_text(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to records that have files here which were read, and none with text in it.

    Of a table or a film nobody expects text.
    """
    read = _documents().filter(role=FileRole.WORK, document__reading__isnull=False)
    read = read.exclude(document__reading__outcome__in=[Outcome.TEXT, Outcome.UNSUPPORTED])
    return pages.filter(Exists(read)).exclude(Exists(_documents().filter(_has_text())))


def _documents() -> QuerySet[ResourceFile]:
    return ResourceFile.objects.filter(page=OuterRef("pk"), document__isnull=False)


def _has_text() -> Q:
    return Q(document__reading__outcome=Outcome.TEXT)


def without_language(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to records that don't say which languages the resource is in."""
    return pages.filter(languages=[])


def without_alt_text(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to records, also translated ones, whose picture lacks words in their language."""
    lacking = Q()
    for code in codes():
        key = f"listing_image__alt_texts__{code}"
        empty = Q(**{f"{key}__isnull": True}) | Q(**{key: ""})
        lacking |= Q(locale__language_code=code) & empty
    return pages.filter(lacking, listing_image__isnull=False)


def long_unconfirmed(pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
    """Narrow to published records that nobody has confirmed, or published, for three years."""
    limit = years_ago(YEARS_CONFIRMED)
    begins = timezone.now() - (timezone.localdate() - limit)
    return pages.filter(
        Q(last_confirmed__lt=limit) | Q(last_confirmed=None, first_published_at__lt=begins),
        live=True,
    )


def years_ago(number: int) -> date:
    """Return the same day some years ago; the day before, for a 29 February that wasn't."""
    today = timezone.localdate()
    try:
        return today.replace(year=today.year - number)
    except ValueError:
        return today.replace(year=today.year - number, day=28)


@dataclass(frozen=True)
class CareList:
    """One list of the report: its name in the address, and what it says.

    ``in_each_language`` tells that a translation can lack it by itself; all else is mended on the
    page in the original language, so only that one is listed.
    """

    name: str
    heading: str | Promise
    advice: str | Promise
    lacking: Callable[[QuerySet[ResourcePage]], QuerySet[ResourcePage]]
    in_each_language: bool = False

    def narrow(self, pages: QuerySet[ResourcePage]) -> QuerySet[ResourcePage]:
        """Narrow records to those that belong on the list."""
        if not self.in_each_language:
            pages = pages.filter(original_language=F("locale__language_code"))
        return self.lacking(pages)


LISTS = {
    each.name: each
    for each in (
        CareList(
            "dead-links",
            _("Dead links"),
            _(
                "Three times within seven days or more nobody answered, or the page was not there. "
                "Look yourself: if it has moved, change the link; if it is gone, look for a copy."
            ),
            with_dead_links,
        ),
        CareList(
            "licence",
            _("Without a licence"),
            _("Nobody but editors can open their files until it is said what may be done."),
            without_licence,
        ),
        CareList(
            "text",
            _("Files without text"),
            _("Nobody can search in them or have them read aloud. Scans need text recognition."),
            without_text,
        ),
        CareList(
            "language",
            _("Without a language"),
            _("Readers can’t tell whether they could read it, and no filter finds it."),
            without_language,
        ),
        CareList(
            "alternative-text",
            _("Pictures without alternative text"),
            _("Who can’t see the picture is told nothing. It is written once, on the picture."),
            without_alt_text,
            in_each_language=True,
        ),
        CareList(
            "unconfirmed",
            _("Not confirmed for three years"),
            _("Look whether it still holds, then set “last confirmed” under “Settings”."),
            long_unconfirmed,
        ),
    )
}


def counts(user: Any) -> list[tuple[CareList, int]]:
    """Return how many records of this person's each list holds; one query a list."""
    mine = resources_to_edit(user)
    return [(each, each.narrow(mine).count()) for each in LISTS.values()]


def dead_links_of(pages: list[ResourcePage]) -> dict[int, list[LinkCheck]]:
    """Return the dead links of some records by key, in three queries."""
    keys = [page.pk for page in pages]
    rows = list(
        ResourceFile.objects.filter(page__in=keys).exclude(link="").values_list("page_id", "link")
    )
    rows += ResourceIdentifier.objects.filter(page__in=keys, kind=IdentifierKind.URL).values_list(
        "page_id", "value"
    )
    dead = {
        check.url: check
        for check in LinkCheck.objects.filter(dead=True, url__in={url for _key, url in rows})
    }
    found: dict[int, list[LinkCheck]] = {}
    for key, url in dict.fromkeys(rows):
        if url in dead:
            found.setdefault(key, []).append(dead[url])
    return found
