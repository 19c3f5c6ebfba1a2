"""Words of imports that no label matches: they wait with their records until editors decide."""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from wagtail.permissions import page_permission_policy

from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.services import keyword_for
from justcities.vocabulary.text import fold
from library.applying import Known, apply
from library.forms import MANY
from library.importing.drafts import current, keep
from library.models import ImportRow, KeywordMapping, ResourcePage
from library.permissions import can_edit_resource
from library.record import Record

logger = logging.getLogger(__name__)


def waiting_words() -> QuerySet[KeywordMapping]:
    """Return the words that records wait for, with how many they are.

    A word that was matched is among them for as long as some of its records could not be changed
    by whoever has matched it.
    """
    return (
        KeywordMapping.objects.filter(left_out=False)
        .annotate(uses=Count("waiting"))
        .filter(uses__gt=0)
        .order_by("-uses", "folded")
    )


def decided_words() -> QuerySet[KeywordMapping]:
    """Return the words that were matched or left out, so that it can be decided anew."""
    decided = KeywordMapping.objects.exclude(concept=None, left_out=False)
    return decided.select_related("concept").order_by("folded")


def let_wait(words: Iterable[tuple[str, int]]) -> None:
    """Note that records wait for words, as pairs of word and key of the record; 3 queries."""
    pairs = [(fold(word), word, pk) for word, pk in words]
    if not pairs:
        return
    spelt: dict[str, str] = {}
    for folded, text, _pk in pairs:
        spelt.setdefault(folded, text)
    KeywordMapping.objects.bulk_create(
        [KeywordMapping(folded=folded, text=text) for folded, text in spelt.items()],
        ignore_conflicts=True,
    )
    keys = dict(KeywordMapping.objects.filter(folded__in=spelt).values_list("folded", "pk"))
    through = KeywordMapping.waiting.through
    through.objects.bulk_create(
        [
            through(keywordmapping_id=keys[folded], resourcepage_id=pk)
            for folded, _text, pk in pairs
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def match(mapping: KeywordMapping, concept: Concept, user: Any) -> None:
    """Let a word mean a concept, from now on; the records that wait get it after the response."""
    from library.importing.tasks import give_concept

    mapping.concept, mapping.left_out = concept, False
    mapping.save()
    transaction.on_commit(lambda: give_concept.enqueue(mapping.pk, user.pk if user else None))


@transaction.atomic
def make_keyword(mapping: KeywordMapping, language: str, user: Any) -> None:
    """Make a word a new keyword, and give it to the records that wait.

    Raises:
        ValidationError: the word is too long or no plain text.
    """
    match(mapping, keyword_for(mapping.text, language), user)


def give_to_waiting(mapping: KeywordMapping, user: Any) -> None:
    """Give the concept of a matched word to the records that wait, each by itself.

    A record that this person may not change, or that can't be saved as it stands, keeps waiting; it
    is begun with again the next time the word is matched.
    """
    if mapping.concept is None or user is None:
        return
    for page in mapping.waiting.all():
        if not can_edit_resource(user, page):
            continue
        try:
            with transaction.atomic():
                _add(page, mapping.concept, user)
                mapping.waiting.remove(page)
        except ValidationError:
            logger.warning("A record can't take a keyword", extra={"page": page.pk})


def waiting_for(mapping: KeywordMapping, user: Any) -> QuerySet[ResourcePage]:
    """Return the records that wait for a word and that a person may change, by their titles."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return mapping.waiting.filter(pk__in=mine.order_by().values("pk")).order_by("title")


@transaction.atomic
def leave_out(mapping: KeywordMapping) -> None:
    """Let a word be of no use here; the next import passes over it."""
    mapping.concept, mapping.left_out = None, True
    mapping.save()
    mapping.waiting.clear()


def _add(page: ResourcePage, concept: Concept, user: Any) -> None:
    """Give a record a concept, as a fact where it is one of a resource's, else as a keyword."""
    draft = current(page)
    known = Known()
    if concept.scheme in MANY:
        keys = [each.key for each in draft.concepts(concept.scheme)]
        apply(Record(concepts={concept.scheme: [*keys, concept.key]}), draft, known)
    elif concept.scheme in {Scheme.COUNTRY, Scheme.REGION}:
        from library.recording import record_of

        apply(Record(places=[*record_of(draft).places, concept.key]), draft, known)
    else:
        draft.tags.add(concept)
    before = page.latest_revision_id
    revision = keep(draft, page, user)
    # Matching a word is part of the import: undoing it must not take this for somebody's edit.
    ImportRow.objects.filter(resource=page, revision_after=before).update(
        revision_after=revision.pk
    )
