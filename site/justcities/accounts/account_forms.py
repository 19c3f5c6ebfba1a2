"""The forms of allauth's pages, in the words of this site.

Each label stands above its field already. allauth repeats it inside the field, where it vanishes
with the first letter and can be taken for something typed.
"""

from typing import Any

from allauth.account import forms as theirs
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "remember": _("Stay signed in on this device"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}


class OwnWords:
    """Labels of this site, and nothing inside a field before somebody writes there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class LoginForm(OwnWords, theirs.LoginForm):
    """Asks for address and password."""


class AddEmailForm(OwnWords, theirs.AddEmailForm):
    """Adds an address to an account."""


class ChangePasswordForm(OwnWords, theirs.ChangePasswordForm):
    """Replaces a password by one who knows it."""


class SetPasswordForm(OwnWords, theirs.SetPasswordForm):
    """Gives an account without password its first one."""


class ResetPasswordForm(OwnWords, theirs.ResetPasswordForm):
    """Asks where to send the link to a new password."""


class ResetPasswordKeyForm(OwnWords, theirs.ResetPasswordKeyForm):
    """Takes the new password behind such a link."""


class ReauthenticateForm(OwnWords, theirs.ReauthenticateForm):
    """Asks once more who it is before something about the account changes."""
