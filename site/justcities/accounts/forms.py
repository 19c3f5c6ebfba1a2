"""The admin’s forms for people: by address, without user name or password.

A password is never typed by somebody else: a new person gets a link to choose one.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from justcities.accounts import services
from justcities.accounts.models import User, language_choices

TAKEN = _("There is already a person with this address.")


class PersonFormMixin(forms.ModelForm):
    """What both forms share: a name, a language, and an address nobody else has in any case."""

    first_name = None
    last_name = None
    name = forms.CharField(label=_("Name"), max_length=150)
    language = forms.ChoiceField(
        label=_("Language of e-mails"),
        required=False,
        choices=language_choices,
    )

    def clean_email(self) -> str:
        """Return the address in lower case.

        Raises:
            ValidationError: where somebody has it, as account or as an address to be confirmed.
        """
        email = str(self.cleaned_data["email"]).lower()
        if services.address_is_taken(email, but_by=self.instance):
            raise ValidationError(TAKEN, code="taken")
        return email


class PersonCreationForm(PersonFormMixin, UserCreationForm):
    """Makes an account, and writes to its owner."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ["email", "name", "language", "is_superuser", "groups"]

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Store the person with an address to be confirmed, and send the link."""
        user = super().save(commit=False)
        user.set_unusable_password()
        if commit:
            user.save()
            self.save_m2m()
            services.set_address(user, verified=False)
            services.invite(user)
        return user


class PersonEditForm(PersonFormMixin, UserEditForm):
    """Changes an account. A changed address has to be confirmed, and the old one is told."""

    class Meta(UserEditForm.Meta):
        model = User
        fields = ["email", "name", "language", "is_active", "is_superuser", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old_email = self.instance.email

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Store the person, and follow up a changed address."""
        user = super().save(commit=commit)
        if commit and user.email != self.old_email:
            services.change_address(user, self.old_email)
        return user
