"""A case study's narrative as it is read: how long it takes, which words are explained."""

import re
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, NavigableString
from wagtail.rich_text import RichText

from casestudies.models import CaseStudyPage
from casestudies.words import plain, words_in
from justcities.vocabulary.models import Concept
from justcities.vocabulary.terms import Term, terms_in

WORDS_A_MINUTE = 200
# Words inside these say something else already, or are somebody's own.
NOT_MARKED_IN = ("a", "h2", "h3", "h4", "dfn", "blockquote")


@dataclass
class Narrative:
    """The sections with first uses of concepts marked, and the concepts themselves."""

    sections: list[tuple[str, Any, Any]]
    terms: list[Concept] = field(default_factory=list)


def minutes(page: CaseStudyPage) -> int:
    """Return how many minutes the narrative takes to read, at 200 words a minute."""
    words = sum(words_in(blocks) for _key, _name, blocks in page.sections)
    return max(1, round(words / WORDS_A_MINUTE))


def terms(page: CaseStudyPage) -> Narrative:
    """Mark the first use of each concept in the narrative, so that it can be opened there.

    Changes the rich text of ``page`` in memory, so give it a page loaded for showing only.
    """
    language = page.locale.language_code
    whole = " ".join(
        plain(block.value.source)
        for _key, _name, blocks in page.sections
        for block in blocks
        if block.block_type == "text"
    )
    found = terms_in(whole, language)
    waiting = {term.concept.pk: term for term in found}
    for _key, _name, blocks in page.sections:
        for block in blocks:
            if waiting and block.block_type == "text":
                block.value = RichText(_marked(block.value.source, waiting))
    shown = [term.concept for term in found if term.concept.pk not in waiting]
    return Narrative(sections=page.sections, terms=shown)


def _marked(source: str, waiting: dict[int, Term]) -> str:
    """Wrap the first use of each waiting term; take the wrapped ones off the waiting list."""
    soup = BeautifulSoup(source, "html.parser")
    for node in list(soup.find_all(string=True)):
        if node.find_parent(NOT_MARKED_IN):
            continue
        while first := _first_use(node, waiting):
            pk, match = first
            anchor = waiting.pop(pk).concept.anchor
            before, word, after = node[: match.start()], match.group(), node[match.end() :]
            mark = soup.new_tag("dfn", attrs={"class": "concept", "id": f"use-{anchor}"})
            link = soup.new_tag("a", href=f"#term-{anchor}")
            link.string = word
            mark.append(link)
            rest = NavigableString(after)
            node.replace_with(NavigableString(before), mark, rest)
            node = rest
    return str(soup)


def _first_use(text: str, waiting: dict[int, Term]) -> tuple[int, re.Match[str]] | None:
    """Return the waiting term that comes first in a text; of two at one place, the longer one."""
    uses = [(pk, found) for pk, term in waiting.items() if (found := term.pattern.search(text))]
    return min(uses, key=lambda use: (use[1].start(), -use[1].end()), default=None)
