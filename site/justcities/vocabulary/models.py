"""Concepts, their labels and definitions in every language, and places on the map."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase

from justcities.core.languages import current
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.store import words
from justcities.vocabulary.text import fold

LABEL_LENGTH = 120
SLUG_LENGTH = 90


class Concept(TagBase, ClusterableModel):
    """An entry of the vocabulary, the same in every language.

    The tag model of django-taggit too: a tag is a concept of the scheme *keyword*. ``name`` repeats
    the preferred label of the site's source language, for django-taggit and for databases' eyes.
    A merged concept stays, with ``replaced_by``, so that drafts and revisions still resolve.
    ``loaded`` lists fingerprints of what came from data files, so that loading again does not
    bring back what an editor removed. ``updated_at`` changes with labels and definitions too: it
    is the version that caches, exports and the editing form's check for a second editor go by.
    """

    name = models.CharField(_("name"), max_length=300)
    scheme = models.CharField(
        _("scheme"), max_length=30, choices=Scheme.choices, default=Scheme.KEYWORD
    )
    notation = models.CharField(
        _("notation"),
        max_length=60,
        blank=True,
        validators=[
            RegexValidator(
                r"^[\w.-]+$", _("Use letters, digits, hyphens and full stops, without spaces.")
            )
        ],
        help_text=_("A short code that never changes, such as 11.1 or water-sanitation."),
    )
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader concept"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="narrower",
    )
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="replaces",
    )
    related = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="members",
        help_text=_("A concept of another list that this one counts among: Global South, for one."),
    )
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    loaded = models.JSONField(default=list, editable=False)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["scheme", "sort_order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "notation"],
                condition=~models.Q(notation=""),
                name="concept_notation_in_scheme",
                violation_error_message=_("Another concept of this list has this notation."),
            )
        ]
        indexes = [models.Index(fields=["scheme", "sort_order"], name="concept_scheme_order")]

    def __str__(self) -> str:
        return self.label()

    @property
    def key(self) -> str:
        """What stands for the concept in addresses: its notation, else its slug."""
        return self.notation or self.slug

    @property
    def anchor(self) -> str:
        """The id of the concept's entry in the glossary page."""
        return f"{self.scheme}-{self.key}"

    def label(self, language: str | None = None) -> str:
        """Return the preferred label in a language (the active one), else in English.

        Use ``label_language`` to mark the fragment.
        """
        return self._preferred(language)[0]

    def label_language(self, language: str | None = None) -> str:
        """Return the language the label of :meth:`label` is in."""
        return self._preferred(language)[1]

    def _preferred(self, language: str | None) -> tuple[str, str]:
        return words(language or current()).labels.get(self.pk, (self.name, ""))

    def definition(self, language: str | None = None) -> str:
        """Return the definition in a language (the active one), or an empty string."""
        return words(language or current()).definitions.get(self.pk, "")

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return a slug that fits its column and is never empty, whatever the word."""
        slug = slugify(tag, allow_unicode=True)[:SLUG_LENGTH] or self.scheme
        return slug if i is None else f"{slug}-{i}"

    def clean(self) -> None:
        """Refuse a concept above itself, and a notation used twice in its scheme."""
        super().clean()
        ancestor, seen = self.broader, set()
        while ancestor is not None and ancestor.pk not in seen:
            if ancestor.pk == self.pk and self.pk is not None:
                raise ValidationError(
                    {
                        "broader": _(
                            "“%(concept)s” stands below this concept, so it can’t stand above it."
                        )
                        % {"concept": self.broader}
                    }
                )
            seen.add(ancestor.pk)
            ancestor = ancestor.broader


class Label(models.Model):
    """A concept's wording in one language."""

    class Kind(models.TextChoices):
        """How the wording is meant (SKOS prefLabel and altLabel; avoid is a hidden label)."""

        PREFERRED = "preferred", _("preferred")
        ALTERNATIVE = "alternative", _("also used")
        AVOID = "avoid", _("avoid")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=20)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PREFERRED)
    text = models.CharField(_("wording"), max_length=LABEL_LENGTH)
    folded = models.CharField(max_length=LABEL_LENGTH * 2, editable=False, db_index=True)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language"],
                condition=models.Q(kind="preferred"),
                name="label_one_preferred",
                violation_error_message=_("A concept has one preferred label in each language."),
            ),
            models.UniqueConstraint(
                fields=["concept", "language", "text"], name="label_wording_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded form in step."""
        self.folded = fold(self.text)
        super().save(*args, **kwargs)


class Definition(models.Model):
    """What a concept means, in one language, and what is said instead of a word to avoid."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="definitions")
    language = models.CharField(_("language"), max_length=20)
    text = models.TextField(_("definition"), blank=True, max_length=600)
    note = models.TextField(
        _("what we say instead"),
        blank=True,
        max_length=400,
        help_text=_("Shown where somebody used a word to avoid: what we say, and why."),
    )

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "language"], name="definition_one")
        ]

    def __str__(self) -> str:
        return self.text


class ConceptLink(models.Model):
    """A page's coded fact. A subclass adds the ``ParentalKey`` named ``page``.

    Cascades: with PROTECT, every load of a draft that names a deleted concept is an exception.
    """

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return str(self.concept)


class ConceptTag(ItemBase):
    """A page's open keyword. A subclass adds the ``ParentalKey`` named ``content_object``."""

    tag = models.ForeignKey(
        Concept, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_items"
    )

    class Meta:
        abstract = True


class ConceptTags(ClusterTaggableManager):
    """A page's open keywords: its form field completes in every language (``fields.py``).

    Migrations keep the name of the library's class, of which this changes the form only.
    """

    def save_form_data(self, instance: Any, value: Any) -> None:
        """Take over chosen keywords; new words wait until the page is saved (``pages.py``)."""
        super().save_form_data(instance, list(value))
        new = getattr(value, "new", [])
        if new:
            instance.__dict__.setdefault("_new_keywords", {})[self.name] = new

    def deconstruct(self) -> tuple:
        """Return the definition of the library's manager."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.contrib.taggit.ClusterTaggableManager", args, kwargs


class City(models.Model):
    """A city of the packaged gazetteer, or one added by an editor.

    ``names`` maps a language code to the city's name in it; ``folded`` holds every known name in
    the form it is searched in, parted by ``|``.
    """

    geonames_id = models.PositiveIntegerField(null=True, blank=True, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    names = models.JSONField(_("name in other languages"), default=dict, blank=True)
    country = models.ForeignKey(
        Concept,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"scheme": Scheme.COUNTRY},
    )
    latitude = models.FloatField(
        _("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    population = models.PositiveIntegerField(_("population"), default=0)
    folded = models.TextField(editable=False, blank=True)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["-population", "name"]
        indexes = [models.Index(fields=["-population"], name="city_by_population")]

    def __str__(self) -> str:
        return f"{self.display_name()}, {self.country}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the searched form in step with the names."""
        known = dict.fromkeys(
            fold(name) for name in (self.name, *self.names.values(), *self.folded.split("|"))
        )
        self.folded = "|".join(name for name in known if name)
        super().save(*args, **kwargs)

    def display_name(self, language: str | None = None) -> str:
        """Return the city's name in a language (the active one), else its English name."""
        return self.names.get(language or current(), self.name)
