"""E-mails to people, sent after the response. Tokens are made here: none lies in the queue."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from justcities.accounts.models import User


@task()
def send_invitation(user_id: int) -> None:
    """Send a new person the link to choose a password.

    Does nothing where the person has chosen one, was shut out, or is gone. Run twice it sends two
    letters, of which either link works once.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or user.has_usable_password():
        return
    with translation.override(user.language or settings.LANGUAGE_CODE):
        key = EmailAwarePasswordResetTokenGenerator().make_token(user)
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
        )
        _send(
            "account/email/invitation",
            user.email,
            {
                "user": user,
                "url": f"{settings.BASE_URL}{path}",
                "reset_url": f"{settings.BASE_URL}{reverse('account_reset_password')}",
                "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
            },
        )


@task()
def tell_of_changed_address(user_id: int, old_email: str) -> None:
    """Tell the old address that the account is signed in to with another one now.

    The new one isn't named: the old mailbox may belong to somebody else by now.
    """
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        return
    with translation.override(user.language or settings.LANGUAGE_CODE):
        _send("account/email/address_replaced", old_email, {"user": user})


def _send(template: str, to: str, context: dict) -> None:
    """Send a letter of two templates, ``…_subject.txt`` and ``…_message.txt``."""
    context = {**context, "site_url": settings.BASE_URL, "site_name": settings.WAGTAIL_SITE_NAME}
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    message = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    send_mail(subject, message, None, [to])
