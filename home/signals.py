"""Says when what stands around every page is out of date."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.models import Navigation, SiteSettings
from home.surroundings import NAME
from justcities.core.versions import bump, changes_what_readers_see


@receiver([page_published, page_unpublished, post_page_move])
@receiver([post_save, post_delete], sender=Navigation)
@receiver([post_save, post_delete], sender=SiteSettings)
@receiver([post_save, post_delete], sender=Site)
def changed(sender: type, **kwargs: Any) -> None:
    """Navigation, settings, or a page that a link may lead to has changed."""
    bump(NAME)


@receiver(post_save)
@receiver(post_delete)
def page_changed(sender: type, update_fields: Any = None, **kwargs: Any) -> None:
    """A page was saved or deleted in a way readers can see."""
    if issubclass(sender, Page) and changes_what_readers_see(update_fields):
        bump(NAME)
