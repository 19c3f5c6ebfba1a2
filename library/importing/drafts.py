"""How a record is changed as an editor would: what is published waits for somebody to publish."""

from typing import Any

from wagtail.models import Revision

from library.models import ResourcePage


def current(page: ResourcePage) -> ResourcePage:
    """Return a record as the editing form would show it: with what waits to be published."""
    return page.get_latest_revision_as_object()


def keep(draft: ResourcePage, page: ResourcePage, user: Any) -> Revision:
    """Save a changed record as its latest version.

    Of a record that was never published the stored row is changed too, as Wagtail's form does.

    Raises:
        ValidationError: the record, as it was or as it is now, can't be saved.
    """
    if not page.live:
        draft.save()
    return draft.save_revision(user=user, log_action=True)
