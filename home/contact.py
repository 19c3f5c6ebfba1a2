"""The form for people who are not members, and what happens with a message."""

from datetime import timedelta
from functools import partial

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.models import MESSAGE_LENGTH, ContactMessage
from justcities.accounts.open_forms import OpenForm
from justcities.core.widgets import CountedTextarea


class ContactForm(OpenForm, forms.ModelForm):
    """Who, about what, and the message."""

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
