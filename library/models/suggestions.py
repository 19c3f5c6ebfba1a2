"""Suggestions of resources from people outside."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models.records import ResourcePage


class Suggestion(models.Model):
    """A resource that somebody suggests, from the form to the editors' answer."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting")
        ASKED = "asked", _("asked back")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    title = models.CharField(_("title"), max_length=255)
    link = models.URLField(_("where it can be found"), max_length=500, blank=True)
    who_made_it = models.CharField(_("who made it"), max_length=200, blank=True)
    why = models.TextField(_("why it belongs here"), max_length=1_000)
    name = models.CharField(_("your name"), max_length=120, blank=True)
    email = models.EmailField(_("your e-mail address"), blank=True)
    language = models.CharField(max_length=20, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    answer = models.TextField(_("answer"), max_length=2_000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    resource = models.ForeignKey(
        ResourcePage, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title
