"""Changes of accounts: one function each, used by the admin, by commands and by tests."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from justcities.accounts.models import User
from justcities.accounts.roles import Role


def address_is_taken(email: str, but_by: User | None = None) -> bool:
    """Tell whether anybody else has this address, whatever its case, confirmed or not yet."""
    own = but_by.pk or 0 if but_by is not None else 0
    return (
        User.objects.filter(email__iexact=email).exclude(pk=own).exists()
        or EmailAddress.objects.filter(email__iexact=email).exclude(user_id=own).exists()
    )


@transaction.atomic
def create_account(
    email: str,
    *,
    name: str = "",
    language: str = "",
    password: str | None = None,
    roles: Iterable[Role] = (),
    verified: bool = False,
    **fields: Any,
) -> User:
    """Create a person with an address and roles.

    Args:
        email: the address to sign in with.
        name: as the person wants to be called.
        language: of e-mails to the person; the site's first language where empty.
        password: None for an account whose owner still has to choose one.
        roles: what the person may do; ``manage.py sync_roles`` must have run.
        verified: whether the address counts as confirmed.
        **fields: further fields of the person.
    """
    user = User.objects.create_user(email, password, name=name, language=language, **fields)
    user.groups.set([role.group() for role in roles])
    set_address(user, verified=verified)
    return user


def set_address(user: User, *, verified: bool) -> None:
    """Make the person's address the one and only that allauth knows of them."""
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": verified, "primary": True}
    )


@transaction.atomic
def change_address(user: User, old_email: str) -> None:
    """Follow up an address that the team has changed.

    The new one has to be confirmed before the next sign-in. Links sent to the old one no longer
    work, since allauth's tokens hold the addresses. The old one is told, in case it was a mistake.
    """
    from justcities.accounts.tasks import tell_of_changed_address

    set_address(user, verified=False)
    transaction.on_commit(partial(tell_of_changed_address.enqueue, user.pk, old_email))
    if not user.has_usable_password():
        invite(user)


def invite(user: User) -> None:
    """Send a person a link to choose a password, once the transaction is through."""
    from justcities.accounts.tasks import send_invitation

    transaction.on_commit(partial(send_invitation.enqueue, user.pk))
