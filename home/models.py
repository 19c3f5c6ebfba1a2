"""Home page, standard pages, legal pages, contact, glossary; navigation and settings."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import TranslatableMixin

from home.blocks import LinkBlocks, LinkGroupBlocks
from home.forms import StartingTextForm
from justcities.core.blocks import BodyBlocks
from justcities.core.fields import StreamField
from justcities.core.models import BasePage

MESSAGE_LENGTH = 5000


class HomePage(BasePage):
    """The first page of one language."""

    statement = models.CharField(
        _("statement"),
        max_length=120,
        blank=True,
        help_text=_("The large sentence at the top. Words between *stars* are set in terracotta."),
    )
    featured_case = models.ForeignKey(
        "casestudies.CaseStudyPage",
        verbose_name=_("featured case study"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without one, the latest case study is featured."),
    )

    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The first page of one language.")
    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("statement"),
        FieldPanel("summary"),
        FieldPanel("listing_image"),
        PageChooserPanel("featured_case", "casestudies.CaseStudyPage"),
    ]

    class Meta:
        verbose_name = _("home page")

    @property
    def schema_type(self) -> str:
        """The schema.org type of a whole site."""
        return "WebSite"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows: featured and latest case studies, questions, map."""
        from home.queries import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}


class TextPage(BasePage):
    """What pages of running text share."""

    body = StreamField(BodyBlocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True


class StandardPage(TextPage):
    """A page of text and pictures."""

    subpage_types = ["home.StandardPage"]
    page_description = _("Text and pictures: about, framework, how to take part.")

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below this one."""
        from home.queries import pages_below

        context = super().get_context(request, *args, **kwargs)
        return {**context, "pages_below": pages_below(self, request.user)}


class LegalPage(TextPage):
    """A page every site owes its readers, with a text to start from."""

    starting_text = ""

    base_form_class = StartingTextForm
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        abstract = True


class ImprintPage(LegalPage):
    """Who is answerable for the site."""

    starting_text = "imprint"
    page_description = _("Who is answerable for the site. Comes with a text to start from.")

    class Meta:
        verbose_name = _("imprint")


class PrivacyPage(LegalPage):
    """What the site keeps about people."""

    starting_text = "privacy"
    page_description = _("What the site keeps about people. Comes with a text to start from.")

    class Meta:
        verbose_name = _("privacy page")


class AccessibilityPage(LegalPage):
    """How accessible the site is, and whom to tell of a barrier."""

    starting_text = "accessibility"
    page_description = _("How accessible the site is. Comes with a text to start from.")

    class Meta:
        verbose_name = _("accessibility page")


class ContactPage(LegalPage):
    """A form for people who are not members."""

    starting_text = "contact"
    page_description = _("A form for people who are not members: who, interest, message.")

    class Meta:
        verbose_name = _("contact page")

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Show the form, or take a message."""
        from home.views import contact

        return contact(request, self)


class GlossaryPage(BasePage):
    """All concepts with their definitions."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    page_description = _("All words of the vocabulary with what they mean.")

    class Meta:
        verbose_name = _("glossary")

    @property
    def schema_type(self) -> str:
        """The schema.org type of a set of defined terms."""
        return "DefinedTermSet"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the vocabulary by scheme."""
        from home.glossary import glossary

        return {**super().get_context(request, *args, **kwargs), "schemes": glossary()}


class Navigation(TranslatableMixin, models.Model):
    """The links in the masthead and the foot, in one language."""

    main = StreamField(LinkBlocks(), verbose_name=_("masthead"), blank=True)
    foot = StreamField(LinkGroupBlocks(), verbose_name=_("foot"), blank=True)
    foot_text = models.TextField(_("about the site, in the foot"), max_length=300, blank=True)

    panels = [FieldPanel("main"), FieldPanel("foot"), FieldPanel("foot_text")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("navigation")
        verbose_name_plural = _("navigation")

    def __str__(self) -> str:
        return str(self.locale)


@register_setting(icon="site", order=100)
class SiteSettings(BaseSiteSetting):
    """What holds for the whole site."""

    is_sample = models.BooleanField(
        _("this is a sample site"),
        default=False,
        help_text=_("Every page then says that organisations, people and figures are invented."),
    )
    contact_email = models.EmailField(
        _("messages go to"),
        blank=True,
        help_text=_("Messages from the contact form are kept in the admin, and sent here too."),
    )

    panels = [
        HelpPanel(content=_("These settings hold for every page, in every language.")),
        MultiFieldPanel([FieldPanel("is_sample"), FieldPanel("contact_email")]),
    ]

    class Meta:
        verbose_name = _("site settings")


class ContactMessage(models.Model):
    """A message from somebody who is not a member, in a queue until handled."""

    class Interest(models.TextChoices):
        """What a message is about."""

        JOIN = "join", _("I would like to take part")
        CASE = "case", _("I would like to propose a case study")
        REUSE = "reuse", _("I would like to use something from this site")
        BARRIER = "barrier", _("Something on this site does not work for me")
        OTHER = "other", _("Something else")

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    interest = models.CharField(
        _("what it is about"), max_length=10, choices=Interest.choices, default=Interest.OTHER
    )
    message = models.TextField(_("message"), max_length=MESSAGE_LENGTH)
    language = models.CharField(_("language"), max_length=20, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    mailed_at = models.DateTimeField(_("sent on"), null=True, blank=True, editable=False)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["handled_at", "-created_at"], name="contact_queue")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_interest_display()}"


class SampleObject(models.Model):
    """Something ``load_demo`` made; ``remove_demo`` takes away these things and no others."""

    key = models.CharField(max_length=150, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.key

    def thing(self) -> models.Model | None:
        """Return the object, or None where somebody has deleted it since."""
        model = self.content_type.model_class()
        return model._default_manager.filter(pk=self.object_id).first() if model else None
