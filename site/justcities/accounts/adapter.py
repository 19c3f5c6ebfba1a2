"""How django-allauth behaves on this site."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Nobody opens an account by themselves: the network's team invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the home page in the language of the address; ``next`` goes before this."""
        return home_url()

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the home page in the language of the address."""
        return home_url()


def home_url() -> str:
    """Return the address of the home page in the active language."""
    return reverse("wagtail_serve", args=[""])
