"""Says when what is kept in memory of the library is out of date."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from justcities.core.versions import bump, changes_what_readers_see
from library.models import CollectionPage, LibraryIndexPage, ResourcePage

NAME = "library"


@receiver(post_save, sender=ResourcePage)
@receiver(post_save, sender=CollectionPage)
def saved(sender: type, instance: Page, update_fields: Any = None, **kwargs: Any) -> None:
    """A record was saved in a way readers can see; of a draft they see nothing.

    That something is not published any more is told by ``page_unpublished``.
    """
    if instance.live and changes_what_readers_see(update_fields):
        bump(NAME)


@receiver(page_published)
@receiver(page_unpublished)
@receiver(post_page_move)
def changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """A record, or what it stands below, was published, unpublished or moved."""
    if issubclass(sender, ResourcePage | CollectionPage | LibraryIndexPage) or instance.numchild:
        bump(NAME)


@receiver(post_delete, sender=ResourcePage)
@receiver(post_delete, sender=CollectionPage)
@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
@receiver([post_save, post_delete], sender=Site)
def removed_restricted_or_readdressed(sender: type, **kwargs: Any) -> None:
    """A record is gone, who may see pages has changed, or the address they stand below."""
    bump(NAME)
