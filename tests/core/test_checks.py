"""The system checks find a page type or block that lacks something, and say what."""

import pytest
from wagtail import blocks

from home.models import StandardPage
from justcities.core import checks
from justcities.core.blocks import QuotationBlock


def test_page_types_of_the_site_lack_nothing():
    assert checks.page_types(None) == []


def test_blocks_of_the_site_lack_nothing():
    assert checks.stream_blocks(None) == []


@pytest.mark.parametrize(
    ("attribute", "value", "named"),
    [
        ("page_description", "", "page_description"),
        ("search_fields", [], "the title in search_fields"),
        ("template_path", classmethod(lambda cls: "pages/no-such-file.html"), "a template"),
    ],
)
def test_page_type_that_lacks_something_is_named(monkeypatch, attribute, value, named):
    monkeypatch.setattr(StandardPage, attribute, value)
    found = checks.check_page_types([StandardPage])
    assert [(message.id, message.msg) for message in found] == [
        (checks.PAGE_LACKS, f"StandardPage lacks {named}.")
    ]


def test_complete_block_passes():
    assert checks.check_block(QuotationBlock()) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"icon": "placeholder"}, "icon"),
        ({"group": ""}, "group"),
        ({"description": ""}, "description"),
        ({"template": None}, "template"),
    ],
)
def test_block_that_lacks_something_is_named(changes, named):
    found = checks.check_block(QuotationBlock(**changes))
    assert [message.msg for message in found] == [f"The block QuotationBlock lacks {named}."]


def test_block_that_lacks_everything_is_named_once():
    (message,) = checks.check_block(blocks.CharBlock())
    assert message.id == checks.BLOCK_LACKS
    assert message.msg == (
        "The block CharBlock lacks icon, group, description, template, a preview."
    )


def test_language_without_catalogue_is_a_warning(settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    (message,) = checks.catalogues(None)
    assert message.id == checks.CATALOGUE_MISSING
    assert "“de”" in message.msg


def test_languages_of_the_site_have_catalogues():
    assert checks.catalogues(None) == []
