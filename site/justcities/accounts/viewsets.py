"""Management of people in the admin."""

from django import forms
from wagtail.users.views.users import UserViewSet

from justcities.accounts.forms import PersonCreationForm, PersonEditForm


class PeopleViewSet(UserViewSet):
    """Wagtail’s own, with forms and templates for people without user name."""

    create_template_name = "accounts/admin/person_create.html"
    edit_template_name = "accounts/admin/person_edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form for a new or a known person."""
        return PersonEditForm if for_update else PersonCreationForm
