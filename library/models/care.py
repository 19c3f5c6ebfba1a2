"""What keeps the library in order: links looked at, views and downloads counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from justcities.assets.models import SiteDocument
from library.models.records import ResourcePage


class LinkCheck(models.Model):
    """What was seen when a link was last looked at. No link is ever deleted for it.

    ``failures`` in a row, from ``failing_since`` on, make a link ``dead`` (``library.links``): a
    server that is down for an evening is no reason to bother anybody.
    """

    url = models.URLField(max_length=500, unique=True)
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    dead = models.BooleanField(default=False, db_index=True)

    class Meta:
        verbose_name = _("look at a link")
        verbose_name_plural = _("looks at links")

    def __str__(self) -> str:
        return self.url


class Download(models.Model):
    """How often a record was opened, or a file of it fetched, on one day. Of whom: nothing."""

    day = models.DateField()
    resource = models.ForeignKey(ResourcePage, on_delete=models.CASCADE, related_name="counted")
    document = models.ForeignKey(
        SiteDocument, null=True, on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("count of downloads")
        verbose_name_plural = _("counts of downloads")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "resource"],
                condition=models.Q(document=None),
                name="views_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["day", "resource", "document"], name="downloads_once_a_day"
            ),
        ]
