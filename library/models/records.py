"""A resource: what the field has written, filmed or made, and where to get it."""

from http import HTTPMethod
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import RichTextField
from wagtail.search import index

from casestudies.models import CaseStudyPage
from justcities.assets.models import SiteDocument
from justcities.core.common import CommonFieldsMixin, common
from justcities.core.licences import Rights
from justcities.core.models import AccessMixin, BasePage
from justcities.core.panels import ChecklistPanel, CommonFactsPanel, CommonInlinePanel
from justcities.core.widgets import CountedTextarea
from justcities.vocabulary.language_fields import LanguageCodeField
from justcities.vocabulary.language_names import languages_as_text
from justcities.vocabulary.models import City, Concept, ConceptLink, ConceptTag, ConceptTags
from justcities.vocabulary.pages import ConceptsMixin
from justcities.vocabulary.schemes import Scheme
from library.choices import AgentRole, FileRole, IdentifierKind, RelationKind
from library.forms import LibraryIndexForm, ResourceForm
from library.holding import FileRows, hold
from library.identifiers import normalise
from library.panels import FileFactsPanel, LookAlikesPanel, NumbersPanel
from library.services import worth_adding

WHY_LENGTH = 1_200
ONE_OF_TWO = _("Choose a file, or write a link: one of the two.")
PARTIAL_DATE = RegexValidator(
    r"^(1[5-9]|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
    _("Write a year, a month or a day: 2019, 2019-05 or 2019-05-31."),
)


# What stands below the library that is no page: library/views.py and library/taking_out.py.
TAKEN_SLUGS = frozenset({"export", "feed", "list", "suggest"})


class LibraryIndexPage(BasePage):
    """Lists the resources, with filters and counts; collections stand below it too.

    ``scope`` stands before the form in which a resource is suggested; where it is empty, the text
    to start from does (``library.starting_texts``).
    """

    scope = RichTextField(
        _("what belongs here"),
        blank=True,
        features=["bold", "ul", "ol", "link"],
        help_text=_("What is in and what is out: read before somebody suggests a resource."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("scope")]
    base_form_class = LibraryIndexForm
    parent_page_types = ["home.HomePage"]
    subpage_types = ["library.ResourcePage", "library.CollectionPage"]
    max_count_per_parent = 1
    page_description = _("The list of all resources, with filters.")

    class Meta:
        verbose_name = _("library")

    @property
    def schema_type(self) -> str:
        """The schema.org type of a list."""
        return "CollectionPage"

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer with the listing, or with what stands below it that is no page."""
        from library.views import serve_index

        return serve_index(request, self, *args, **kwargs)

    def route(self, request: Any, path_components: list[str]) -> Any:
        """Let the addresses below this page that are no pages through to their views."""
        from library.views import route_below_index

        return route_below_index(self, request, path_components) or super().route(
            request, path_components
        )


# The checker's plugin does not find the manager that modelcluster makes for a ParentalKey.
class ResourcePage(ConceptsMixin, CommonFieldsMixin, AccessMixin, BasePage):  # type: ignore[django-manager-missing]
    """One record: what it is, why it matters here, how to get it, how to cite it.

    ``languages`` are those of the resource, as codes, apart from the language of the page.
    ``cited_title`` is the title as it stands on the work: that of the source page, whatever the
    page's own language calls it. ``different_from`` holds the translation keys of records that
    look like this one and were declared to be others. ``imported_as`` is the key that the program
    a record was brought in from knows it by, with that program's name before it, so that the same
    import again finds it.
    """

    why = models.TextField(
        _("why it matters here"),
        max_length=WHY_LENGTH,
        blank=True,
        help_text=_("What a practitioner gets out of it, in your own words."),
    )
    cited_title = models.CharField(max_length=255, blank=True, editable=False)
    date = models.CharField(
        _("date"),
        max_length=10,
        blank=True,
        validators=[PARTIAL_DATE],
        help_text=_("As precise as known: 2019, 2019-05 or 2019-05-31."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    container = models.CharField(
        _("stands in"),
        max_length=255,
        blank=True,
        help_text=_("The journal, book or series, where it is a part of one."),
    )
    volume = models.CharField(_("volume"), max_length=30, blank=True)
    issue = models.CharField(_("issue"), max_length=30, blank=True)
    page_range = models.CharField(_("pages in it"), max_length=30, blank=True)
    languages = models.JSONField(_("languages of the resource"), default=list, blank=True)
    licence = models.CharField(
        _("licence"),
        max_length=40,
        choices=Rights.choices,
        blank=True,
        help_text=_("Until one is chosen, nobody but editors can open the files."),
    )
    rights_holder = models.CharField(_("rights held by"), max_length=200, blank=True)
    page_count = models.PositiveIntegerField(_("number of pages"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("length in minutes"), null=True, blank=True)
    imported_as = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    different_from = models.JSONField(default=list, blank=True, editable=False)
    tags = ConceptTags(through="library.ResourceTag", blank=True, verbose_name=_("keywords"))

    common_fields = (
        "access",
        "cited_title",
        "date",
        "publisher",
        "container",
        "volume",
        "issue",
        "page_range",
        "languages",
        "licence",
        "rights_holder",
        "page_count",
        "minutes",
        "imported_as",
        "different_from",
        "last_confirmed",
        "tags",
        "concept_links",
        "agents",
        "identifiers",
        "places",
        "relations",
        "citations",
        "files",
    )
    override_translatable_fields = common(*common_fields, "tagged_items", "original_language")
    # A copy is another record: an import must not find it, nor has anybody compared it.
    exclude_fields_in_copy = ["imported_as", "different_from"]

    parent_page_types = ["library.LibraryIndexPage"]
    subpage_types: list[str] = []
    taken_slugs = TAKEN_SLUGS
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    base_form_class = ResourceForm
    page_description = _("A report, guide, film or tool, with its files and how to cite it.")

    content_panels = [
        LookAlikesPanel(heading=_("Perhaps it is there already")),
        ChecklistPanel(
            worth_adding,
            _("The resource can be published without these. Readers would be glad of them:"),
            heading=_("Worth adding"),
        ),
        TitleFieldPanel("title"),
        FieldPanel("summary", widget=CountedTextarea(max_length=280)),
        FieldPanel("why", widget=CountedTextarea(max_length=WHY_LENGTH)),
        FieldPanel("listing_image"),
    ]
    record_panels = [
        CommonFactsPanel(heading=_("Facts in every language")),
        FieldPanel("access"),
        CommonInlinePanel("files", heading=_("Files and links"), label=_("file or link")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("licence"), FieldPanel("rights_holder")]),
                FieldPanel("languages"),
                FieldRowPanel([FieldPanel("page_count"), FieldPanel("minutes")]),
            ],
            heading=_("Use"),
        ),
        CommonInlinePanel("agents", heading=_("Authors and others"), label=_("name")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date"), FieldPanel("publisher")]),
                FieldPanel("container"),
                FieldRowPanel(
                    [FieldPanel("volume"), FieldPanel("issue"), FieldPanel("page_range")]
                ),
            ],
            heading=_("Publication"),
        ),
        CommonInlinePanel("identifiers", heading=_("Identifiers"), label=_("identifier")),
    ]
    fact_panels = [
        MultiFieldPanel(
            [*(FieldPanel(name) for name in ResourceForm.concept_fields()), FieldPanel("tags")],
            heading=_("Coded facts"),
        ),
        CommonInlinePanel("places", heading=_("Places covered"), label=_("place")),
        CommonInlinePanel("relations", heading=_("Other resources"), label=_("relation")),
        CommonInlinePanel(
            "citations", heading=_("Case studies that use it"), label=_("case study")
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Text")),
            ObjectList(record_panels, heading=_("Record")),
            ObjectList(fact_panels, heading=_("Facts")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(
                [*BasePage.settings_panels, NumbersPanel(heading=_("How often it is used"))],
                heading=_("Settings"),
            ),
        ]
    )
    search_fields = [*BasePage.search_fields, index.FilterField("access")]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @property
    def schema_type(self) -> str:
        """The schema.org type, by the type of the resource."""
        from library.crosswalk import schema_type

        return schema_type(self.resource_type.notation if self.resource_type else "")

    def json_ld(self) -> dict[str, Any]:
        """Return the resource's description in schema.org's words."""
        from library.metadata import json_ld

        return json_ld(self)

    @classmethod
    def for_serving(cls, pk: int) -> "ResourcePage":
        """Load a resource with all that its page shows."""
        from library.queries import for_page

        return for_page(pk)

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer with the record, and count that it was opened."""
        from library.counting import count_view

        count_view(request, self)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add files, facts, citation, cases that use it and related resources."""
        from library.views import page_context

        return {**super().get_context(request, *args, **kwargs), **page_context(request, self)}

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the title as it is cited in step, on the source page."""
        if not self.is_translation:
            self.cited_title = self.title
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a draft; its files are the library's before the draft is published."""
        hold(row.document_id for row in self.files.all())
        return super().save_revision(*args, **kwargs)

    def concepts(self, scheme: str) -> list[Concept]:
        """Return the page's concepts of one scheme, in order; one query for all schemes."""
        return [link.concept for link in self.concept_links.all() if link.concept.scheme == scheme]

    @property
    def resource_type(self) -> Concept | None:
        """What kind of thing it is."""
        return next(iter(self.concepts(Scheme.RESOURCE_TYPE)), None)

    def get_languages_display(self) -> str:
        """Return the names of the resource's languages in the active language."""
        return languages_as_text(self.languages)

    @property
    def year(self) -> str:
        """The year of publication, or an empty string."""
        return self.date[:4]


class ResourceConcept(ConceptLink):
    """A coded fact of a resource."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="concept_links")

    class Meta(ConceptLink.Meta):
        verbose_name = _("coded fact")
        verbose_name_plural = _("coded facts")
        constraints = [
            models.UniqueConstraint(fields=["page", "concept"], name="resource_concept_once")
        ]


class ResourceTag(ConceptTag):
    """An open keyword of a resource."""

    content_object = ParentalKey(
        ResourcePage, on_delete=models.CASCADE, related_name="tagged_items"
    )


class Part(models.Model):
    """A row of a record, in the order the editor gave it."""

    sort_order = models.PositiveIntegerField(default=0, editable=False)
    # Lets editors move the rows.
    sort_order_field = "sort_order"

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]


class ResourceAgent(Part):
    """Somebody who made the resource: a person (``given`` filled) or an organisation."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="agents")
    name = models.CharField(_("family name or organisation"), max_length=200)
    given = models.CharField(
        _("given names"),
        max_length=120,
        blank=True,
        help_text=_("Leave empty for an organisation."),
    )
    role = models.CharField(
        _("role"), max_length=12, choices=AgentRole.choices, default=AgentRole.AUTHOR
    )

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("given"), FieldPanel("role")])]

    class Meta(Part.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("authors and others")

    def __str__(self) -> str:
        return f"{self.given} {self.name}".strip()


class ResourceIdentifier(Part):
    """An identifier, checked and in its one normal form."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(_("kind"), max_length=6, choices=IdentifierKind.choices)
    value = models.CharField(_("identifier"), max_length=500, db_index=True)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("value")])]

    class Meta(Part.Meta):
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")

    def __str__(self) -> str:
        return self.value

    def clean(self) -> None:
        """Put the identifier into its normal form; refuse one that can't be right.

        A draft may lack the one or the other.
        """
        super().clean()
        if self.kind not in IdentifierKind.values or not self.value:
            return
        try:
            self.value = normalise(self.kind, self.value)
        except ValueError as error:
            raise ValidationError({"value": str(error)}) from error


class ResourcePlace(Part):
    """A place the resource is about: a city, or a country or region."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="places")
    city = models.ForeignKey(
        City,
        verbose_name=_("city"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    area = models.ForeignKey(
        Concept,
        verbose_name=_("country or region"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"scheme__in": [Scheme.COUNTRY, Scheme.REGION]},
    )

    panels = [FieldRowPanel([FieldPanel("city"), FieldPanel("area")])]

    class Meta(Part.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places covered")

    def __str__(self) -> str:
        return self.city.display_name() if self.city else str(self.area or "")

    def clean(self) -> None:
        """Take the country from the city; refuse an empty row."""
        super().clean()
        if self.city:
            self.area = self.city.country
        elif not self.area:
            raise ValidationError(_("Choose a city, or a country or region."))


class ResourceRelation(Part):
    """How the resource stands to another one."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(
        _("relation"), max_length=15, choices=RelationKind.choices, default=RelationKind.PART_OF
    )
    target = models.ForeignKey(
        ResourcePage,
        verbose_name=_("resource"),
        on_delete=models.CASCADE,
        related_name="related_from",
    )

    panels = [FieldPanel("kind"), PageChooserPanel("target", "library.ResourcePage")]

    class Meta(Part.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target.title}"

    def clean(self) -> None:
        """Refuse a resource related to itself."""
        super().clean()
        if self.target_id and self.page.translation_key == self.target.translation_key:
            raise ValidationError({"target": _("A resource can’t be related to itself.")})


class ResourceCitation(Part):
    """A case study that cites the resource."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="citations")
    case = models.ForeignKey(
        CaseStudyPage, verbose_name=_("case study"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("case", "casestudies.CaseStudyPage")]

    class Meta(Part.Meta):
        verbose_name = _("case study")
        verbose_name_plural = _("case studies that use it")

    def __str__(self) -> str:
        return self.case.title


class ResourceFile(Part):
    """A file kept here, or a link to where it is: one of the two."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        SiteDocument,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    link = models.URLField(_("or a link"), max_length=500, blank=True)
    label = models.CharField(
        _("what it is called"),
        max_length=200,
        blank=True,
        help_text=_("Only where it has a name of its own, such as “Annex 2”."),
    )
    role = models.CharField(_("is"), max_length=12, choices=FileRole.choices, default=FileRole.WORK)
    language = LanguageCodeField(
        _("language"),
        max_length=20,
        blank=True,
        help_text=_("Empty: as the file’s own text tells, or without words."),
    )

    objects = FileRows()

    panels = [
        FieldPanel("document"),
        FileFactsPanel(),
        FieldPanel("link"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("language")]),
        FieldPanel("label"),
    ]

    class Meta(Part.Meta):
        verbose_name = _("file or link")
        verbose_name_plural = _("files and links")

    def __str__(self) -> str:
        return self.label or (self.document.title if self.document else self.link)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the row; from now on the library's rule says who may open its file."""
        super().save(*args, **kwargs)
        hold([self.document_id])

    def clean(self) -> None:
        """Refuse a file and a link in one row; that there is one is asked before publishing."""
        super().clean()
        if self.document_id and self.link:
            raise ValidationError(ONE_OF_TWO)
