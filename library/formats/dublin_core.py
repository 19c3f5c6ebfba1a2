"""Dublin Core in XML, in the shape of ``oai_dc`` (OAI-PMH 2.0), for libraries and harvesters.

==================  ====================================================================
``dc:title``        title, in its language
``dc:creator``      authors, as ``Family, Given``
``dc:contributor``  editors and translators
``dc:subject``      keywords, and coded facts as ``scheme: notation``
``dc:description``  summary
``dc:publisher``    publisher
``dc:date``         date
``dc:type``         type of DCMI, and the kind as we call it
``dc:format``       media types of files, number of pages, minutes
``dc:identifier``   DOI, ISBN and ISSN as ``urn:``, web addresses, addresses of files, key
``dc:source``       what it stands in, with volume, issue and pages
``dc:language``     languages of the resource
``dc:relation``     relations as ``kind: title``, collections
``dc:coverage``     places
``dc:rights``       licence, by address where it has one; who holds the rights
==================  ====================================================================
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from xml.etree import ElementTree

from justcities.core.licences import address
from library.formats.kinds import names_of
from library.formats.text import by_role, inverted, one_line
from library.record import Record

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

for _prefix, _uri in (("oai_dc", OAI_DC), ("dc", DC), ("xsi", _XSI)):
    ElementTree.register_namespace(_prefix, _uri)


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """Give one record as ``oai_dc:dc``, several as such elements in ``records``."""
    each = iter(records)
    first = list(islice(each, 2))
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    if len(first) == 1:
        yield ElementTree.tostring(element(first[0]), encoding="unicode").encode() + b"\n"
        return
    yield b"<records>\n"
    for record in chain(first, each):
        yield ElementTree.tostring(element(record), encoding="unicode").encode() + b"\n"
    yield b"</records>\n"


def element(record: Record) -> ElementTree.Element:
    """Return a record as an element ``oai_dc:dc``."""
    root = ElementTree.Element(f"{{{OAI_DC}}}dc", {f"{{{_XSI}}}schemaLocation": _SCHEMA})
    for name, value in values(record):
        text = one_line(value)
        if not text:
            continue
        child = ElementTree.SubElement(root, f"{{{DC}}}{name}")
        child.text = text
        if name == "description" and record.language:
            child.set(_LANG, record.language)
    return root


def values(record: Record) -> Iterator[tuple[str, str]]:
    """Give the elements' names and texts; empty ones are to be left out."""
    agents = by_role(record)
    yield "title", record.title
    yield from (("creator", inverted(agent)) for agent in agents["author"])
    yield from (
        ("contributor", inverted(agent))
        for role in ("editor", "translator")
        for agent in agents[role]
    )
    yield from (("subject", tag) for tag in record.tags)
    yield from (
        ("subject", f"{scheme}: {key}") for scheme, keys in record.concepts.items() for key in keys
    )
    yield "description", record.summary
    yield "publisher", record.publisher
    yield "date", record.date
    yield "type", names_of(record).dcmi
    yield "type", record.kind
    yield from (("format", ref.media_type) for ref in record.files)
    if record.page_count:
        yield "format", f"{record.page_count} p."
    if record.minutes:
        yield "format", f"{record.minutes} min"
    yield from _identifiers(record)
    yield "source", _source(record)
    yield from (("language", language) for language in record.languages)
    yield from (("relation", f"{kind}: {key}") for kind, key in record.relations)
    yield from (("relation", f"part-of: {name}") for name in record.collections)
    yield from (("coverage", place) for place in record.places)
    yield "rights", address(record.licence) or record.licence
    yield "rights", record.rights_holder


def _identifiers(record: Record) -> Iterator[tuple[str, str]]:
    if record.doi:
        yield "identifier", f"https://doi.org/{record.doi}"
    yield from (("identifier", f"urn:isbn:{number}") for number in record.isbn)
    yield from (("identifier", f"urn:issn:{number}") for number in record.issn)
    yield from (("identifier", url) for url in record.urls)
    yield from (("identifier", ref.link) for ref in record.files)
    yield "identifier", record.key


def _source(record: Record) -> str:
    parts = [record.container, record.volume, record.issue, record.page_range]
    return ", ".join(part for part in parts if part) if record.container else ""
