"""Django's entry for this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Label ``accounts``, the name other apps and migrations refer to."""

    name = "justcities.accounts"
    label = "accounts"
