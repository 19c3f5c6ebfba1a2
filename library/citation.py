"""How a resource is cited, in APA style in the reader's language.

citeproc-py does the style's work. What it can't do, is done here: it says a name or a title that
stands in for a missing author a second time, and ``Retrieved`` before the address of a work without
a date.
"""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from threading import Lock
from typing import Any

from django.core.cache import cache
from django.utils.encoding import uri_to_iri
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext, override

from justcities.core.languages import current
from justcities.vocabulary.models import Concept
from library.formats import csl
from library.formats.text import by_role, one_line
from library.models import ResourcePage
from library.record import Agent, Record
from library.recording import record_of

STYLE = Path(__file__).with_name("csl") / "apa.csl"
KEEP_SECONDS = 30 * 24 * 60 * 60
_VERSION = 1  # of what is kept: raise it when a change here changes what is written
# A style that says "[Report]" of a report says nothing.
_NOT_TOLD = {"", "report", "research-paper", "law-model-text", "website", "case-study"}
# Stand in for what HTML reads as markup, until the style's own markup is there.
_AMPERSAND, _LESS, _MORE, _EDITOR = "\ue000", "\ue001", "\ue002", "\ue003"
_HIDE = str.maketrans({"&": _AMPERSAND, "<": _LESS, ">": _MORE})
_TAGS = re.compile(r"<[^>]*>")
_SHOW = str.maketrans({_AMPERSAND: "&amp;", _LESS: "&lt;", _MORE: "&gt;", _EDITOR: None})
_rendering = Lock()  # a style holds the state of what it renders


@dataclass(frozen=True)
class Formatted:
    """A citation in one line, as text and as HTML with titles in italics."""

    text: str
    html: SafeString


def citation_of(page: ResourcePage) -> Formatted:
    """Return how to cite a resource, in the active language.

    The title is the work's own; a work without an address is cited by its page here.
    """
    record = record_of(page)
    address = uri_to_iri(page.full_url or "")
    kind = page.resource_type if record.kind not in _NOT_TOLD else None
    return cite(record, address=address, kind=kind)


def cite(record: Record, address: str = "", kind: Concept | None = None) -> Formatted:
    """Return how to cite a record, in the active language.

    Rendering takes about 25 ms, so what was rendered is kept by what it was rendered from.

    Args:
        record: what is cited.
        address: where it can be had, where the record has no address of its own.
        kind: what is said of it in brackets, in the reader's language.
    """
    language = current()
    item, editors, behind = _item(record, address, kind, language)
    said = json.dumps([_VERSION, language, item, editors, behind], ensure_ascii=False)
    key = f"apa-{hashlib.sha256(said.encode(errors='replace')).hexdigest()}"
    kept = cache.get(key)
    if kept is None:
        kept = _render(item, language, editors, behind)
        cache.set(key, kept, KEEP_SECONDS)
    return Formatted(unescape(_TAGS.sub("", kept)), mark_safe(kept))  # noqa: S308 -- escaped here


def _item(
    record: Record, address: str, kind: Concept | None, language: str
) -> tuple[dict[str, Any], int, str]:
    """Return the item to be rendered, how many editors stand as authors, and what comes behind."""
    agents = by_role(record)
    editors = 0 if agents["author"] else len(agents["editor"])
    if editors:
        last = agents["editor"][-1]
        authors = [*agents["editor"][:-1], replace(last, name=last.name + _EDITOR)]
    else:
        authors = agents["author"] or ([Agent(record.publisher)] if record.publisher else [])
    title = record.title if authors else ""
    publisher = record.publisher if authors != [Agent(record.publisher)] else ""
    shown = replace(
        record,
        title=title,
        publisher=publisher,
        agents=[replace(agent, role="author") for agent in authors or [Agent(record.title)]],
        urls=record.urls or ([address] if address else []),
    )
    item = csl.item(shown)
    item = {
        name: value
        for name, value in item.items()
        if name not in {"custom", "genre", "keyword", "abstract", "language", "ISBN", "ISSN"}
    }
    if kind is not None:
        item["genre"] = kind.label(language)
    behind = ""
    if not record.date and not record.doi:
        behind = item.pop("URL", "")
    item["id"] = "work"
    return _hidden(item), editors, behind


def _hidden(value: Any) -> Any:
    """Return an item with all that HTML reads as markup hidden."""
    if isinstance(value, str):
        return one_line(value).translate(_HIDE)
    if isinstance(value, list):
        return [_hidden(each) for each in value]
    if isinstance(value, dict):
        return {name: _hidden(each) for name, each in value.items()}
    return value


def _render(item: dict[str, Any], language: str, editors: int, behind: str) -> str:
    """Return a citation as HTML; the markup in it is the style's own."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with _rendering:
        bibliography = CitationStylesBibliography(
            _style(language), CiteProcJSON([item]), formatter.html
        )
        bibliography.register(Citation([CitationItem("work")]))
        (line,) = bibliography.bibliography()
    rendered = str(line).strip()
    if editors:
        with override(language):
            label = ngettext("(Ed.)", "(Eds.)", editors)
        names, mark, rest = rendered.partition(_EDITOR)
        initials, bracket, rest = rest.partition(" (")
        initials = "" if initials == "." else initials  # an organisation's name has none
        rendered = f"{names}{mark}{initials} {label}.{bracket}{rest}"
    if behind:
        rendered = f"{rendered} {escape(behind)}"
    return rendered.translate(_SHOW)


@lru_cache(maxsize=8)
def _style(language: str) -> Any:
    """Return the style with a language's terms; English where the language has none."""
    from citeproc import LOCALES_PATH, CitationStylesStyle

    known = {path.stem.removeprefix("locales-") for path in Path(LOCALES_PATH).glob("*.xml")}
    code = language.split("-")[0]
    wished = (language, f"{code}-{code.upper()}", code)
    locale = next((name for name in wished if name in known), "en-US")
    return CitationStylesStyle(str(STYLE), locale=locale, validate=False)
