"""The form for people who are not members, and what happens with a message.

No puzzle stands before it: those keep out people sooner than programs. A field that people don't
see, the time it takes to write, and a limit for each address do, and none of them loses a text.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.models import MESSAGE_LENGTH, ContactMessage
from justcities.core.throttle import take_place
from justcities.core.widgets import CountedTextarea

MESSAGES_AN_HOUR = 5
SECONDS_TO_WRITE = 3
SALT = "home.contact"

LIKE_A_PROGRAM = _(
    "This was filled in the way programs do it. If you are no program, please send it once more: "
    "what you wrote is still here."
)
TOO_MANY = _(
    "Several messages have come from your connection within the last hour. Please wait a while "
    "and send it again; what you wrote is still here."
)


class ContactForm(forms.ModelForm):
    """Who, about what, and the message.

    ``website`` is the field that people don't see; ``opened`` holds when the form was shown,
    signed.
    """

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ContactMessage
        fields = ["name", "email", "organisation", "interest", "message"]
        # Writers are asked for their own name; the model has the words of those who read it.
        labels = {
            "name": capfirst(_("your name")),
            "email": capfirst(_("your e-mail address")),
            "organisation": capfirst(_("your organisation")),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "message": CountedTextarea(max_length=MESSAGE_LENGTH, rows=8),
        }

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.initial["opened"] = _signed_now()
        for field in self.fields.values():
            # A browser would cut a longer text without a word.
            field.widget.attrs.pop("maxlength", None)

    def visible_fields(self) -> list[forms.BoundField]:
        """Return the fields for people; the trap stands apart in the template."""
        return [field for field in super().visible_fields() if field.name != "website"]

    def clean(self) -> dict[str, Any]:
        """Refuse what programs do: fill in the trap, or send within three seconds.

        Nothing is thrown away without a word: a browser's filling-in might have done it, and then
        sending once more is all it takes.
        """
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            self.add_error(None, forms.ValidationError(LIKE_A_PROGRAM, code="trap"))
        elif not _took_time(cleaned.get("opened", "")):
            self.add_error(None, forms.ValidationError(LIKE_A_PROGRAM, code="too_quick"))
        return cleaned

    def shown_again(self) -> "ContactForm":
        """Return the form with what was typed, the trap emptied, and the time of showing it."""
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed[self.add_prefix("opened")] = _signed_now()
        typed[self.add_prefix("website")] = ""
        self.data = typed
        return self


def _signed_now() -> str:
    return signing.dumps(timezone.now().timestamp(), salt=SALT)


def _took_time(opened: str) -> bool:
    """Tell whether the form was shown by us, and long enough ago. How long ago doesn't matter."""
    try:
        shown = float(signing.loads(opened, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return False
    return timezone.now().timestamp() - shown >= SECONDS_TO_WRITE


def may_send(request: HttpRequest) -> bool:
    """Tell whether this connection may send one more message within the hour, and count it."""
    return take_place(request, "contact", MESSAGES_AN_HOUR)


@transaction.atomic
def take_message(form: ContactForm, language: str) -> ContactMessage:
    """Store a message, and send it on once it is stored.

    Args:
        form: a valid form.
        language: of the page it was sent from.
    """
    from home.tasks import send_contact_message

    message = form.save(commit=False)
    message.language = language
    message.save()
    transaction.on_commit(partial(send_contact_message.enqueue, message.pk))
    return message


def prune_messages(days: int) -> int:
    """Delete the messages that were handled more than this many days ago; return how many."""
    limit = timezone.now() - timedelta(days=days)
    return ContactMessage.objects.filter(handled_at__lt=limit).delete()[0]
