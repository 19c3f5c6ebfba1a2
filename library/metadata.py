"""What the head of a resource's page tells machines: schema.org, Highwire's tags, Dublin Core."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from justcities.core.access import PUBLIC
from justcities.core.licences import address
from justcities.core.models import BasePage
from justcities.vocabulary.schemes import Scheme
from library.choices import AgentRole
from library.formats.dublin_core import values
from library.formats.text import by_role, inverted
from library.models import ResourcePage
from library.record import Agent, FileRef, Record
from library.recording import reader_record

_DURATION_TYPES = {"VideoObject", "AudioObject"}


def json_ld(page: ResourcePage) -> dict[str, Any]:
    """Return a resource in schema.org's words.

    It stands in a page that anybody may keep, so files are told only where all may open them.
    """
    record = reader_record(page, AnonymousUser())
    data = BasePage.json_ld(page)
    data.pop("datePublished", None)  # the page's, not the work's
    data["inLanguage"] = record.languages or [page.locale.language_code]
    if record.title != page.title:
        data["alternateName"] = record.title
    agents = by_role(record)
    found: dict[str, Any] = {
        "author": [_agent(agent) for agent in agents[AgentRole.AUTHOR]],
        "editor": [_agent(agent) for agent in agents[AgentRole.EDITOR]],
        "translator": [_agent(agent) for agent in agents[AgentRole.TRANSLATOR]],
        "datePublished": record.date,
        "publisher": _organisation(record.publisher),
        "copyrightHolder": _organisation(record.rights_holder),
        "license": address(record.licence) or str(page.get_licence_display() or ""),
        "keywords": [*_labels(page, Scheme.THEME, Scheme.POPULATION_GROUP), *record.tags],
        "spatialCoverage": [str(place) for place in page.places.all()],
        "identifier": [f"https://doi.org/{record.doi}"] if record.doi else [],
        "sameAs": record.urls,
        "isbn": record.isbn,
        "isPartOf": _container(record),
        "pagination": record.page_range,
        "numberOfPages": record.page_count,
        "encoding": [_file(ref) for ref in record.files if ref.media_type],
    }
    if record.minutes:
        name = "duration" if page.schema_type in _DURATION_TYPES else "timeRequired"
        found[name] = f"PT{record.minutes}M"
    data |= {name: value for name, value in found.items() if value}
    data["isAccessibleForFree"] = page.access == PUBLIC
    return data


def head_metadata(page: ResourcePage) -> list[tuple[str, str]]:
    """Return the names and contents of ``meta`` elements that reference managers read.

    Highwire's tags are what Zotero's button and Google Scholar take; Dublin Core's are for
    libraries.
    """
    record = reader_record(page, AnonymousUser())
    first, _dash, last = record.page_range.partition("-")
    pdfs = [ref.link for ref in record.files if ref.media_type == "application/pdf"]
    meta = [("citation_title", record.title)]
    meta += [("citation_author", inverted(agent)) for agent in by_role(record)["author"]]
    meta += [("citation_editor", inverted(agent)) for agent in by_role(record)["editor"]]
    meta += [
        ("citation_publication_date", record.date.replace("-", "/")),
        (_container_name(record), record.container),
        ("citation_volume", record.volume),
        ("citation_issue", record.issue),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_publisher", record.publisher),
        ("citation_doi", record.doi),
    ]
    meta += [("citation_isbn", number) for number in record.isbn]
    meta += [("citation_issn", number) for number in record.issn]
    meta += [("citation_language", language) for language in record.languages]
    meta += [
        ("citation_public_url", page.full_url or ""),
        ("citation_keywords", "; ".join(record.tags)),
        ("citation_abstract", record.summary),
    ]
    meta += [("citation_pdf_url", link) for link in pdfs[:1]]
    meta += [(f"DC.{name}", value) for name, value in values(record)]
    return [(name, content) for name, content in meta if content]


def _agent(agent: Agent) -> dict[str, str]:
    if not agent.given:
        return {"@type": "Organization", "name": agent.name}
    return {
        "@type": "Person",
        "name": f"{agent.given} {agent.name}",
        "familyName": agent.name,
        "givenName": agent.given,
    }


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _container(record: Record) -> dict[str, Any] | None:
    if not record.container:
        return None
    numbers = {"volumeNumber": record.volume, "issueNumber": record.issue, "issn": record.issn}
    kind = "Periodical" if record.issn or record.issue else "CreativeWork"
    return {
        "@type": kind,
        "name": record.container,
        **{name: value for name, value in numbers.items() if value},
    }


def _container_name(record: Record) -> str:
    paper = record.kind == "research-paper"
    return "citation_journal_title" if paper else "citation_series_title"


def _labels(page: ResourcePage, *schemes: str) -> list[str]:
    return [concept.label() for scheme in schemes for concept in page.concepts(scheme)]


def _file(ref: FileRef) -> dict[str, str]:
    found = {
        "@type": "MediaObject",
        "contentUrl": ref.link,
        "encodingFormat": ref.media_type,
        "inLanguage": ref.language,
        "name": ref.label,
    }
    return {name: value for name, value in found.items() if value}
