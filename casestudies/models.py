"""Case study pages, the page that lists them, and editions of the report."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page
from wagtail.search import index

from casestudies.blocks import EventBlocks, LessonBlocks
from casestudies.choices import CostBand, OrganisationRole, Precision, Status
from casestudies.forms import CaseStudyForm
from casestudies.services import MOST_WORDS_IN_SECTION, SECTION_NAMES, worth_adding
from justcities.core.blocks import BodyBlocks, InfographicBlocks, SectionBlocks
from justcities.core.common import CommonFieldsMixin, common
from justcities.core.fields import StreamField
from justcities.core.forms import CommonFieldsForm
from justcities.core.licences import Licence
from justcities.core.models import BasePage
from justcities.core.panels import ChecklistPanel, CommonFactsPanel, CommonInlinePanel
from justcities.core.widgets import CountedTextarea
from justcities.core.worldmap import distance_km
from justcities.vocabulary.models import City, Concept, ConceptLink, ConceptTag, ConceptTags
from justcities.vocabulary.pages import ConceptsMixin
from justcities.vocabulary.schemes import Scheme

# A mark farther from its city than this was left over from another one.
FARTHEST_FROM_CITY_KM = 150
PARTIAL_DATE = RegexValidator(
    r"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$",
    _("Write a year, or a year and a month: 2019 or 2019-05."),
)


class CaseStudyIndexPage(BasePage):
    """Lists the case studies, with filters, counts and a map."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["casestudies.CaseStudyPage"]
    max_count_per_parent = 1
    page_description = _("The list of all case studies, with filters and a map.")

    class Meta:
        verbose_name = _("list of case studies")

    @property
    def schema_type(self) -> str:
        """The schema.org type of a list."""
        return "CollectionPage"

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer with the listing, or with its feed."""
        from casestudies.views import serve_index

        return serve_index(request, self, *args, **kwargs)

    def route(self, request: Any, path_components: list[str]) -> Any:
        """Let the feed's address below this page through to its view."""
        from casestudies.views import route_below_index

        return route_below_index(self, request, path_components) or super().route(
            request, path_components
        )


# The checker's plugin does not find the manager that modelcluster makes for a ParentalKey.
class CaseStudyPage(ConceptsMixin, CommonFieldsMixin, BasePage):  # type: ignore[django-manager-missing]
    """What was tried in one city: narrative in four sections, and the facts one decides on."""

    what_is_new = models.TextField(_("what is new here"), blank=True, max_length=400)
    place_note = models.CharField(
        _("about the place"),
        max_length=200,
        blank=True,
        help_text=_("The district, for instance, or how the mark on the map was placed."),
    )
    context = StreamField(SectionBlocks(), verbose_name=_("innovation context"), blank=True)
    approach = StreamField(SectionBlocks(), verbose_name=_("approach"), blank=True)
    impact = StreamField(SectionBlocks(), verbose_name=_("impact"), blank=True)
    takeaways = StreamField(SectionBlocks(), verbose_name=_("takeaways"), blank=True)
    infographics = StreamField(InfographicBlocks(), verbose_name=_("infographic"), blank=True)
    lessons = StreamField(LessonBlocks(), verbose_name=_("lessons"), blank=True)

    edition = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("number in the edition"), null=True, blank=True)
    city = models.ForeignKey(
        City,
        verbose_name=_("city"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Fills in the country and the place on the map."),
    )
    country = models.ForeignKey(
        Concept,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"scheme": Scheme.COUNTRY},
    )
    region = models.ForeignKey(
        Concept,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"scheme": Scheme.REGION},
        help_text=_("Choose one only where no city and no country should be named."),
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    precision = models.CharField(
        _("shown how exactly"),
        max_length=10,
        choices=Precision.choices,
        default=Precision.NEAR,
    )
    start = models.CharField(_("start"), max_length=7, blank=True, validators=[PARTIAL_DATE])
    end = models.CharField(
        _("end"),
        max_length=7,
        blank=True,
        validators=[PARTIAL_DATE],
        help_text=_("Leave empty while it goes on."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.RUNNING
    )
    cost_band = models.CharField(
        _("cost in all"), max_length=10, choices=CostBand.choices, blank=True
    )
    licence = models.CharField(_("licence"), max_length=40, choices=Licence.choices)
    tags = ConceptTags(through="casestudies.CaseStudyTag", blank=True, verbose_name=_("keywords"))

    common_fields = (
        "edition",
        "number",
        "city",
        "country",
        "region",
        "latitude",
        "longitude",
        "precision",
        "start",
        "end",
        "status",
        "last_confirmed",
        "cost_band",
        "licence",
        "tags",
        "concept_links",
        "organisations",
    )
    override_translatable_fields = common(*common_fields, "tagged_items", "original_language")

    parent_page_types = ["casestudies.CaseStudyIndexPage"]
    # What stands below the list that is no page: casestudies/views.py.
    taken_slugs = frozenset({"export", "feed"})
    subpage_types: list[str] = []
    base_form_class = CaseStudyForm
    page_description = _("What was tried in one city, with whom, and what it changed.")

    content_panels = [
        ChecklistPanel(
            worth_adding,
            _("The case study can be published without these. Readers would be glad of them:"),
            heading=_("Worth adding"),
        ),
        TitleFieldPanel("title"),
        FieldPanel("summary", widget=CountedTextarea(max_length=280)),
        FieldPanel("listing_image"),
        FieldPanel("what_is_new", widget=CountedTextarea(max_length=400)),
        *(
            FieldPanel(
                name,
                help_text=_("At most 600 words."),
                attrs={"data-most-words": MOST_WORDS_IN_SECTION},
            )
            for name in SECTION_NAMES
        ),
        FieldPanel("infographics"),
        FieldPanel("lessons"),
    ]
    fact_panels = [
        CommonFactsPanel(heading=_("Facts in every language")),
        MultiFieldPanel(
            [
                FieldPanel("city"),
                FieldRowPanel([FieldPanel("country"), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("precision"),
                FieldPanel("place_note"),
            ],
            heading=_("Place"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("last_confirmed")]),
            ],
            heading=_("Time"),
        ),
        CommonInlinePanel("organisations", heading=_("Organisations"), label=_("organisation")),
        MultiFieldPanel(
            [FieldPanel(name) for name in CaseStudyForm.concept_fields()], heading=_("Coded facts")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("edition"), FieldPanel("number")]),
                FieldPanel("cost_band"),
                FieldPanel("licence"),
                FieldPanel("tags"),
            ],
            heading=_("Further facts"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Narrative")),
            ObjectList(fact_panels, heading=_("Facts")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *BasePage.search_fields,
        index.FilterField("edition"),
        index.FilterField("status"),
    ]

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    @property
    def schema_type(self) -> str:
        """The schema.org type of a report on what was done."""
        return "Article"

    @property
    def sections(self) -> list[tuple[str, Any, Any]]:
        """The narrative's filled sections in order: (anchor, heading, blocks)."""
        every = [
            ("context", _("Innovation context"), self.context),
            ("approach", _("Approach"), self.approach),
            ("impact", _("Impact"), self.impact),
            ("takeaways", _("Takeaways"), self.takeaways),
        ]
        return [section for section in every if section[2]]

    @classmethod
    def for_serving(cls, pk: int) -> "CaseStudyPage":
        """Load a case study with all that its page shows."""
        from casestudies.queries import for_page

        return for_page(pk)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add facts, map, related case studies, citation and the words explained."""
        from casestudies.views import page_context

        return {**super().get_context(request, *args, **kwargs), **page_context(request, self)}

    def concepts(self, scheme: str) -> list[Concept]:
        """Return the page's concepts of one scheme, in order; one query for all schemes."""
        return [link.concept for link in self.concept_links.all() if link.concept.scheme == scheme]

    @property
    def lead(self) -> "CaseStudyOrganisation | None":
        """The lead organisation."""
        return next(
            (item for item in self.organisations.all() if item.role == OrganisationRole.LEAD), None
        )

    def fill_place(self) -> None:
        """Take country, region and position from the city; forget what may not be shown.

        A position that is not to be shown is not stored either: a mark on the city has the city's
        own, a case study shown by country or region has none. Its city stays, for editors only.
        """
        from justcities.vocabulary.queries import region_of_country

        if self.city:
            self.country = self.city.country
            if self.precision == Precision.NEAR or self.latitude is None or self.longitude is None:
                self.latitude, self.longitude = self.city.latitude, self.city.longitude
        if self.precision == Precision.REGION:
            self.latitude = self.longitude = None
        if self.country:
            self.region = region_of_country(self.country) or self.region

    @property
    def place_label(self) -> str:
        """The place in the active language, no more exact than allowed."""
        from casestudies.places import place_label

        return place_label(self.city, self.country, self.region, self.precision)

    @property
    def people(self) -> list[Concept]:
        """The population groups the case study is about."""
        return self.concepts(Scheme.POPULATION_GROUP)

    def clean(self) -> None:
        """Fill in the place; refuse an end before the start."""
        super().clean()
        self.fill_place()
        if self.start and self.end and self.end < self.start[: len(self.end)]:
            raise ValidationError({"end": _("The end can’t come before the start.")})
        if self.city and self.latitude is not None and self.longitude is not None:
            here = (self.latitude, self.longitude)
            away = distance_km(here, (self.city.latitude, self.city.longitude))
            if away > FARTHEST_FROM_CITY_KM:
                message = _(
                    "This is %(distance)d km away from %(city)s. Empty it to mark the city."
                )
                values = {"distance": away, "city": self.city.display_name()}
                raise ValidationError({"latitude": message % values})


class CaseStudyConcept(ConceptLink):
    """A coded fact of a case study."""

    page = ParentalKey(CaseStudyPage, on_delete=models.CASCADE, related_name="concept_links")

    class Meta(ConceptLink.Meta):
        verbose_name = _("coded fact")
        verbose_name_plural = _("coded facts")
        constraints = [
            models.UniqueConstraint(fields=["page", "concept"], name="case_study_concept_once")
        ]


class CaseStudyTag(ConceptTag):
    """An open keyword of a case study."""

    content_object = ParentalKey(
        CaseStudyPage, on_delete=models.CASCADE, related_name="tagged_items"
    )


class CaseStudyOrganisation(models.Model):
    """An organisation of a case study, with its kind and what it did."""

    page = ParentalKey(CaseStudyPage, on_delete=models.CASCADE, related_name="organisations")
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.ForeignKey(
        Concept,
        verbose_name=_("kind"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"scheme": Scheme.ORGANISATION_KIND},
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=OrganisationRole.choices,
        default=OrganisationRole.LEAD,
    )

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("kind"), FieldPanel("role")])]

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class EditionPage(CommonFieldsMixin, BasePage):
    """One year's report: its topic, its dates, its case studies."""

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    body = StreamField(BodyBlocks(), verbose_name=_("text"), blank=True)
    events = StreamField(EventBlocks(), verbose_name=_("dates"), blank=True)

    common_fields = ("year",)
    override_translatable_fields = common("year", "original_language")
    base_form_class = CommonFieldsForm

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = _("One year's report: topic, dates and case studies.")

    content_panels = [
        *BasePage.content_panels,
        CommonFactsPanel(heading=_("Facts in every language")),
        FieldPanel("year"),
        FieldPanel("body"),
        FieldPanel("events"),
    ]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the edition's case studies, in the order of their numbers."""
        from casestudies.queries import cases_of_edition

        cases = cases_of_edition(self.year, self.locale.language_code, request.user)
        return {**super().get_context(request, *args, **kwargs), "cases": cases}
