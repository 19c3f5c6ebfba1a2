"""The abstract page that every page type stands on, in parts that carry their own panels."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.search import index

from justcities.core.access import MEMBERS, PUBLIC, restrictions, tokens_of_path
from justcities.core.forms import CopyWithoutAliasForm
from justcities.core.languages import direction
from justcities.core.permissions import PagePermissions
from justcities.core.widgets import CountedTextarea

SUMMARY_LENGTH = 280


class SummaryMixin(models.Model):
    """What a page says of itself in one sentence, wherever it is listed."""

    summary = models.TextField(
        _("in one sentence"),
        max_length=SUMMARY_LENGTH,
        blank=True,
        help_text=_("Shown under the title, in lists and in search results."),
    )
    listing_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Opens the page and stands beside it in lists."),
    )

    summary_panels = [
        FieldPanel("summary", widget=CountedTextarea(max_length=SUMMARY_LENGTH)),
        FieldPanel("listing_image"),
    ]

    class Meta:
        abstract = True


class SocialMixin(models.Model):
    """The card that other sites and messengers show for a link to the page."""

    social_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only where another picture than the page's own should be shown."),
    )

    social_panels = [MultiFieldPanel([FieldPanel("social_image")], heading=_("Shared links"))]

    class Meta:
        abstract = True

    @property
    def card_image(self) -> Any:
        """The picture for shared links: its own, else the page's."""
        return self.social_image or getattr(self, "listing_image", None)


class ConfirmedMixin(models.Model):
    """When somebody last confirmed that what the page says is still so."""

    last_confirmed = models.DateField(
        _("last confirmed"),
        null=True,
        blank=True,
        help_text=_("The day somebody last checked that the page is still right."),
    )

    confirmed_panels = [FieldPanel("last_confirmed")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a day that has not come yet."""
        super().clean()
        if self.last_confirmed and self.last_confirmed > date.today():
            raise ValidationError({"last_confirmed": _("This day has not come yet.")})


class Access(models.TextChoices):
    """Who may see a page; the values are tokens of ``justcities.core.access``."""

    PUBLIC = PUBLIC, _("Everybody")
    MEMBERS = MEMBERS, _("Members only")


OPEN_PICTURE = _(
    "Pictures are open to everybody who knows their address, and this page is for members only. "
    "Please take the picture off; a file’s first page is shown to members instead."
)


class AccessMixin(models.Model):
    """A page type whose pages say each for itself who may see them.

    Wagtail's own restriction stands in a row of its own, and every request reads them all: right
    for a few branches of the tree, not for thousands of single pages. It also holds for one
    language only; this field can be a common one.
    """

    access = models.CharField(
        _("who may see it"),
        max_length=10,
        choices=Access.choices,
        default=Access.PUBLIC,
        db_index=True,
    )

    access_panels = [FieldPanel("access")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a picture on a page for members: pictures are always public (docs/adr/0008)."""
        super().clean()
        if self.access == Access.PUBLIC:
            return
        for name in ("listing_image", "social_image"):
            if getattr(self, f"{name}_id", None):
                raise ValidationError({name: OPEN_PICTURE})


class BasePage(SummaryMixin, SocialMixin, ConfirmedMixin, Page):  # type: ignore[django-manager-missing]
    """An abstract page: summary, picture, metadata, breadcrumbs, translations.

    Each page type's template is ``pages/<model_name>.html``. Wagtail's own ``search_fields`` hold
    the title and filters only: the admin's search is quadratic in long texts on SQLite, and the
    site's search has rows of its own (docs/adr/0004).

    ``taken_slugs`` of a page type are the steps below its parent that lead to no page but to a
    feed or an export: a page with such a slug could never be opened.
    """

    taken_slugs: frozenset[str] = frozenset()

    content_panels = Page.content_panels + SummaryMixin.summary_panels
    promote_panels = Page.promote_panels + SocialMixin.social_panels
    settings_panels = Page.settings_panels + ConfirmedMixin.confirmed_panels
    copy_form_class = CopyWithoutAliasForm
    search_fields = [
        field
        for field in Page.search_fields
        if isinstance(field, index.FilterField) or getattr(field, "field_name", "") == "title"
    ]

    class Meta:
        abstract = True

    @classmethod
    def template_path(cls) -> str:
        """Return the path of this page type's template."""
        return f"pages/{cls._meta.model_name}.html"

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        """Return the template named after the page type."""
        return self.template_path()

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Preview what the page's address would show.

        Wagtail's own leaves out what a type's own ``serve`` adds: the listing, the contact form.
        """
        if type(self).serve is Page.serve:
            return super().serve_preview(request, mode_name)
        request.is_preview = True
        request.preview_mode = mode_name
        response = self.serve(request)
        patch_cache_control(response, private=True)
        return response

    def clean(self) -> None:
        """Refuse a slug that the page above has for itself."""
        super().clean()
        self._refuse_taken_slug()

    def minimal_clean(self) -> None:
        """Refuse it in a draft too: a draft of a published page can't have another address."""
        super().minimal_clean()
        self._refuse_taken_slug()

    def _refuse_taken_slug(self) -> None:
        if self.slug in self.taken_slugs:
            raise ValidationError(
                {
                    "slug": _("The page above needs the address “%(slug)s” itself. Choose another.")
                    % {"slug": self.slug}
                }
            )

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        """Make a slug from the title, numbered where a sibling or the page above has it."""
        taken = base_slug in self.taken_slugs
        return str(super()._get_autogenerated_slug(f"{base_slug}-2" if taken else base_slug))

    @classmethod
    def for_serving(cls, pk: int) -> "BasePage":
        """Load a page with what its template shows of it; page types that show more add to it."""
        return cls._default_manager.select_related("locale", "listing_image", "social_image").get(
            pk=pk
        )

    def permissions_for_user(self, user: Any) -> PagePermissions:
        """Return what a person may do with the page."""
        return PagePermissions(user, self)

    def get_view_restrictions(self) -> QuerySet:
        """Return the restrictions on this page; no query where nothing above it is restricted."""
        if not tokens_of_path(self.path, restrictions()):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, of the page's language."""
        return direction(self.locale.language_code)

    @property
    def schema_type(self) -> str:
        """The schema.org type that says what the page is."""
        return "WebPage"

    def json_ld(self) -> dict[str, Any]:
        """Return the page's description in schema.org's words."""
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": self.schema_type,
            "name": self.title,
            "url": self.full_url,
            "inLanguage": self.locale.language_code,
        }
        if self.search_description or self.summary:
            data["description"] = self.search_description or self.summary
        if self.first_published_at:
            data["datePublished"] = self.first_published_at.date().isoformat()
        if self.last_published_at:
            data["dateModified"] = self.last_published_at.date().isoformat()
        return data

    @cached_property
    def breadcrumbs(self) -> list[Page]:
        """The pages above this one, from the home page down, in one query."""
        return list(
            self.get_ancestors()
            .filter(depth__gt=1)
            .live()
            .only("title", "url_path", "locale", "path", "depth", "slug")
        )

    def copy_for_translation(
        self,
        locale: Locale,
        copy_parents: bool = False,
        alias: bool = False,
        exclude_fields: list[str] | None = None,
    ) -> Page:
        """Copy the page as a draft in another language, its missing parents as drafts too.

        Wagtail would make live alias pages of the parents, which then show the source language at
        the other language's address (B30 in the translation report). They are handed to
        wagtail-localize instead, so that a translator finds them.

        Raises:
            ValueError: for an alias.
            ParentNotTranslatedError: where a parent is missing and ``copy_parents`` is off.
        """
        from wagtail_localize.operations import TranslationCreator

        if alias:
            raise ValueError("There are no alias pages here: docs/adr/0006 says why.")
        parent = self.get_parent()
        above = parent if parent is not None and not parent.is_root() else None
        if copy_parents and above is not None and not above.has_translation(locale):
            TranslationCreator(None, [locale]).create_translations(above)
        return super().copy_for_translation(locale, exclude_fields=exclude_fields)


class DataChange(models.Model):
    """One change of a kind of data that processes keep in memory (``justcities.core.versions``)."""

    name = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("change of kept data")

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"
