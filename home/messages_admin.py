"""The queue of messages in the admin: what is open, read, mark as handled, export, delete."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from home.models import ContactMessage
from justcities.core.cells import harmless_cell
from justcities.core.languages import direction, name_in_current
from justcities.core.queues import QueuePolicy


class MessageForm(WagtailAdminModelForm):
    """The one thing that changes about a message: whether it is handled."""

    handled = forms.BooleanField(
        label=_("Handled"),
        required=False,
        help_text=_("Twelve months after that, the message is deleted."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["handled"] = self.instance.handled_at is not None

    def save(self, commit: bool = True) -> ContactMessage:
        """Note when it was handled; a second save doesn't move the day."""
        if not self.cleaned_data["handled"]:
            self.instance.handled_at = None
        elif self.instance.handled_at is None:
            self.instance.handled_at = timezone.now()
        return super().save(commit)


class MessageFilterSet(WagtailFilterSet):
    """Open or handled, and about what."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Open")), ("handled", _("Handled"))],
        method="by_state",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = ContactMessage
        fields = ["interest"]

    def by_state(self, messages: QuerySet, name: str, value: str) -> QuerySet:
        """Narrow to what waits, or to what is done."""
        return messages.filter(handled_at__isnull=value == "open")


class MessageIndexView(IndexView):
    """The list, with an export that runs nothing on the machine of whoever opens it."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Make each cell harmless, in both formats."""
        return harmless_cell(super().preprocess_field_value(field, value, export_format))


class MessagePanel(Panel):
    """The message as it is read: who wrote, about what, and all of it with its line breaks."""

    class BoundPanel(Panel.BoundPanel):
        """The message that is open."""

        template_name = "home/admin/message.html"

        class Media:
            css = {"all": ["css/admin/desk.css"]}

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the message, and its language's name and direction."""
            language = self.instance.language
            return {
                **super().get_context_data(parent_context),
                "message": self.instance,
                "language_name": name_in_current(language),
                "direction": direction(language),
            }


class MessageEditView(EditView):
    """One message, without the panel of its status: nothing of a message is ever published."""

    def get_side_panels(self) -> MediaContainer:
        """Return none. The history has a link of its own."""
        return MediaContainer([])


class MessageViewSet(ModelViewSet):
    """Messages of the contact form, for whoever may see them."""

    model = ContactMessage
    name = "contact_messages"
    url_prefix = "messages"
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = MessageIndexView
    edit_view_class = MessageEditView
    filterset_class = MessageFilterSet
    permission_policy = QueuePolicy(ContactMessage)
    ordering = ["-created_at"]
    search_fields = ["name", "email", "organisation", "message"]
    list_display = [
        "name",
        Column("interest", label=_("About"), accessor="get_interest_display"),
        "organisation",
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
        DateColumn("handled_at", label=_("Handled"), sort_key="handled_at"),
    ]
    list_export = [
        "created_at",
        "handled_at",
        "name",
        "email",
        "organisation",
        "get_interest_display",
        "language",
        "message",
    ]
    export_headings = {"get_interest_display": _("About")}
    export_filename = "messages"
    edit_handler = ObjectList(
        [
            MessagePanel(),
            FieldPanel("handled"),
        ],
        base_form_class=MessageForm,
    )
