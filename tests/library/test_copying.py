"""A copy of a record is another record; a translation is the same one."""

from __future__ import annotations

from typing import Any

from library.models import CollectionPage, ResourcePage
from tests.factories import CollectionPageFactory, ResourcePageFactory

KEY = "zotero:ABCD"


def imported(library: Any) -> ResourcePage:
    other = ResourcePageFactory(parent=library)
    page = ResourcePageFactory(
        parent=library, imported_as=KEY, different_from=[str(other.translation_key)]
    )
    page.save_revision().publish()
    return ResourcePage.objects.get(pk=page.pk)


def test_a_copy_is_not_the_record_that_an_import_finds_nor_compared_with_any(library: Any) -> None:
    page = imported(library)
    copy = page.copy(update_attrs={"slug": "copy"})
    drafts = [revision.as_object() for revision in copy.revisions.all()]
    stored = ResourcePage.objects.get(pk=copy.pk)
    assert len(drafts) > 1
    assert {(each.imported_as, tuple(each.different_from)) for each in [stored, *drafts]} == {
        ("", ())
    }


def test_a_copy_of_a_collection_is_not_the_one_that_an_import_fills(library: Any) -> None:
    page = CollectionPageFactory(parent=library, imported_as=KEY)
    copy = page.copy(update_attrs={"slug": "copy"})
    assert CollectionPage.objects.get(pk=copy.pk).imported_as == ""


def test_a_translation_has_the_key_and_what_was_declared(library: Any, site_tree: Any) -> None:
    page = imported(library)
    french = site_tree.translated(page, "fr", title="En français")
    assert (french.imported_as, french.different_from) == (KEY, page.different_from)
