"""Form fields in which concepts, keywords and cities are chosen."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import register_form_field_override

from justcities.vocabulary.models import City, Concept, ConceptTags
from justcities.vocabulary.queries import (
    find_by_label,
    find_by_labels,
    labels_for,
    suggest_cities,
)
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.text import fold
from justcities.vocabulary.widgets import (
    AnyConceptPicker,
    CityPicker,
    ConceptPicker,
    KeywordPicker,
    SingleConceptPicker,
)
from justcities.vocabulary.wording import Token, check_wording, same_word, token, tokens

BELOW = " › "
MOST_KEYWORDS = 100
# Lists that have an order of their own; all others are sorted by label.
IN_ORDER = frozenset(
    {Scheme.SDG, Scheme.SDG_TARGET, Scheme.MATURITY, Scheme.FOCUS_QUESTION, Scheme.NUA_COMMITMENT}
)


def choices_of(scheme: str) -> list[tuple[int, str]]:
    """Return (key, label) of a scheme's concepts, narrower ones below theirs; 1 query."""
    rows = list(
        Concept.objects.filter(scheme=scheme, replaced_by=None)
        .order_by("sort_order", "name")
        .values_list("pk", "broader_id", "name")
    )
    labels = labels_for(pk for pk, _broader, _name in rows)
    texts = {pk: labels.get(pk, (name, ""))[0] for pk, _broader, name in rows}
    choices = [
        (pk, f"{texts[broader]}{BELOW}{texts[pk]}" if broader in texts else texts[pk])
        for pk, broader, _name in rows
    ]
    return choices if scheme in IN_ORDER else sorted(choices, key=lambda pair: fold(pair[1]))


class SchemeChoices(BaseChoiceIterator):
    """The choices of a scheme, read when a form shows them."""

    def __init__(self, field: Any) -> None:
        self.field = field

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if getattr(self.field, "empty_label", None) is not None:
            yield "", str(self.field.empty_label)
        yield from choices_of(self.field.scheme)


class SchemeFieldMixin:
    """A field whose choices are the concepts of one scheme."""

    iterator: Any = SchemeChoices

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """Make each form's own field and widget."""
        copied = super().__deepcopy__(memo)  # type: ignore[misc]
        copied.widget.scheme = self.scheme  # type: ignore[attr-defined]
        copied.queryset = Concept.objects.filter(
            scheme=self.scheme,  # type: ignore[attr-defined]
            replaced_by=None,
        )
        return copied


class ConceptsField(SchemeFieldMixin, forms.ModelMultipleChoiceField):
    """Chooses concepts of one scheme.

    Args:
        scheme: the scheme to choose from.
        max_choices: how many at most; None for any number.
    """

    widget = ConceptPicker

    def __init__(self, scheme: str, max_choices: int | None = None, **kwargs: Any) -> None:
        self.scheme = scheme
        self.max_choices = max_choices
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", Scheme(scheme).label)
        super().__init__(queryset=Concept.objects.none(), **kwargs)
        self.widget.single = max_choices == 1

    def clean(self, value: Any) -> Any:
        """Return the chosen concepts as a list, in the order of the scheme."""
        concepts = list(super().clean(value))
        if self.max_choices and len(concepts) > self.max_choices:
            raise ValidationError(
                _("Choose at most %(count)d.") % {"count": self.max_choices}, code="too_many"
            )
        return concepts


class ConceptField(SchemeFieldMixin, forms.ModelChoiceField):
    """Chooses one concept of one scheme: the form field of a foreign key to a concept."""

    widget = SingleConceptPicker

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(**kwargs)


class TextChoiceField(forms.ModelChoiceField):
    """Chooses one row by a text that completes."""

    queryset: Any
    unknown = ""

    def resolve(self, typed: Token) -> Any:
        """Return the row that a text means, or None; an error where it may mean several."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        """Return the row that was typed or chosen.

        Raises:
            ValidationError: no row has this name, or several do; the error names them.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, self.queryset.model):
            return value
        typed = token(str(value))
        row = self.resolve(typed)
        if row is None:
            raise ValidationError(self.unknown % {"text": typed.text[:60]}, code="unknown")
        return row

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare rows, not the texts they were typed as."""
        typed = token(str(data or ""))
        return str(self.prepare_value(initial) or "") != str(typed.pk or typed.text)


class CityField(TextChoiceField):
    """Chooses a city of the gazetteer by name: ``Nairobi``, or ``Tripoli, Lebanon``."""

    widget = CityPicker

    def resolve(self, typed: Token) -> City | None:
        """Return the city a text means."""
        self.unknown = _("No city called “%(text)s” is known. Choose one, or leave this empty.")
        if typed.pk:
            city = self.queryset.filter(pk=typed.pk).first()
            name = fold(typed.text.split("(")[0])
            if city and any(known == name for known in city.folded.split("|")):
                return city
        asked = typed.text.replace("(", ",").replace(")", "")
        found = suggest_cities(asked)
        name = fold(asked.replace("،", ",").split(",")[0])
        exact = [each for each in found if fold(each.label) == name] or found
        if len(exact) > 1:
            named = ", ".join(f"{each.label} ({each.context})" for each in exact[:5])
            raise ValidationError(
                _("Several cities fit “%(text)s”: %(cities)s. Write the one you mean.")
                % {"text": typed.text[:60], "cities": named},
                code="several",
            )
        return self.queryset.get(pk=exact[0].pk) if exact else None


class AnyConceptField(TextChoiceField):
    """Chooses one concept of any scheme by one of its labels."""

    widget = AnyConceptPicker

    def resolve(self, typed: Token) -> Concept | None:
        """Return the concept a text means."""
        self.unknown = _("No concept is called “%(text)s”.")
        named = completed([typed]).get(typed)
        found = [named] if named else find_by_label(typed.text)
        if len(found) <= 1:
            return next(iter(found), None)
        raise ValidationError(
            _("Several concepts are called “%(text)s”: choose one from the list.")
            % {"text": typed.text[:60]},
            code="several",
        )


class Keywords(list[Concept]):
    """Chosen keywords; ``new`` are the words that nothing is called yet."""

    def __init__(self, concepts: list[Concept], new: list[str]) -> None:
        super().__init__(concepts)
        self.new = new


class KeywordsField(forms.CharField):
    """Chooses keywords by typing: what is known in any language is found before a word is new.

    ``clean()`` makes nothing: Wagtail's preview and autosave run it on half-done forms. New words
    become keywords when the page is saved (``pages.ConceptsMixin``).
    """

    widget = KeywordPicker

    def clean(self, value: Any) -> Keywords:
        """Return known keywords and new words.

        Raises:
            ValidationError: a word is too long or no plain text, or there are more than 100.
        """
        words = tokens(super().clean(value))
        if len(words) > MOST_KEYWORDS:
            raise ValidationError(
                _("Choose at most %(count)d.") % {"count": MOST_KEYWORDS}, code="too_many"
            )
        named, called = completed(words), find_by_labels(word.text for word in words)
        found: dict[int, Concept] = {}
        new: dict[str, str] = {}
        errors: list[ValidationError] = []
        for typed in words:
            concept = named.get(typed) or next(iter(called[fold(typed.text)]), None)
            if concept is not None:
                found[concept.pk] = concept
                continue
            try:
                check_wording(typed.text)
            except ValidationError as error:
                errors.append(error)
                continue
            if fold(typed.text):
                new.setdefault(fold(typed.text), typed.text)
        if errors:
            raise ValidationError(errors)
        return Keywords(list(found.values()), list(new.values()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the chosen concepts, not how they are written."""
        try:
            cleaned = self.clean(data)
        except ValidationError:
            return True
        return bool(cleaned.new) or {c.pk for c in cleaned} != {c.pk for c in initial or []}


def completed(words: list[Token]) -> dict[Token, Concept]:
    """Return the concept that each completed word names, where one of its labels agrees."""
    pks = [word.pk for word in words if word.pk]
    if not pks:
        return {}
    concepts = Concept.objects.filter(replaced_by=None).prefetch_related("labels").in_bulk(pks)
    return {
        word: concept
        for word in words
        if (concept := concepts.get(word.pk or 0))
        and any(same_word(word.text, label.text) for label in concept.labels.all())
    }


def _concept_field(db_field: models.ForeignKey) -> dict[str, Any]:
    limit = db_field.get_limit_choices_to()
    scheme = limit.get("scheme") if isinstance(limit, dict) else None
    if scheme:
        return {"form_class": ConceptField, "scheme": str(scheme)}
    return {"form_class": AnyConceptField}


register_form_field_override(
    ConceptTags,
    override={
        "form_class": KeywordsField,
        "help_text": gettext_lazy(
            "Words for what no list has. Type, then choose a word that is known or add a new one."
        ),
    },
)
register_form_field_override(models.ForeignKey, to=City, override={"form_class": CityField})
register_form_field_override(models.ForeignKey, to=Concept, override=_concept_field)
