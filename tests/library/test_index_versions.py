"""What readers are shown is read anew when it has changed, and not for drafts."""

from __future__ import annotations

from typing import Any

import pytest

from casestudies.signals import NAME as CASES
from justcities.core.versions import version
from library.signals import NAME as LIBRARY
from tests.factories import CaseStudyPageFactory, CollectionPageFactory, ResourcePageFactory


@pytest.mark.parametrize(
    ("factory", "name"),
    [
        (ResourcePageFactory, LIBRARY),
        (CollectionPageFactory, LIBRARY),
        (CaseStudyPageFactory, CASES),
    ],
)
def test_a_draft_makes_no_index_anew_but_publishing_saving_unpublishing_and_deleting_do(
    library: Any, site_tree: Any, factory: Any, name: str
) -> None:
    parent = site_tree.case_index if name == CASES else library
    # The first page below the list changes the list's own row.
    factory(parent=parent, live=False)
    start = version(name)
    page = factory(parent=parent, live=False)
    page.title = "Another title"
    page.save()
    page.save_revision()
    assert version(name) == start

    changes = [
        lambda: page.save_revision().publish(),
        lambda: type(page).objects.get(pk=page.pk).save(),
        lambda: type(page).objects.get(pk=page.pk).unpublish(),
        lambda: type(page).objects.get(pk=page.pk).delete(),
    ]
    seen = [start]
    for change in changes:
        change()
        seen.append(version(name))
    assert len(set(seen)) == len(seen)
