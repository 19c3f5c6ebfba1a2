"""Looks after the links of the library: looks at them now and then, marks, and deletes none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library.choices import IdentifierKind
from library.fetching import Answer, Fetcher, NotReachedError
from library.models import LinkCheck, ResourceFile, ResourceIdentifier

FAILURES_OF_A_DEAD_LINK = 3
DAYS_OF_A_DEAD_LINK = 7
DAYS_BETWEEN_LOOKS = 14
HOURS_BETWEEN_LOOKS_AT_A_FAILING_ONE = 20
LINKS_A_RUN = 200
SECONDS_A_RUN = 15 * 60

PROBLEMS = {
    "no such host": _("There is no site of this name."),
    "not a public address": _("It leads into a private network."),
    "too many redirects": _("It leads in a circle."),
    "its certificate is not valid": _("The site can’t prove who it is (its certificate)."),
    "no answer in time": _("It didn’t answer in time."),
    "no connection": _("It didn’t let us in, or broke off."),
    "no web address": _("This is no web address."),
    "a port that is not the web's": _("It names a port that browsers don’t use."),
}
"""What is kept of a failed look, in words for the editor."""


@dataclass
class Seen:
    """What came of a run."""

    looked_at: int = 0
    failed: int = 0
    dead: int = 0


def problem_in_words(check: LinkCheck) -> str:
    """Return what was wrong when a link was last looked at, or an empty text."""
    if check.problem:
        return str(PROBLEMS.get(check.problem, check.problem))
    if is_failure(check.status):
        return _("It answered with the error %(status)d.") % {"status": check.status}
    return ""


def is_failure(status: int | None) -> bool:
    """Tell whether an answer says that readers don’t find there what they look for.

    401, 403 and 429 say that a program isn’t welcome; people may be.
    """
    return status is not None and status >= 400 and status not in {401, 403, 429}


def addresses_there_are() -> set[str]:
    """Return every web address that a stored record leads to. DOIs are looked after by others."""
    links = ResourceFile.objects.exclude(link="").values_list("link", flat=True)
    named = ResourceIdentifier.objects.filter(kind=IdentifierKind.URL)
    return {*links, *named.values_list("value", flat=True)}


@transaction.atomic
def follow_records() -> None:
    """Take up new addresses, and forget those that no record leads to any more."""
    known = set(LinkCheck.objects.values_list("url", flat=True))
    there = addresses_there_are()
    LinkCheck.objects.bulk_create(
        [LinkCheck(url=url) for url in sorted(there - known)],
        batch_size=500,
        ignore_conflicts=True,
    )
    for several in _batches(sorted(known - there)):
        LinkCheck.objects.filter(url__in=several).delete()


def _batches(urls: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(urls), 500):
        yield urls[start : start + 500]


def due() -> QuerySet[LinkCheck]:
    """Return the links to be looked at, the one looked at longest ago first.

    One that failed is looked at again the next day: it takes three times to call it dead.
    """
    now = timezone.now()
    failing = Q(
        failures__gt=0,
        dead=False,
        checked_at__lt=now - timedelta(hours=HOURS_BETWEEN_LOOKS_AT_A_FAILING_ONE),
    )
    others = Q(checked_at__lt=now - timedelta(days=DAYS_BETWEEN_LOOKS))
    return LinkCheck.objects.filter(Q(checked_at=None) | failing | others).order_by(
        F("checked_at").asc(nulls_first=True), "pk"
    )


def look_at_links(
    most: int = LINKS_A_RUN,
    seconds: float = SECONDS_A_RUN,
    fetcher: Fetcher | None = None,
    checks: Iterable[LinkCheck] | None = None,
) -> Seen:
    """Look at some links, and mark what was seen.

    Neither robots.txt is read nor a page: each address is asked for once, as a reader’s browser
    would, after an editor wrote it down.

    Args:
        most: at most so many.
        seconds: no further one is begun after so long.
        fetcher: asks for the addresses.
        checks: which; those that are due where none are given.
    """
    follow_records()
    fetcher = fetcher or Fetcher()
    begun = monotonic()
    seen = Seen()
    for check in list(due()[:most] if checks is None else checks)[:most]:
        if monotonic() - begun > seconds:
            break
        try:
            answer: Answer | None = fetcher.look(check.url)
            problem = ""
        except NotReachedError as error:
            answer, problem = None, str(error)
        mark(check, answer.status if answer else None, problem)
        seen.looked_at += 1
        seen.failed += bool(check.failures)
        seen.dead += check.dead
    return seen


def mark(check: LinkCheck, status: int | None, problem: str = "") -> None:
    """Keep what was seen at a link; call it dead after three failures over seven days."""
    now = timezone.now()
    check.status, check.problem, check.checked_at = status, problem[:200], now
    if problem or is_failure(status):
        check.failures = min(check.failures + 1, 1_000)
        check.failing_since = check.failing_since or now
        long_enough = now - check.failing_since >= timedelta(days=DAYS_OF_A_DEAD_LINK)
        check.dead = check.failures >= FAILURES_OF_A_DEAD_LINK and long_enough
    else:
        check.failures, check.failing_since, check.dead = 0, None, False
    # The address may be forgotten by now: then nothing is kept.
    LinkCheck.objects.filter(pk=check.pk).update(
        status=check.status,
        problem=check.problem,
        checked_at=check.checked_at,
        failures=check.failures,
        failing_since=check.failing_since,
        dead=check.dead,
    )
