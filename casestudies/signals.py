"""Says when the index of case studies is out of date."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from justcities.core.versions import bump, changes_what_readers_see

NAME = "case-studies"


@receiver(post_save, sender=CaseStudyPage)
def saved(sender: type, update_fields: Any = None, **kwargs: Any) -> None:
    """A case study was saved in a way readers can see."""
    if changes_what_readers_see(update_fields):
        bump(NAME)


@receiver(page_published)
@receiver(page_unpublished)
@receiver(post_page_move)
def changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """A case study, or what it stands below, was published, unpublished or moved."""
    if issubclass(sender, CaseStudyPage | CaseStudyIndexPage) or instance.numchild:
        bump(NAME)


@receiver(post_delete, sender=CaseStudyPage)
@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def removed_or_restricted(sender: type, **kwargs: Any) -> None:
    """A case study is gone, or who may see pages has changed."""
    bump(NAME)
