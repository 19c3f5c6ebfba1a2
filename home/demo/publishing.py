"""Puts the sample site's pages into the tree, published on days of the past."""

from datetime import datetime

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision

from home.demo.made import recall, remember
from home.demo.pace import references_noted_once


def page_key(key: str, language: str) -> str:
    """Return what a page is remembered by."""
    return f"page:{key}:{language}"


def existing(
    key: str, language: str, model: type[Page], parent: Page, locale_id: int
) -> Page | None:
    """Return the page that was made under a key, or one that already stands where it would.

    Of some types there is one page under a parent; on a site with content of its own, the sample
    pages stand below that one.
    """
    found = recall(page_key(key, language))
    if found is None and (model.max_count_per_parent == 1 or parent.is_root()):
        found = model.objects.child_of(parent).filter(locale_id=locale_id).first()
    return found


@transaction.atomic
def publish_new(page: Page, parent: Page, key: str, language: str, moment: datetime) -> Page:
    """Add an unsaved page below a parent, publish it, and remember it.

    Returns:
        The page as it is stored.
    """
    page.slug = find_available_slug(parent, page.slug)
    with references_noted_once() as saved:
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision().publish()
        saved.append(page)
    remember(page_key(key, language), page)
    return backdate(page, moment)


def backdate(page: Page, moment: datetime) -> Page:
    """Make a page, and its revisions, look as if published at a moment; return it fresh."""
    Page.objects.filter(pk=page.pk).update(
        first_published_at=moment, last_published_at=moment, latest_revision_created_at=moment
    )
    Revision.page_revisions.filter(object_id=str(page.pk)).update(created_at=moment)
    return page.specific_class.objects.get(pk=page.pk)
