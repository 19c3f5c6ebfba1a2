"""Citations in APA style, in the reader's language."""

from typing import Any

import pytest
from django.core.cache import cache
from django.utils.translation import override

from justcities.vocabulary.schemes import Scheme
from library import citation
from library.citation import citation_of, cite
from library.models import ResourceAgent
from library.record import Agent, Record
from tests.factories import ConceptFactory, LibraryIndexPageFactory, ResourcePageFactory

ARTICLE = Record(
    title="Numbered doors",
    kind="research-paper",
    agents=[Agent("Kamara", "Isata"), Agent("van der Berg", "Jan-Peter")],
    date="2019-05-31",
    container="Environment & Urbanization",
    volume="12",
    issue="3",
    page_range="12-15",
    doi="10.1234/doors",
)


def report(**changes: Any) -> Record:
    """Return a report, with some fields changed."""
    fields = {
        "title": "Numbered doors: how a lane got addresses",
        "kind": "report",
        "agents": [Agent("Kamara", "Isata")],
        "date": "2019",
        "publisher": "Doorway Freetown",
        "urls": ["https://example.org/doors?a=1&b=2"],
    }
    return Record(**(fields | changes))


def test_an_article_is_cited_with_its_journal() -> None:
    cited = cite(ARTICLE)
    assert cited.text == (
        "Kamara, I., & van der Berg, J.-P. (2019). Numbered doors. Environment & Urbanization, "
        "12(3), 12–15. https://doi.org/10.1234/doors"
    )
    assert cited.html == (
        "Kamara, I., &amp; van der Berg, J.-P. (2019). Numbered doors. "
        "<i>Environment &amp; Urbanization</i>, <i>12</i>(3), 12–15. "
        "https://doi.org/10.1234/doors"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {},
            "Kamara, I. (2019). Numbered doors: how a lane got addresses. Doorway Freetown. "
            "https://example.org/doors?a=1&b=2",
        ),
        (
            {"agents": []},
            "Doorway Freetown. (2019). Numbered doors: how a lane got addresses. "
            "https://example.org/doors?a=1&b=2",
        ),
        (
            {"agents": [], "publisher": ""},
            "Numbered doors: how a lane got addresses. (2019). https://example.org/doors?a=1&b=2",
        ),
        (
            {"agents": [Agent("Kamara", "Isata", "editor"), Agent("Mbeki", "T.", "editor")]},
            "Kamara, I., & Mbeki, T. (Eds.). (2019). Numbered doors: how a lane got addresses. "
            "Doorway Freetown. https://example.org/doors?a=1&b=2",
        ),
        (
            {"agents": [Agent("Doorway & Co", role="editor")]},
            "Doorway & Co (Ed.). (2019). Numbered doors: how a lane got addresses. "
            "Doorway Freetown. https://example.org/doors?a=1&b=2",
        ),
        (
            {"date": ""},
            "Kamara, I. (n.d.). Numbered doors: how a lane got addresses. Doorway Freetown. "
            "https://example.org/doors?a=1&b=2",
        ),
    ],
)
def test_what_is_missing_is_stood_in_for_and_nothing_is_said_twice(
    changes: dict[str, Any], expected: str
) -> None:
    assert cite(report(**changes)).text == expected


@pytest.mark.parametrize(
    ("language", "undated"), [("en", "n.d."), ("fr", "s. d."), ("es", "s. f."), ("ar", "د.ت")]
)
def test_terms_are_in_the_readers_language(language: str, undated: str) -> None:
    with override(language):
        text = cite(report(date="")).text
    assert f"({undated})" in text.replace("\xa0", " ").replace("\u202f", " ")


def test_nothing_that_came_from_outside_is_markup() -> None:
    cited = cite(
        report(
            title="Doors <script>alert(1)</script> & <b>maps</b>",
            agents=[Agent("<i>Kamara</i>", "<Isata>")],
            publisher="A <u>house</u>",
            urls=["https://example.org/?a=<b>&c='d\""],
        )
    )
    markup = {part.split(">")[0] for part in cited.html.split("<")[1:]}
    assert markup == {"i", "/i"}
    assert "Doors <script>alert(1)</script> & <b>maps</b>" in cited.text


def test_a_resource_is_cited_by_its_own_title_and_kind(site_tree: Any) -> None:
    kind = ConceptFactory(
        scheme=Scheme.RESOURCE_TYPE,
        notation="video",
        labels={"en": "Video", "fr": "Vidéo", "ar": "فيديو"},
    )
    page = ResourcePageFactory(
        parent=LibraryIndexPageFactory(parent=site_tree.home),
        title="The lane",
        concepts=[kind],
        publisher="",
        agents=[ResourceAgent(name="Kamara", given="Isata")],
    )
    address = page.full_url
    assert citation_of(page).text == f"Kamara, I. (2019, May). The lane [Video]. {address}"
    with override("fr"):
        assert "[Vidéo]" in citation_of(page).text


def test_what_was_rendered_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    first = cite(ARTICLE)
    monkeypatch.setattr(citation, "_render", lambda *given: pytest.fail("rendered again"))
    assert cite(ARTICLE) == first
