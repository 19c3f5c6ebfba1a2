"""Parts of public addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """A number that can be a key of a row: more digits than a database holds are no address.

    SQLite answers a larger one with an error, which would be told as one of the server.
    """

    regex = "[0-9]{1,18}"


def register() -> None:
    """Let patterns of addresses say ``<key:…>``."""
    register_converter(KeyConverter, "key")
