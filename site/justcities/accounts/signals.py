"""What follows from what people do at the site's sign-in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import password_reset
from django.dispatch import receiver

from justcities.accounts.models import User


@receiver(password_reset)
def confirm_address_of_followed_link(user: User, **kwargs: Any) -> None:
    """Count an address as confirmed once its owner has opened the link that was sent to it.

    Only where it is the person's one address: with a second one under way, the link may have gone
    to that.
    """
    addresses = list(EmailAddress.objects.filter(user=user))
    if len(addresses) == 1 and addresses[0].email == user.email and not addresses[0].verified:
        addresses[0].set_verified()
