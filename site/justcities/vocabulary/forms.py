"""The admin's forms of the vocabulary."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from justcities.core.languages import codes, direction, native_name
from justcities.vocabulary.fields import AnyConceptField
from justcities.vocabulary.models import Concept, Definition, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.services import LanguageWords
from justcities.vocabulary.text import fold
from justcities.vocabulary.wording import check_wording

PARTS = ("preferred", "alternative", "avoid", "definition", "note")
LIVE = Concept.objects.filter(replaced_by=None)


@dataclass
class Column:
    """One language of the editing form, its fields bound."""

    code: str
    name: str
    direction: str
    fields: list[forms.BoundField]


class ConceptForm(forms.ModelForm):
    """Edits a concept with its words in all languages, a column each.

    ``stamp`` is the version the form was opened with: where the concept has changed since, saving
    is refused once and says what differs, so that two editors don't undo each other's work.
    """

    broader = AnyConceptField(queryset=LIVE, required=False)
    related = AnyConceptField(queryset=LIVE, required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Concept
        fields = ("scheme", "notation", "broader", "related")
        labels = {"scheme": gettext_lazy("List")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = read_words(self.instance)
        self.languages = [*codes(), *(code for code in self.stored if code not in codes())]
        for name in ("broader", "related"):
            model_field = Concept._meta.get_field(name)
            self.fields[name].label = capfirst(model_field.verbose_name)
            self.fields[name].help_text = model_field.help_text
        if self.instance.pk:
            del self.fields["scheme"]
            self.initial["stamp"] = stamp(self.instance)
        for code in self.languages:
            self._add_language(code)
        self.changed_meanwhile: list[tuple[str, str]] = []

    def _add_language(self, code: str) -> None:
        said = self.stored.get(code, LanguageWords())
        attrs = {"lang": code, "dir": direction(code)}
        lines = gettext_lazy("One a line.")
        made = {
            "preferred": forms.CharField(label=gettext_lazy("Preferred"), initial=said.preferred),
            "alternative": forms.CharField(
                label=gettext_lazy("Also used"),
                initial="\n".join(said.alternative),
                help_text=lines,
            ),
            "avoid": forms.CharField(
                label=gettext_lazy("To avoid"), initial="\n".join(said.avoid), help_text=lines
            ),
            "definition": forms.CharField(
                label=gettext_lazy("What it means"),
                initial=said.definition,
                max_length=Definition._meta.get_field("text").max_length,
            ),
            "note": forms.CharField(
                label=gettext_lazy("What we say instead"),
                initial=said.note,
                max_length=Definition._meta.get_field("note").max_length,
            ),
        }
        for part, field in made.items():
            field.required = False
            if part == "preferred":
                field.widget = forms.TextInput(attrs=attrs)
            else:
                field.widget = forms.Textarea(attrs={**attrs, "rows": 3})
            self.fields[f"{part}_{code}"] = field

    def columns(self) -> list[Column]:
        """Return the site's languages, side by side."""
        return [self._column(code) for code in codes()]

    def further_columns(self) -> list[Column]:
        """Return the other languages in which the concept has words."""
        return [self._column(code) for code in self.languages if code not in codes()]

    def _column(self, code: str) -> Column:
        fields = [self[f"{part}_{code}"] for part in PARTS]
        return Column(code, native_name(code), direction(code), fields)

    def general_fields(self) -> list[forms.BoundField]:
        """Return what is the same in every language."""
        return [
            self[name]
            for name in ("scheme", "notation", "broader", "related")
            if name in self.fields
        ]

    @property
    def scheme(self) -> str:
        """The scheme of the concept, chosen or given."""
        return self.cleaned_data.get("scheme") or self.instance.scheme

    def clean(self) -> dict[str, Any]:
        """Check the wordings, and that nobody else has saved meanwhile."""
        super().clean()
        cleaned = self.cleaned_data
        for code in self.languages:
            self._clean_language(code)
        if not any(cleaned.get(f"preferred_{code}") for code in self.languages):
            self.add_error(
                f"preferred_{self.languages[0]}", _("Give it a name in one language at least.")
            )
        if self.scheme != Scheme.KEYWORD and not cleaned.get("notation"):
            self.add_error("notation", _("A concept of this list needs a notation."))
        self._check_names()
        self._check_notation()
        if self.instance.pk and cleaned.get("stamp") != stamp(self.instance):
            self._tell_what_changed()
        return cleaned

    def _clean_language(self, code: str) -> None:
        seen: dict[str, str] = {}
        for part in ("preferred", "alternative", "avoid"):
            name = f"{part}_{code}"
            # A field with an error of its own has no cleaned value.
            typed = self.cleaned_data.get(name, "")
            texts = [" ".join(line.split()) for line in typed.splitlines()]
            texts = [text for text in texts if text]
            for text in texts:
                try:
                    check_wording(text)
                except ValidationError as error:
                    self.add_error(name, error)
                folded = fold(text)
                if seen.get(folded) == text:
                    self.add_error(name, _("“%(text)s” stands here twice.") % {"text": text[:60]})
                seen[folded] = text
            if name in self.cleaned_data:
                self.cleaned_data[name] = texts if part != "preferred" else "".join(texts[:1])

    def _check_names(self) -> None:
        """Refuse a name that another concept of the list has in the same language; 1 query."""
        names = {
            (code, fold(self.cleaned_data[f"preferred_{code}"])): code
            for code in self.languages
            if self.cleaned_data.get(f"preferred_{code}")
        }
        taken = Label.objects.filter(
            kind=Label.Kind.PREFERRED,
            concept__scheme=self.scheme,
            concept__replaced_by=None,
            folded__in=[folded for _code, folded in names],
        ).exclude(concept=self.instance.pk)
        for label in taken:
            code = names.get((label.language, label.folded))
            if code:
                self.add_error(
                    f"preferred_{code}",
                    _("Another concept of this list is called so. Merge the two instead."),
                )

    def _check_notation(self) -> None:
        """Refuse a notation of the list's own; the model's check skips it without its scheme."""
        notation = self.cleaned_data.get("notation")
        same = Concept.objects.filter(scheme=self.scheme, notation=notation)
        if notation and same.exclude(pk=self.instance.pk).exists():
            self.add_error("notation", _("Another concept of this list has this notation."))

    def _tell_what_changed(self) -> None:
        for bound in self.visible_fields():
            if bound.name in self.Meta.fields:
                now, label = bound.field.widget.format_value(bound.initial), bound.label
                differs = bound.field.has_changed(bound.initial, bound.data)
            else:
                now, label = bound.initial, self._full_label(bound)
                differs = (bound.initial or "").split() != (bound.data or "").split()
            if differs:
                self.changed_meanwhile.append((str(label), str(now or "–")))
        self.data = {**dict(self.data.items()), "stamp": stamp(self.instance)}
        raise ValidationError(
            _(
                "Somebody else has changed this concept since you opened it. What you typed is "
                "still here; what is stored now stands below. Save again to put yours in its place."
            ),
            code="changed_meanwhile",
        )

    def _full_label(self, bound: forms.BoundField) -> str:
        code = bound.name.rpartition("_")[2]
        return f"{bound.label} ({native_name(code)})"

    def words(self) -> dict[str, LanguageWords]:
        """Return what was typed, by language."""
        return {
            code: LanguageWords(**{part: self.cleaned_data[f"{part}_{code}"] for part in PARTS})
            for code in self.languages
        }


class MergeForm(forms.Form):
    """Chooses the concept that another is merged into."""

    into = AnyConceptField(queryset=LIVE, label=gettext_lazy("Merge it into"))


class PromoteForm(forms.Form):
    """Says where a keyword goes."""

    scheme = forms.ChoiceField(
        label=gettext_lazy("List"),
        choices=[choice for choice in Scheme.choices if choice[0] != Scheme.KEYWORD],
    )
    notation = forms.CharField(
        label=gettext_lazy("Notation"),
        max_length=60,
        help_text=gettext_lazy("A short code that never changes, such as water-sanitation."),
    )
    broader = AnyConceptField(queryset=LIVE, required=False, label=gettext_lazy("Broader concept"))


def read_words(concept: Concept) -> dict[str, LanguageWords]:
    """Return what a concept says now, by language; 2 queries."""
    found: dict[str, LanguageWords] = {}
    if concept.pk is None:
        return found
    for label in concept.labels.order_by("pk"):
        said = found.setdefault(label.language, LanguageWords())
        if label.kind == Label.Kind.PREFERRED:
            said.preferred = label.text
        else:
            getattr(said, label.kind).append(label.text)
    for definition in concept.definitions.all():
        said = found.setdefault(definition.language, LanguageWords())
        said.definition, said.note = definition.text, definition.note
    return found


def stamp(concept: Concept) -> str:
    """Return the version of a concept as the editing form carries it."""
    return concept.updated_at.isoformat() if concept.updated_at else ""
