"""First uses of concepts are marked once, and never inside other people's words or links."""

from typing import Any

from wagtail.rich_text import RichText

from casestudies.reading import minutes, terms
from justcities.vocabulary.schemes import Scheme
from tests.factories import CaseStudyPageFactory, ConceptFactory


def tenure(**more: Any) -> Any:
    return ConceptFactory(
        scheme=Scheme.THEME,
        notation="tenure",
        labels={"en": "Tenure"},
        definitions={"en": "The right to stay where one lives."},
        **more,
    )


def narrative(site_tree: Any, *paragraphs: str) -> tuple[list[str], list[str]]:
    page = CaseStudyPageFactory(
        parent=site_tree.case_index,
        context=[("text", RichText(text)) for text in paragraphs],
    )
    found = terms(page)
    html = [block.value.source for _k, _n, blocks in found.sections for block in blocks]
    return html, [concept.name for concept in found.terms]


def test_only_the_first_use_is_marked(site_tree: Any) -> None:
    concept = tenure()

    html, found = narrative(site_tree, "<p>Secure tenure.</p>", "<p>Tenure again.</p>")

    assert html == [
        f'<p>Secure <dfn class="concept" id="use-{concept.anchor}">'
        f'<a href="#term-{concept.anchor}">tenure</a></dfn>.</p>',
        "<p>Tenure again.</p>",
    ]
    assert found == ["Tenure"]


def test_links_and_headings_are_left_alone(site_tree: Any) -> None:
    tenure()
    source = '<h3>Tenure</h3><p><a href="https://example.org/">tenure</a></p>'

    assert narrative(site_tree, source) == ([source], [])


def test_parts_of_words_are_no_use(site_tree: Any) -> None:
    tenure()

    assert narrative(site_tree, "<p>Tenured professors.</p>")[1] == []


def test_a_word_to_avoid_is_not_marked(site_tree: Any) -> None:
    tenure(avoid={"en": ["squatting"]})

    assert narrative(site_tree, "<p>They called it squatting.</p>")[1] == []


def test_escaped_text_stays_escaped(site_tree: Any) -> None:
    tenure()

    html, _found = narrative(site_tree, "<p>a &lt; b &amp; tenure &lt;script&gt;</p>")

    assert "&lt; b &amp; " in html[0]
    assert "<script>" not in html[0]


def test_a_minute_is_two_hundred_words(site_tree: Any) -> None:
    page = CaseStudyPageFactory(
        parent=site_tree.case_index, context=[("text", RichText(f"<p>{'word ' * 1000}</p>"))]
    )

    assert minutes(page) == 5


def test_the_first_use_of_each_is_marked_whatever_the_order(site_tree: Any) -> None:
    ConceptFactory(
        scheme=Scheme.THEME,
        notation="drains",
        labels={"en": "Drainage"},
        definitions={"en": "Where the rain goes."},
    )
    tenure()

    html, found = narrative(
        site_tree, "<h3>Tenure</h3>", "<p>Drainage, then tenure.</p>", "<p>Drainage again.</p>"
    )

    assert [paragraph.count("<dfn") for paragraph in html] == [0, 2, 0]
    assert sorted(found) == ["Drainage", "Tenure"]


def test_items_of_a_list_are_words_of_their_own(site_tree: Any) -> None:
    tenure()

    html, found = narrative(site_tree, "<ul><li>Water</li><li>Tenure</li><li>Light</li></ul>")

    assert (html[0].count("<dfn"), found) == (1, ["Tenure"])
