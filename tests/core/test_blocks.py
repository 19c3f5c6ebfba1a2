"""Blocks tell their limits and cut nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail import blocks
from wagtail.models import get_page_models

from home.models import Navigation
from justcities.core.blocks import CountedTextBlock, KeyFiguresBlock, QuotationBlock, StepsBlock
from justcities.core.fields import StreamField
from tests.factories import CaseStudyPageFactory


def below(block: Any) -> Iterator[Any]:
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from below(child)
    if isinstance(block, blocks.ListBlock):
        yield from below(block.child_block)


def every_block() -> list[Any]:
    return [
        block
        for model in (*get_page_models(), Navigation)
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for block in below(field.stream_block)
    ]


def plain_texts() -> list[Any]:
    return [block for block in every_block() if isinstance(block, blocks.TextBlock)]


def test_every_plain_text_of_a_page_tells_its_limit() -> None:
    assert {type(block) for block in plain_texts()} == {CountedTextBlock}
    assert [block.name for block in plain_texts() if not block.field.max_length] == []


def test_a_plain_text_has_nothing_by_which_a_browser_would_cut() -> None:
    html = QuotationBlock().child_blocks["text"].field.widget.render("text", "")
    assert ('data-count-characters="500"' in html, "maxlength" in html) == (True, False)


def test_no_block_has_anything_by_which_a_browser_would_cut() -> None:
    widgets = {
        block.name: block.field.widget.render("x", "")
        for block in every_block()
        if isinstance(block, blocks.CharBlock)
    }
    assert {"speaker", "value", "heading", "claim", "address"} <= set(widgets)
    assert [name for name, html in widgets.items() if "maxlength" in html] == []
    assert [name for name, html in widgets.items() if "data-count-characters" not in html] == []


def test_every_label_of_a_block_begins_with_a_capital() -> None:
    labels = {str(block.label) for block in every_block() if block.label}
    assert [label for label in labels if label[0] != label[0].upper()] == []


@pytest.mark.parametrize(
    ("block", "name", "item"),
    [
        (KeyFiguresBlock(), "figures", {"value": "23", "text": "minutes"}),
        (StepsBlock(), "steps", {"title": "Walk", "text": "Pairs walk every passage."}),
    ],
)
def test_a_list_that_needs_two_opens_with_two_and_says_so(
    block: Any, name: str, item: dict[str, str]
) -> None:
    several = block.child_blocks[name]
    assert len(block.get_default()[name]) == 2
    alone = block.to_python({name: [item]})
    with pytest.raises(ValidationError) as refused:
        block.clean(alone)
    (message,) = refused.value.block_errors[name].non_block_errors.as_data()  # type: ignore[attr-defined]
    assert (message.code, message.message) == ("too_few", several.too_few)


def test_what_is_said_of_a_whole_stream_has_no_word_of_programmers() -> None:
    said = set()
    for stream in (block for block in every_block() if isinstance(block, blocks.StreamBlock)):
        name = next(iter(stream.child_blocks))
        empty = {"type": name, "value": "" if name in {"text", "heading"} else {}}
        with pytest.raises(ValidationError) as refused:
            stream.clean(stream.to_python([empty]))
        said.add(str(refused.value.message))
    assert said == {"Something is missing or too long: see the messages beside it."}


def test_too_many_are_refused_too() -> None:
    one = {"title": "Walk", "text": "Pairs walk every passage."}
    with pytest.raises(ValidationError) as refused:
        StepsBlock().clean(StepsBlock().to_python({"steps": [one] * 9}))
    assert list(refused.value.block_errors) == ["steps"]  # type: ignore[attr-defined]


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


def test_a_pages_form_has_nothing_by_which_a_browser_would_cut(
    site_tree: Any, client_of: Any, administrator: Any
) -> None:
    page = CaseStudyPageFactory(parent=site_tree.case_index)
    form = client_of(administrator).get(f"/admin/pages/{page.pk}/edit/").context["form"]
    rendered = {bound.name: str(bound) for bound in form}
    rendered |= {
        f"organisation.{bound.name}": str(bound)
        for bound in form.formsets["organisations"].empty_form
    }
    assert {"title", "slug", "seo_title", "place_note", "organisation.name"} <= set(rendered)
    assert [name for name, html in rendered.items() if "maxlength" in html] == []
    told = {name for name, html in rendered.items() if "data-count-characters" in html}
    assert {"title", "slug", "summary", "place_note", "start", "organisation.name"} <= told


def test_a_title_that_is_too_long_is_refused_and_stays_in_the_form(
    site_tree: Any, client_of: Any, administrator: Any
) -> None:
    page = CaseStudyPageFactory(parent=site_tree.case_index)
    address = f"/admin/pages/{page.pk}/edit/"
    client: Client = client_of(administrator)
    form = client.get(address).context["form"]
    long = "x" * 256
    data = {"title": long, "slug": "a-slug", "action-publish": "1"}
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for name in ("context", "approach", "impact", "takeaways", "infographics", "lessons"):
        data[f"{name}-count"] = "0"
    form = client.post(address, data).context["form"]
    assert "255" in form.errors["title"][0]
    assert form["title"].value() == long
