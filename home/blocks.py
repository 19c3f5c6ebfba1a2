"""Blocks of the navigation."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from justcities.core.blocks import LineBlock, PartsBlock, StreamBlocks

# Below the site, of another site, or a letter or call: never a program (javascript:, data:).
_ADDRESS = re.compile(r"(?:/(?!/)|#|https?://|mailto:|tel:)\S*", re.IGNORECASE)


class LinkBlock(PartsBlock):
    """A link to a page of the site, or to an address."""

    page = blocks.PageChooserBlock(label=_("page"), required=False)
    address = LineBlock(
        label=_("or an address"),
        max_length=300,
        required=False,
        help_text=_("For instance /vocabulary.ttl or https://example.org"),
    )
    text = LineBlock(
        label=_("words of the link"),
        max_length=60,
        required=False,
        help_text=_("Without them, the page's title is shown."),
    )

    def clean(self, value: Any) -> Any:
        """Ask for a page or an address that leads somewhere, and for words without a page."""
        cleaned = super().clean(value)
        errors = {}
        if not cleaned.get("page") and not cleaned.get("address"):
            errors["page"] = blocks.StructBlockValidationError(
                non_block_errors=[_("Choose a page or write an address.")]
            )
        if cleaned.get("address") and not _ADDRESS.fullmatch(cleaned["address"]):
            errors["address"] = ValidationError(URLValidator.message, code="invalid")
        if not cleaned.get("page") and not cleaned.get("text"):
            errors["text"] = blocks.StructBlockValidationError(
                non_block_errors=[_("Write the words of the link.")]
            )
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("A link to a page of the site, or to an address.")


class LinkBlocks(StreamBlocks):
    """Links in a row."""

    link = LinkBlock()

    class Meta:
        icon = "link"


class LinkGroupBlock(PartsBlock):
    """A heading with links below it."""

    heading = LineBlock(label=_("heading"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("links"))

    class Meta:
        icon = "list-ul"
        label = _("Group of links")
        description = _("A heading with links below it.")


class LinkGroupBlocks(StreamBlocks):
    """Groups of links side by side."""

    group = LinkGroupBlock()

    class Meta:
        icon = "list-ul"
