"""Image, rendition and document models, our own from the first migration."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from justcities.assets.documents import check_document
from justcities.assets.extraction import Outcome
from justcities.assets.fields import PictureField
from justcities.assets.permissions import refuse_private_folder
from justcities.assets.storage import document_storage
from justcities.core.languages import current
from justcities.core.licences import Licence

ALT_TEXT_LENGTH = 300


class SiteImage(AbstractImage):
    """A picture with its alternative text in each language, credit and licence.

    ``alt_texts`` maps a language code to the text. Alternative text stands on the picture and can
    be overridden where the picture is used. Wagtail's description and tags are not asked for: the
    alternative text says what is to be seen, and tags are concepts of the vocabulary.
    """

    file = PictureField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    alt_texts = models.JSONField(_("alternative text"), default=dict, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(
        _("licence"), max_length=40, choices=Licence.choices, default=Licence.CC_BY_4, blank=True
    )

    admin_form_fields = (
        "title",
        "file",
        "credit",
        "licence",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        """Refuse a private folder: addresses of pictures are public (docs/adr/0008)."""
        super().clean()
        refuse_private_folder(self.collection_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the file first: cleaning may turn it, and its size is read before the file is.

        Raises:
            ValidationError: for a private folder, or a file that is no picture the site takes.
        """
        if self.file and not self.file._committed:
            refuse_private_folder(self.collection_id)
            self._meta.get_field("file").pre_save(self, add=self._state.adding)
        super().save(*args, **kwargs)

    def alt(self, language: str | None = None) -> str:
        """Return the alternative text in a language (the active one), or an empty string."""
        return self.alt_texts.get(language or current(), "")

    @property
    def default_alt_text(self) -> str:
        """What Wagtail's image tags use where no other text is given."""
        return self.alt()


class SiteRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class SiteDocument(AbstractDocument):
    """A file to download, kept where only the site's own view hands it out.

    ``held_by`` names the app whose rule says who may open it, also when nothing there uses it any
    more (``permissions.register_document_rule``); empty for a document of ordinary pages.
    """

    file = models.FileField(_("file"), upload_to="documents", storage=document_storage)
    held_by = models.CharField(max_length=40, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Refuse a file whose content is of another kind than its name says."""
        super().clean()
        if self.file and not self.file._committed:  # type: ignore[attr-defined]
            check_document(self.file)


class DocumentReading(models.Model):
    """What was found when a document's file was read: made by ``services.read_document``.

    ``file_hash`` and ``file_name`` say which file it was: where the document has another one by
    now, this reading is of the past, and a new one is on its way.
    """

    # A reading is no use of the document: Wagtail would count it as one.
    wagtail_reference_index_ignore = True

    document = models.OneToOneField(
        SiteDocument, on_delete=models.CASCADE, related_name="reading", verbose_name=_("document")
    )
    outcome = models.CharField(_("text"), max_length=20, choices=Outcome.choices, db_index=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    page_count = models.PositiveIntegerField(_("pages"), default=0)
    characters = models.PositiveIntegerField(_("characters"), default=0)
    flags = models.JSONField(_("remarks"), default=list, blank=True)
    read_at = models.DateTimeField(_("read"), auto_now=True)
    file_hash = models.CharField(max_length=40, editable=False)
    file_name = models.CharField(max_length=255, editable=False)
    first_page = models.FileField(
        _("first page"),
        upload_to="first-pages",
        storage=document_storage,
        blank=True,
        editable=False,
    )
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.outcome}"

    def is_of(self, document: SiteDocument) -> bool:
        """Tell whether it is a reading of the file that the document has now."""
        return (self.file_hash, self.file_name) == (document.file_hash, document.file.name)


class DocumentPage(models.Model):
    """The text of one page of a document, counted from 1, with its language."""

    wagtail_reference_index_ignore = True

    reading = models.ForeignKey(DocumentReading, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="one_text_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.reading_id}, {self.number}"
