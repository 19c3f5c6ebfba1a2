"""Management of people in the admin."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import IndexView, UserViewSet

from justcities.accounts.forms import PersonCreationForm, PersonEditForm


class PeopleIndexView(IndexView):
    """Wagtail’s list, found by address and name."""

    page_title = _("People")
    add_item_label = _("Add a person")
    search_fields = ["email", "name"]

    @cached_property
    def columns(self) -> list[Any]:
        """Call the address an address: Wagtail takes what one signs in with for a user name."""
        columns = super().columns
        for column in columns:
            if column.name == "email":
                column.label = _("E-mail address")
        return columns


class PeopleViewSet(UserViewSet):
    """Wagtail’s own, with forms and templates for people without user name."""

    menu_label = _("People")
    index_view_class = PeopleIndexView
    create_template_name = "accounts/admin/person_create.html"
    edit_template_name = "accounts/admin/person_edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form for a new or a known person."""
        return PersonEditForm if for_update else PersonCreationForm
