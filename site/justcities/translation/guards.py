"""What wagtail-localize and Wagtail would do against decision 6 (docs/adr/0006), switched off.

No alias pages: they show the source language at another language's address. And no slugs without
their letters: ``slugify`` of wagtail-localize throws Arabic ones away.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize import models as localize_models
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import LocaleSynchronization


def slugify_any_script(value: Any) -> str:
    """Return a slug that keeps the letters of any script."""
    return slugify(value, allow_unicode=True)


def keep_slugs_of_any_script() -> None:
    """Let wagtail-localize keep translated slugs that aren't Latin (B10 in the report).

    ``TranslationSource.create_or_update_translation`` passes each slug through its module's
    ``slugify``, without an option, in the middle of its transaction and before it publishes:
    neither the page's ``save`` nor a signal can tell the translator's slug from the lost one.

    Raises:
        AttributeError: where another version of wagtail-localize no longer does so.
    """
    if not callable(localize_models.slugify):
        raise AttributeError("wagtail_localize.models.slugify is gone: look at B10 again.")
    localize_models.slugify = slugify_any_script


def remove_synchronised_locales() -> None:
    """Take “Synchronise content from another locale” off the admin's form of a locale."""
    components = get_locale_components()
    components[:] = [item for item in components if item["model"] is not LocaleSynchronization]


@receiver(pre_save)
def refuse_alias_pages(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """Refuse to store an alias page, whichever door it comes through."""
    if isinstance(instance, Page) and instance.alias_of_id:
        raise ValidationError(
            _("Alias pages are switched off: a page that isn’t translated says so instead.")
        )


@receiver(pre_save, sender=LocaleSynchronization)
def refuse_synchronised_locales(sender: type, **kwargs: Any) -> None:
    """Refuse to fill a language with alias pages of another."""
    raise ValidationError(
        _("A language can’t be filled from another: a page that isn’t translated says so instead.")
    )
