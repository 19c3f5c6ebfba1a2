"""Makes the sample people who can sign in on one's own machine."""

from home.demo.made import remember
from home.demo.people import PASSWORD, SAMPLE_PEOPLE
from justcities.accounts.models import User
from justcities.accounts.roles import EDITOR, MEMBER, translator
from justcities.accounts.services import create_account

TRANSLATES_INTO = "fr"
ROLES = {
    "editor": (EDITOR, MEMBER),
    "translator": (translator(TRANSLATES_INTO), MEMBER),
    "member": (MEMBER,),
}


def load_people() -> None:
    """Make the sample people that are missing, with confirmed addresses and the printed password.

    Only ever called where DEBUG is on: the password is known to everybody.
    """
    for person in SAMPLE_PEOPLE:
        if User.objects.filter(email=person.email).exists():
            continue
        user = create_account(
            person.email,
            name=person.name,
            language=TRANSLATES_INTO if person.role == "translator" else "",
            password=PASSWORD,
            roles=ROLES[person.role],
            verified=True,
        )
        remember(f"person:{person.email}", user)
