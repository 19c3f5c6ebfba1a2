"""Changes facts of many records at once: told first, then done, each with a way back."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from justcities.core.licences import Rights
from justcities.core.models import Access
from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme
from library.forms import MANY, ONE
from library.models import ResourceConcept, ResourcePage

LOG_ACTION = "library.change_many"
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Changes:
    """What is to be changed; what is empty stays as it is."""

    concepts: list[Concept] = field(default_factory=list)
    take_away: bool = False
    licence: str = ""
    access: str = ""

    def fingerprint(self, pages: Iterable[ResourcePage]) -> str:
        """Return what tells whether these changes of these records are those that were shown."""
        told = [
            sorted(concept.pk for concept in self.concepts),
            self.take_away,
            self.licence,
            self.access,
            sorted(page.pk for page in pages),
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def apply(self, page: ResourcePage) -> list[str]:
        """Put the changes on a record, unsaved, and return in words what is another now."""
        words = []
        if self.licence and page.licence != self.licence:
            page.licence = self.licence
            words.append(_("licence: %(value)s") % {"value": Rights(self.licence).label})
        if self.access and page.access != self.access:
            page.access = self.access
            words.append(_("seen by: %(value)s") % {"value": Access(self.access).label})
        if self.concepts:
            words += self._apply_concepts(page)
        return words

    def _apply_concepts(self, page: ResourcePage) -> list[str]:
        before = [link.concept for link in page.concept_links.all()]
        if self.take_away:
            after = [concept for concept in before if concept not in self.concepts]
        else:
            single = {concept.scheme for concept in self.concepts if concept.scheme in ONE}
            kept = [concept for concept in before if concept.scheme not in single]
            after = list(dict.fromkeys([*kept, *self.concepts]))
        if set(before) == set(after):
            return []
        order = {scheme: at for at, scheme in enumerate((*ONE, *MANY))}
        after.sort(key=lambda concept: order.get(Scheme(concept.scheme), len(order)))
        page.concept_links.set(
            ResourceConcept(concept=concept, sort_order=at) for at, concept in enumerate(after)
        )
        gone = [
            _("without “%(fact)s”") % {"fact": each.label()} for each in before if each not in after
        ]
        new = [
            _("with “%(fact)s”") % {"fact": each.label()} for each in after if each not in before
        ]
        return [*gone, *new]


@dataclass(frozen=True)
class Planned:
    """What would happen to one record: in words, or nothing."""

    page: ResourcePage
    words: list[str]


def plan(pages: Iterable[ResourcePage], changes: Changes) -> list[Planned]:
    """Return what the changes would do to each record. Nothing is changed."""
    return [Planned(page, changes.apply(_newest(page))) for page in pages]


def carry_out(pages: Iterable[ResourcePage], changes: Changes, user: Any) -> int:
    """Change records, each in a transaction of its own, and return how many were changed.

    What is published stays published, with the change; a draft stays a draft. Where somebody has
    begun a new draft of a published record, both get the change, and the draft isn't published by
    it. Each has a new version and an entry in its history, so each can be taken back.

    Args:
        pages: source pages this person may change; locked ones are the caller's to leave out.
        changes: what to change.
        user: who does it.
    """
    return sum(_carry_out(page, changes, user) for page in pages)


@transaction.atomic
def _carry_out(page: ResourcePage, changes: Changes, user: Any) -> bool:
    stored = ResourcePage.objects.select_for_update().filter(pk=page.pk).first()
    if stored is None:
        return False
    draft = _newest(stored) if stored.has_unpublished_changes or not stored.live else None
    published = False
    if stored.live and stored.permissions_for_user(user).can_publish():
        published = _keep(stored, changes, user, publish=True)
    elif draft is None:
        draft = stored
    kept = draft is not None and _keep(draft, changes, user, publish=False)
    if draft is not None and published and not kept:
        # What was just published is the newest version otherwise, and the draft out of sight.
        draft.save_revision(user=user, clean=False)
    return published or kept


def _keep(page: ResourcePage, changes: Changes, user: Any, *, publish: bool) -> bool:
    words = changes.apply(page)
    if not words:
        return False
    # What else may be wrong with a record is no reason to refuse: nothing else is touched.
    revision = page.save_revision(user=user, clean=False)
    log(
        page,
        LOG_ACTION,
        user=user,
        revision=revision,
        content_changed=True,
        data={"what": "; ".join(words)},
    )
    if publish:
        revision.publish(user=user, skip_permission_checks=True)
    return True


def _newest(page: ResourcePage) -> ResourcePage:
    newest: ResourcePage = page.get_latest_revision_as_object()
    return newest


def to_change(pages: Iterable[ResourcePage], user: Any) -> Iterator[tuple[ResourcePage, str]]:
    """Yield each record with why it can’t be changed; an empty text for one that can."""
    for page in pages:
        rights = page.permissions_for_user(user)
        if page.is_translation:
            yield page, _("Its facts are those of the original.")
        elif not rights.can_edit():
            yield page, _("You may not change it.")
        elif rights.page_locked():
            yield page, _("It is locked.")
        else:
            yield page, ""
