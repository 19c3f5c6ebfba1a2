"""Work of this app that happens after the response."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task
from wagtail.models import Site

from home.models import ContactMessage, SiteSettings


@task()
def send_contact_message(message_id: int) -> None:
    """Send a message from the contact form to the address in the site's settings.

    Whoever claims it first sends it, so that a task run twice sends one letter. Where sending
    fails, the claim is given back and the error goes on to the queue; the message itself stays in
    the admin in any case. What people typed stands in the text only, never in a header, but for
    the checked address one answers to.
    """
    site = Site.objects.filter(is_default_site=True).first()
    to = SiteSettings.for_site(site).contact_email if site else ""
    waiting = ContactMessage.objects.filter(pk=message_id, mailed_at=None)
    if not to or not waiting.update(mailed_at=timezone.now()):
        return
    message = ContactMessage.objects.get(pk=message_id)
    with translation.override(settings.LANGUAGE_CODE):
        letter = EmailMessage(
            subject=str(translation.gettext("A message from the site’s contact form")),
            body=render_to_string(
                "home/email/contact_message.txt", {"message": message, "url": _address(message)}
            ),
            to=[to],
            reply_to=[message.email],
        )
    try:
        letter.send()
    except Exception:
        ContactMessage.objects.filter(pk=message_id).update(mailed_at=None)
        raise


def _address(message: ContactMessage) -> str:
    """Return where the message stands in the admin."""
    from django.urls import reverse

    return settings.BASE_URL + reverse("contact_messages:edit", args=[message.pk])
