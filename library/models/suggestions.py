"""Suggestions of resources from people outside, and the editors' answers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models.records import ResourcePage

WHY_LENGTH = 1_000
ANSWER_LENGTH = 2_000


class Suggestion(models.Model):
    """A resource that somebody suggests, from the form to the editors' answer.

    ``answered_at`` is when its last answer was given: from then on it is kept for a while, then
    deleted with all that it says of a person (``library.suggesting.prune_suggestions``).
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting")
        ASKED = "asked", _("asked back")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    title = models.CharField(_("title"), max_length=255)
    link = models.URLField(_("where it can be found"), max_length=500, blank=True)
    who_made_it = models.CharField(_("who made it"), max_length=200, blank=True)
    why = models.TextField(_("why it belongs here"), max_length=WHY_LENGTH)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING, db_index=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    resource = models.ForeignKey(
        ResourcePage,
        verbose_name=_("resource"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class SuggestionAnswer(models.Model):
    """One answer of an editor; all are kept as long as the suggestion is.

    ``mailed_at`` is set by whoever sends it, so that a task run twice sends one letter.
    """

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(
        max_length=10,
        choices=[choice for choice in Suggestion.State.choices if choice[0] != "waiting"],
    )
    text = models.TextField(max_length=ANSWER_LENGTH, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("answer to a suggestion")
        verbose_name_plural = _("answers to suggestions")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.suggestion}: {self.get_kind_display()}"
