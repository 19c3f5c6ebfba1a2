"""Blocks tell their limits and cut nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail import blocks
from wagtail.models import get_page_models

from justcities.core.blocks import CountedTextBlock, QuotationBlock
from justcities.core.fields import StreamField
from tests.factories import CaseStudyPageFactory


def below(block: Any) -> Iterator[Any]:
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from below(child)
    if isinstance(block, blocks.ListBlock):
        yield from below(block.child_block)


def plain_texts() -> list[Any]:
    return [
        block
        for model in get_page_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for block in below(field.stream_block)
        if isinstance(block, blocks.TextBlock)
    ]


def test_every_plain_text_of_a_page_tells_its_limit() -> None:
    assert {type(block) for block in plain_texts()} == {CountedTextBlock}
    assert [block.name for block in plain_texts() if not block.field.max_length] == []


def test_a_plain_text_has_nothing_by_which_a_browser_would_cut() -> None:
    html = QuotationBlock().child_blocks["text"].field.widget.render("text", "")
    assert ('data-count-characters="500"' in html, "maxlength" in html) == (True, False)


def test_a_longer_text_is_refused_with_a_message() -> None:
    block = QuotationBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"text": "x" * 501, "speaker": "Isata K."}))
    assert list(refused.value.block_errors) == ["text"]  # type: ignore[attr-defined]


def test_the_editor_gets_the_counting_widget_in_blocks(
    site_tree: Any, client_of: Any, administrator: Any
) -> None:
    page = CaseStudyPageFactory(parent=site_tree.case_index)
    client: Client = client_of(administrator)
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "data-count-characters=\\&quot;500\\&quot;" in html
