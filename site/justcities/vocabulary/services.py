"""Changes of the vocabulary. Each is one transaction; callers have checked who may do it."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from justcities.core.versions import bump
from justcities.vocabulary.models import City, Concept, Definition, Label
from justcities.vocabulary.queries import find_by_label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.settling import settle_uses
from justcities.vocabulary.store import NAME
from justcities.vocabulary.text import fold
from justcities.vocabulary.uses import move_uses, use_counts
from justcities.vocabulary.wording import check_wording


@dataclass
class LanguageWords:
    """What a concept says in one language."""

    preferred: str = ""
    alternative: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    definition: str = ""
    note: str = ""

    def labels(self) -> dict[str, str]:
        """Return the kind of each wording, the preferred one first."""
        kinds = {self.preferred: Label.Kind.PREFERRED.value} if self.preferred else {}
        for text in self.alternative:
            kinds.setdefault(text, Label.Kind.ALTERNATIVE.value)
        for text in self.avoid:
            kinds.setdefault(text, Label.Kind.AVOID.value)
        return kinds


def keyword_for(text: str, language: str) -> Concept:
    """Return the concept that is called so in any language, else a new keyword.

    Raises:
        ValidationError: the text is too long or no plain text.
    """
    found = find_by_label(text)
    if found:
        return found[0]
    check_wording(text)
    with transaction.atomic():
        concept = Concept(name=text, scheme=Scheme.KEYWORD)
        concept.save()
        Label.objects.create(concept=concept, language=language, text=text)
    return concept


@transaction.atomic
def save_concept(concept: Concept, by_language: dict[str, LanguageWords], user: Any) -> Concept:
    """Save a concept with its words in these languages; words in others stay as they are.

    Args:
        concept: new or changed, checked by its form.
        by_language: what it says, by language code.
        user: who did it, for the log.
    """
    is_new = concept.pk is None
    first = next((said.preferred for said in by_language.values() if said.preferred), "")
    concept.name = first or concept.name
    if is_new:
        last = Concept.objects.filter(scheme=concept.scheme).aggregate(last=Max("sort_order"))
        concept.sort_order = (last["last"] or 0) + 1
    concept.save()
    for language, said in by_language.items():
        _save_labels(concept, language, said.labels())
        _save_definition(concept, language, said)
    log(instance=concept, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return concept


def _save_labels(concept: Concept, language: str, wanted: dict[str, str]) -> None:
    """Change what differs, in an order that never holds two preferred labels at once."""
    present = {label.text: label for label in concept.labels.filter(language=language)}
    for text, label in present.items():
        if text not in wanted:
            label.delete()
    last_to_first = sorted(wanted.items(), key=lambda item: item[1] == Label.Kind.PREFERRED)
    for text, kind in last_to_first:
        label = present.get(text)
        if label is None:
            Label.objects.create(concept=concept, language=language, text=text, kind=kind)
        elif label.kind != kind:
            label.kind = kind
            label.save()


def _save_definition(concept: Concept, language: str, said: LanguageWords) -> None:
    if said.definition or said.note:
        Definition.objects.update_or_create(
            concept=concept,
            language=language,
            defaults={"text": said.definition, "note": said.note},
        )
    else:
        for definition in concept.definitions.filter(language=language):
            definition.delete()


def refuse_merge(old: Concept, new: Concept) -> str:
    """Say why one concept can't be merged into another; empty where it can."""
    if old.pk == new.pk:
        return _("A concept can’t be merged into itself.")
    if new.replaced_by_id:
        return _("“%(concept)s” was merged itself. Choose the one that replaced it.") % {
            "concept": new
        }
    if old.replaced_by_id:
        return _("“%(concept)s” was merged already.") % {"concept": old}
    places = {Scheme.COUNTRY.value, Scheme.REGION.value}
    if old.scheme != new.scheme and {old.scheme, new.scheme} & places:
        return _("Countries and regions can only be merged with their like.")
    return ""


def _lock(*concepts: Concept) -> None:
    """Lock the concepts' rows until the transaction ends, and read them anew.

    Always in the order of their keys, so that two changes of the same concepts never wait for each
    other. A use can't be added meanwhile either: a foreign key asks for the row.

    Raises:
        ValidationError: one of them is gone.
    """
    wanted = {concept.pk for concept in concepts}
    there = Concept.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    if len(there) < len(wanted):
        raise ValidationError(_("Somebody has deleted it meanwhile."))
    for concept in concepts:
        concept.refresh_from_db()


@transaction.atomic
def merge(old: Concept, new: Concept, user: Any) -> int:
    """Merge one concept into another and return how many uses moved.

    Every use and every narrower concept moves; the old labels become alternatives of the new
    concept (words to avoid stay such). The old concept stays without labels, ``replaced_by`` the
    new one, so that drafts and revisions which name it still resolve.

    Both are read anew under a lock: what somebody merged or renamed meanwhile stays so.

    Raises:
        ValidationError: the two can't be merged; the message says why.
    """
    _lock(old, new)
    reason = refuse_merge(old, new)
    if reason:
        raise ValidationError(reason)
    moved = move_uses(old, new)
    settle_uses(new)
    _move_words(old, new)
    if _stands_below(new, old):
        new.broader = old.broader
    if new.related_id == old.pk:
        new.related = None
    Concept.objects.filter(broader=old).exclude(pk=new.pk).update(broader=new)
    Concept.objects.filter(related=old).exclude(pk=new.pk).update(related=new)
    Concept.objects.filter(replaced_by=old).update(replaced_by=new)
    old.replaced_by = new
    old.broader = None
    old.save()
    new.save()
    details = {"old": old.name, "old_pk": old.pk, "new": new.name, "moved": moved}
    log(instance=new, action="vocabulary.merge", user=user, data=details)
    log(instance=old, action="vocabulary.merge", user=user, data=details)
    return moved


def _move_words(old: Concept, new: Concept) -> None:
    known = {(label.language, fold(label.text)) for label in new.labels.all()}
    for label in old.labels.all():
        if (label.language, label.folded) in known:
            label.delete()
            continue
        if label.kind == Label.Kind.PREFERRED:
            label.kind = Label.Kind.ALTERNATIVE
        known.add((label.language, label.folded))
        label.concept = new
        label.save()
    defined = {definition.language for definition in new.definitions.all()}
    for definition in old.definitions.all():
        if definition.language not in defined:
            definition.concept = new
            definition.save()
        else:
            definition.delete()


def _stands_below(concept: Concept, above: Concept) -> bool:
    ancestor, seen = concept.broader, set()
    while ancestor is not None and ancestor.pk not in seen:
        if ancestor.pk == above.pk:
            return True
        seen.add(ancestor.pk)
        ancestor = ancestor.broader
    return False


@transaction.atomic
def promote(
    concept: Concept, scheme: str, notation: str, broader: Concept | None, user: Any
) -> Concept:
    """Move a keyword into another list, on all pages too; its old address leads to the new.

    All is read anew under a lock: what somebody merged, moved or renamed meanwhile stays so.

    Raises:
        ValidationError: by field, where the notation or a name of it is taken in that list, or the
            broader concept was merged; of no field, where it is no keyword any more.
    """
    _lock(concept, *([broader] if broader else []))
    if concept.scheme != Scheme.KEYWORD or concept.replaced_by_id:
        raise ValidationError(_("Only a keyword can be moved into another list."))
    if broader is not None and broader.replaced_by_id:
        text = _("“%(concept)s” was merged itself. Choose the one that replaced it.")
        raise ValidationError({"broader": text % {"concept": broader}})
    if Concept.objects.filter(scheme=scheme, notation=notation).exclude(notation="").exists():
        raise ValidationError({"notation": _("Another concept of this list has this notation.")})
    _refuse_taken_names(concept, scheme)
    concept.scheme = scheme
    concept.notation = notation
    concept.broader = broader
    last = Concept.objects.filter(scheme=scheme).aggregate(last=Max("sort_order"))["last"]
    concept.sort_order = (last or 0) + 1
    concept.full_clean(exclude=["slug", "name"])
    concept.save()
    settle_uses(concept)
    log(
        instance=concept,
        action="vocabulary.promote",
        user=user,
        data={"scheme": scheme, "notation": notation},
    )
    return concept


def _refuse_taken_names(concept: Concept, scheme: str) -> None:
    """Refuse a concept one of whose names another concept of the list has in the same language."""
    names = {
        (label.language, label.folded) for label in concept.labels.filter(kind=Label.Kind.PREFERRED)
    }
    others = Label.objects.filter(
        kind=Label.Kind.PREFERRED,
        concept__scheme=scheme,
        concept__replaced_by=None,
        folded__in=[folded for _language, folded in names],
    ).exclude(concept=concept.pk)
    taken = [label.text for label in others if (label.language, label.folded) in names]
    if taken:
        text = _("A concept of this list is called “%(name)s” already. Merge the two instead.")
        raise ValidationError({"scheme": text % {"name": taken[0]}})


def refuse_deletion(concept: Concept) -> str:
    """Say why a concept can't be deleted; empty where it can."""
    uses = use_counts([concept.pk])[concept.pk]
    if uses:
        return ngettext(
            "It is used in %(count)d place. Merge it into another concept instead.",
            "It is used in %(count)d places. Merge it into another concept instead.",
            uses,
        ) % {"count": uses}
    if concept.narrower.exists() or concept.members.exists():
        return _("Other concepts stand below it. Move them first.")
    if concept.replaces.exists():
        return _("Another concept was merged into it, and drafts may still name that one.")
    if City.objects.filter(country=concept).exists():
        return _("Cities lie in it.")
    return ""


@transaction.atomic
def delete_unused(concept: Concept, user: Any) -> None:
    """Delete a concept that nothing uses.

    Uses are counted under a lock on its row: one added in between would go with it.

    Raises:
        ValidationError: something uses it; the message says what.
    """
    _lock(concept)
    reason = refuse_deletion(concept)
    if reason:
        raise ValidationError(reason)
    log(instance=concept, action="wagtail.delete", user=user, deleted=True)
    concept.delete()
    bump(NAME)
