"""Readers' wishes for translations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class TranslationRequest(models.Model):
    """How often readers asked for a page in a language. Counts only, nothing about the reader."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language"), max_length=20)
    count = models.PositiveIntegerField(_("asked for"), default=0)
    last_asked = models.DateField(_("last asked for"), auto_now=True)

    class Meta:
        verbose_name = _("wish for a translation")
        verbose_name_plural = _("wishes for translations")
        ordering = ["-count"]
        constraints = [
            models.UniqueConstraint(fields=["page", "language"], name="translation_request_once")
        ]

    def __str__(self) -> str:
        return f"{self.page} ({self.language}): {self.count}"
