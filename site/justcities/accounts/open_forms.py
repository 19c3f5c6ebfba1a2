"""Forms that anybody may send, without an account, and what keeps programs out of them.

No puzzle stands before them: those keep out people sooner than programs. A field that people don't
see, the time it takes to write, and a limit for each address do, and none of them loses a text.
"""

from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from justcities.core.throttle import take_place

SENT_AN_HOUR = 5
SECONDS_TO_WRITE = 3
SALT = "accounts.open_forms"

LIKE_A_PROGRAM = _(
    "This was filled in the way programs do it. If you are no program, please send it once more: "
    "what you wrote is still here."
)
TOO_MANY = _(
    "Several messages have come from your connection within the last hour. Please wait a while "
    "and send it again; what you wrote is still here."
)


class OpenForm(forms.Form):
    """A form that anybody may send.

    ``website`` is the field that people don't see; ``opened`` holds when the form was shown,
    signed.
    """

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    def shown_again(self) -> Any:
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


def may_send(request: HttpRequest, form: str) -> bool:
    """Take one of this connection's places for an hour; tell whether one was free.

    Args:
        request: the one that sends.
        form: the name of the form; each has places of its own.
    """
    return take_place(request, form, SENT_AN_HOUR)
