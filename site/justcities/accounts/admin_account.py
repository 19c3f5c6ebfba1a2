"""The page in the admin where people set how the admin looks to them.

Wagtail’s page asks for a first and a last name, which our people don’t have, and takes a profile
picture, which it stores as it came, with what the camera wrote into it.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
)
from wagtail.users.models import UserProfile

from justcities.accounts.models import User


class NameForm(forms.ModelForm):
    """A person’s name, and the language the site writes to them in."""

    class Meta:
        model = User
        fields = ["name", "language"]


class NameSettingsPanel(BaseSettingsPanel):
    """Name and language of e-mails. The address and the password are changed on the site."""

    name = "name"
    title = _("Name")
    order = 100
    form_class = NameForm


class OwnAccountView(AccountView):
    """Wagtail’s page with our panel of the name, and without profile pictures."""

    def get_panels(self) -> list[Any]:
        """Return the panels that apply here."""
        profile = UserProfile.get_for_user(self.request.user)
        kept = [
            panel
            for panel in super().get_panels()
            if not isinstance(panel, (AvatarSettingsPanel, NameEmailSettingsPanel))
        ]
        return [NameSettingsPanel(self.request, self.request.user, profile), *kept]
