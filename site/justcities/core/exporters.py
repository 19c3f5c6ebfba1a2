"""Taking pages out in formats of the field, where an app is there that knows how.

An app of a lower layer asks for the exporter, one of a higher layer is it: case studies are taken
out by the library, which they know nothing of.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest
from django.http.response import HttpResponseBase


@dataclass(frozen=True)
class Export:
    """A format that pages can be taken out in: what stands in addresses, its name, for whom."""

    key: str
    label: str
    meant_for: str


class Exporter(Protocol):
    """Writes pages in formats."""

    def offers(self) -> list[Export]:
        """Return the formats in the order in which they are offered."""

    def respond(
        self, request: HttpRequest, pages: Iterable[Any], key: str, name: str
    ) -> HttpResponseBase:
        """Answer with what the reader may have of some pages; 404 where there is no such format."""


@dataclass(frozen=True)
class ExportLink:
    """A link to take something out, as a template takes it."""

    url: str
    label: str
    meant_for: str


_exporters: list[Exporter] = []


def register_exporter(exporter: type[Any]) -> type[Any]:
    """Let a class write pages; the last one registered is asked."""
    _exporters.append(exporter())
    return exporter


def exporter() -> Exporter | None:
    """Return who writes pages, or None where nobody does."""
    return _exporters[-1] if _exporters else None


def export_links(base: str, query: str = "") -> list[ExportLink]:
    """Return links to take out what stands at an address, one a format.

    Args:
        base: the address, with a slash at its end.
        query: the query string of a choice, with its question mark.
    """
    known = exporter()
    return [
        ExportLink(f"{base}export/{offer.key}/{query}", offer.label, offer.meant_for)
        for offer in (known.offers() if known else [])
    ]
