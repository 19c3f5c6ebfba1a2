"""No page takes an address that the list above it has for itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from casestudies.models import CaseStudyPage
from library.importing import bulk
from library.models import CollectionPage, ResourcePage
from library.models.records import TAKEN_SLUGS
from library.views import BELOW_INDEX
from tests.factories import CaseStudyPageFactory, CollectionPageFactory, ResourcePageFactory

REFUSED = {"slug": ["The page above needs the address “feed” itself. Choose another."]}


def parent_of(factory: Any, library: Any, site_tree: Any) -> Any:
    return site_tree.case_index if factory is CaseStudyPageFactory else library


def test_every_address_below_the_library_is_reserved() -> None:
    assert {"export", *(path.partition("/")[0] for path in BELOW_INDEX)} == TAKEN_SLUGS
    assert (ResourcePage.taken_slugs, CollectionPage.taken_slugs) == (TAKEN_SLUGS, TAKEN_SLUGS)
    assert CaseStudyPage.taken_slugs == {"export", "feed"}


@pytest.mark.parametrize(
    ("factory", "title", "slug"),
    [
        (ResourcePageFactory, "List", "list-2"),
        (ResourcePageFactory, "Feed", "feed-2"),
        (ResourcePageFactory, "Suggest", "suggest-2"),
        (ResourcePageFactory, "Export", "export-2"),
        # Only below a collection, where no page stands.
        (ResourcePageFactory, "Zip", "zip"),
        (CollectionPageFactory, "List", "list-2"),
        (CaseStudyPageFactory, "Feed", "feed-2"),
        (CaseStudyPageFactory, "Export", "export-2"),
    ],
)
def test_a_page_named_like_such_an_address_gets_another_one(
    library: Any, site_tree: Any, client: Client, factory: Any, title: str, slug: str
) -> None:
    parent = parent_of(factory, library, site_tree)
    first, second = (factory(parent=parent, title=title, slug="") for _number in range(2))
    assert first.slug == slug
    assert second.slug != slug
    assert client.get(first.url).context["page"].pk == first.pk


@pytest.mark.parametrize(
    "factory", [ResourcePageFactory, CollectionPageFactory, CaseStudyPageFactory]
)
def test_such_a_slug_is_refused_in_words_also_in_a_draft(
    library: Any, site_tree: Any, factory: Any
) -> None:
    page = factory(parent=parent_of(factory, library, site_tree))
    page.slug = "feed"
    for check in (page.full_clean, page.minimal_clean):
        with pytest.raises(ValidationError) as refused:
            check()
        assert refused.value.message_dict == REFUSED


def test_an_import_numbers_such_a_title(library: Any, editor: Any) -> None:
    pages = [ResourcePage(title=title, locale=library.locale) for title in ("List", "Zip")]
    bulk.insert(library, pages, editor, set())
    assert [page.slug for page in pages] == ["list-2", "zip"]
