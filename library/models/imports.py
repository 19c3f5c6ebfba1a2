"""Imports: what was read, what would change, what was changed, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from justcities.assets.storage import document_storage
from justcities.vocabulary.models import Concept
from library.models.records import ResourcePage


class Import(models.Model):
    """One file or folder that was brought in, from the dry run to its end, or its undoing."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting to be read")
        READING = "reading", _("being read")
        MAPPING = "mapping", _("columns are to be matched")
        READ = "read", _("read: nothing is changed yet")
        WRITING = "writing", _("being brought in")
        DONE = "done", _("brought in")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("failed")

    name = models.CharField(_("name"), max_length=255)
    file = models.FileField(_("file"), upload_to="imports", storage=document_storage, blank=True)
    path = models.CharField(
        max_length=1_000, blank=True, help_text=_("A folder on the server, from the command line.")
    )
    format = models.CharField(_("format"), max_length=20, blank=True)
    source = models.CharField(
        _("source"),
        max_length=100,
        blank=True,
        help_text=_("Where it comes from, so that the same source again is recognised."),
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    language = models.CharField(_("language of the records"), max_length=20, blank=True)
    publish = models.BooleanField(
        _("publish what is complete"),
        default=False,
        help_text=_("Else all new records are drafts."),
    )
    mapping = models.JSONField(default=dict, blank=True)
    made_collections = models.JSONField(default=list, blank=True)
    done_rows = models.PositiveIntegerField(default=0)
    all_rows = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One record of an import: what it says, what it would do, what it did.

    ``matches`` is the record of the library that the row is compared with. ``before`` is what
    undoing needs, ``revision_after`` the revision that bringing the row in has made: where the
    record has another one, somebody has edited it since.
    """

    class Outcome(models.TextChoices):
        """What bringing the row in does, or why it does nothing."""

        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("same")
        DUPLICATE = "duplicate", _("possible duplicate")
        REFUSED = "refused", _("refused")

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=255, db_index=True)
    title = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    record = models.JSONField(default=dict)
    differences = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    matches = models.ForeignKey(
        ResourcePage, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    take = models.BooleanField(default=True)
    written = models.BooleanField(default=False)
    made = models.BooleanField(default=False)
    resource = models.ForeignKey(
        ResourcePage, null=True, on_delete=models.SET_NULL, related_name="import_rows"
    )
    before = models.JSONField(null=True)
    revision_after = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="import_row_once")]


class ColumnMapping(models.Model):
    """Which column of a table means what, remembered by the table's headings."""

    headings = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the headings.")
    columns = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("matching of columns")
        verbose_name_plural = _("matchings of columns")


class KeywordMapping(models.Model):
    """A word of an import that no label matches: waiting, matched to a concept, or left out.

    ``waiting`` are the records that get the concept once the word is matched.
    """

    folded = models.CharField(max_length=240, unique=True)
    text = models.CharField(_("word"), max_length=120)
    waiting = models.ManyToManyField(ResourcePage, blank=True, related_name="+")
    concept = models.ForeignKey(
        Concept, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    left_out = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("word to be matched")
        verbose_name_plural = _("words to be matched")
        ordering = ["folded"]

    def __str__(self) -> str:
        return self.text
