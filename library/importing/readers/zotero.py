"""Zotero RDF, the one format of Zotero's that carries files, notes and collections."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.sax import SAXException

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from django.utils.translation import gettext as _
from rdflib import DC, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef
from rdflib.exceptions import ParserError
from rdflib.term import Node

from library.importing.rows import Row, UnreadableError
from library.importing.sources import Source
from library.importing.terms import kinds
from library.importing.terms.texts import plain
from library.record import Agent, FileRef, Record

Z = Namespace("http://www.zotero.org/namespaces/export#")
BIB = Namespace("http://purl.org/net/biblio#")
LINK = Namespace("http://purl.org/rss/1.0/modules/link/")
PRISM = Namespace("http://prismstandard.org/namespaces/1.2/basic/")
# Names in the file are relative to it; no such host exists (RFC 2606).
BASE = "http://import.invalid/"
_ROLES = (
    ("author", (BIB.authors, Z.directors, Z.presenters, Z.podcasters, Z.programmers)),
    ("author", (Z.cartographers, Z.interviewees, Z.castMembers, Z.artists)),
    ("editor", (BIB.editors, Z.seriesEditors)),
    ("translator", (Z.translators,)),
)
# Zotero names the path of a file by ``rdf:resource`` as an element, which RDF/XML forbids.
_PATH = re.compile(r"<(/?)rdf:resource(?=[\s/>])")
_ABOUT = f"{{{RDF}}}about"
_PARTS_OF_ITEMS = {"attachment", "note", "annotation"}
_NUMBERED = re.compile(r"^(DOI|ISBN|ISSN)\s+(.*)$", re.IGNORECASE)
# Parts of other records that stand at the top of the file too: journals, series, notes.
_NO_RECORDS = {"Journal", "Series", "Memo", "Attachment", "Collection"}


def read(source: Source) -> Iterator[Row]:
    """Give one row for each item, in the order of the file; files that stand alone are items too.

    Raises:
        UnreadableError: it is no RDF of Zotero's, or defines entities.
    """
    text = source.text()
    tops = _tops(text)
    graph = _graph(text)
    library = _Library(graph)
    number = 0
    for tag, about in tops:
        name = tag.rpartition("}")[2]
        node = library.node(about)
        kind = library.text(node, Z.itemType)
        alone = kind == "attachment" and node not in library.attached
        if alone:
            number += 1
            yield _here(library.lonely_file(number, node, about), source)
        elif name not in _NO_RECORDS and kind not in _PARTS_OF_ITEMS:
            number += 1
            yield library.row(number, node, about, kind)
    if not number:
        raise UnreadableError(_("There is no record in this file. Export it as “Zotero RDF”."))


def _here(row: Row, source: Source) -> Row:
    """Refuse a file that is all there is of a record, and was not brought along."""
    refs = row.record.files if row.record else []
    if not any(ref.link or source.file(ref.path) for ref in refs):
        row.problems.append(_("The file was not brought along."))
    return row


def _tops(text: str) -> list[tuple[str, str]]:
    """Return tag and name of what stands at the top of the file, which a graph has no order of."""
    found, depth = [], 0
    try:
        for event, element in iterparse(
            io.BytesIO(text.encode()), events=("start", "end"), forbid_dtd=True
        ):
            if event == "start":
                depth += 1
                if depth == 2 and element.get(_ABOUT):
                    found.append((element.tag, element.get(_ABOUT)))
            else:
                depth -= 1
                element.clear()
    except DefusedXmlException as error:
        raise UnreadableError(
            _("This file defines entities, which no export of Zotero does. It is not read.")
        ) from error
    except (ParseError, ValueError) as error:
        raise UnreadableError(_("This file is no XML that can be read.")) from error
    return found


def _graph(text: str) -> Graph:
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    graph = Graph()
    try:
        graph.parse(data=_PATH.sub(r"<\1z:path", _escaped(text)), format="xml", publicID=BASE)
    except (ParserError, SAXException, ValueError, KeyError) as error:
        raise UnreadableError(_("This file is no RDF of Zotero’s that can be read.")) from error
    return graph


def _escaped(text: str) -> str:
    """Drop the XML declaration: the text is no longer in the encoding it names."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


class _Library:
    """The graph of an export, with what is asked of it often."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.attached = set(graph.objects(None, LINK.link))
        self.collections = self._collections()

    def node(self, about: str) -> URIRef:
        """Return the node that a name stands for; names are relative to the file."""
        return URIRef(BASE + about) if about.startswith("#") else URIRef(about)

    def text(self, node: Node, *predicates: URIRef) -> str:
        """Return the first text there is."""
        for predicate in predicates:
            for value in self.graph.objects(node, predicate):
                if isinstance(value, Literal):
                    return str(value)
        return ""

    def row(self, number: int, node: URIRef, about: str, kind: str) -> Row:
        """Return an item as a row."""
        containers = list(self.graph.objects(node, DCTERMS.isPartOf))
        record = Record(
            title=self.text(node, DC.title),
            kind=kinds.ZOTERO.get(kind, ""),
            agents=self._agents(node),
            date=self.text(node, DC.date),
            publisher=self._publisher(node),
            container=next(
                (title for each in containers if (title := self.text(each, DC.title))), ""
            ),
            volume=self._of_any([node, *containers], PRISM.volume),
            issue=self._of_any([node, *containers], PRISM.number),
            page_range=self.text(node, BIB.pages),
            languages=[code] if (code := self.text(node, Z.language)) else [],
            summary=self.text(node, DCTERMS.abstract),
            licence=self.text(node, DC.rights),
            tags=self._tags(node),
            collections=self.collections.get(node, []),
            key=about,
        )
        pages = self.text(node, Z.numPages)
        record.page_count = int(pages) if pages.isdecimal() and len(pages) < 6 else None
        for each in [node, *containers]:
            self._put_identifiers(record, each, own=each is node)
        self._put_files(record, node)
        notes = self._notes(node)
        return Row(
            number,
            record,
            genre=self.text(node, Z.type, DC.type),
            notes=[_("Note in Zotero: %(text)s") % {"text": note} for note in notes],
            guessed={"kind"},
        )

    def lonely_file(self, number: int, node: URIRef, about: str) -> Row:
        """Return a file that hangs on no item; its name is all that is known of it."""
        record = Record(
            title=self.text(node, DC.title),
            key=about,
            collections=self.collections.get(node, []),
        )
        self._put_file(record, node)
        if record.files and record.files[0].path:
            stem = PurePosixPath(unquote(record.files[0].path)).stem
            record.title = record.title.removesuffix(".pdf") or stem
        return Row(number, record)

    def _agents(self, node: Node) -> list[Agent]:
        agents = []
        for role, predicates in _ROLES:
            for predicate in predicates:
                for several in self.graph.objects(node, predicate):
                    agents += [self._agent(each, role) for each in self._in_order(several)]
        return [agent for agent in agents if agent.name]

    def _in_order(self, several: Node) -> list[Node]:
        members = [
            (int(str(predicate).rpartition("_")[2]), value)
            for predicate, value in self.graph.predicate_objects(several)
            if re.search(r"#_\d+$", str(predicate))
        ]
        return [value for _position, value in sorted(members, key=lambda pair: pair[0])]

    def _agent(self, node: Node, role: str) -> Agent:
        name = self.text(node, FOAF.surname, FOAF.familyName, FOAF.name)
        return Agent(name, self.text(node, FOAF.givenName, FOAF.givenname), role)

    def _publisher(self, node: Node) -> str:
        for publisher in self.graph.objects(node, DC.publisher):
            if isinstance(publisher, Literal):
                return str(publisher)
            name = self.text(publisher, FOAF.name)
            if name:
                return name
        return ""

    def _of_any(self, nodes: list[Node], predicate: URIRef) -> str:
        return next((found for node in nodes if (found := self.text(node, predicate))), "")

    def _tags(self, node: Node) -> list[str]:
        """Return tags in the order of the alphabet: the graph knows no other one."""
        found = []
        for subject in self.graph.objects(node, DC.subject):
            if isinstance(subject, Literal):
                found.append(str(subject))
            else:
                found.append(self.text(subject, RDF.value))
        return sorted(word for word in found if word)

    def _put_identifiers(self, record: Record, node: Node, own: bool) -> None:
        """Take identifiers; an article's DOI and ISSN stand with its journal, not its address."""
        for value in sorted(self.graph.objects(node, DC.identifier), key=str):
            if not isinstance(value, Literal):
                link = self.text(value, RDF.value)
                if link and own:
                    record.urls.append(link)
                continue
            numbered = _NUMBERED.match(str(value))
            if not numbered:
                continue
            kind, text = numbered[1].upper(), numbered[2]
            if kind == "DOI":
                record.doi = record.doi or text
            elif kind == "ISBN":
                record.isbn += text.replace(",", " ").split()
            else:
                record.issn += text.replace(",", " ").split()

    def _put_files(self, record: Record, node: Node) -> None:
        for attachment in sorted(self.graph.objects(node, LINK.link), key=str):
            self._put_file(record, attachment)

    def _put_file(self, record: Record, attachment: Node) -> None:
        """Take a file, or a link to one; snapshots of web pages have an address instead."""
        label = self.text(attachment, DC.title)
        for path in self.graph.objects(attachment, Z.path):
            name = str(path).removeprefix(BASE)
            record.files.append(
                FileRef(path=name, label=label, media_type=self.text(attachment, LINK.type))
            )
            return
        for value in self.graph.objects(attachment, DC.identifier):
            link = "" if isinstance(value, Literal) else self.text(value, RDF.value)
            if link:
                record.files.append(FileRef(link=link, label=label))
                return

    def _notes(self, node: Node) -> list[str]:
        found = [
            plain(self.text(note, RDF.value))
            for note in self.graph.objects(node, DCTERMS.isReferencedBy)
        ]
        return sorted(note for note in found if note)

    def _collections(self) -> dict[Node, list[str]]:
        """Return the names of the collections of each item, outermost first, joined."""
        above: dict[Node, Node] = {}
        nodes = list(self.graph.subjects(RDF.type, Z.Collection))
        inside = set(nodes)
        for collection in nodes:
            for part in self.graph.objects(collection, DCTERMS.hasPart):
                if part in inside:
                    above[part] = collection
        found: dict[Node, list[str]] = {}
        for collection in sorted(nodes, key=str):
            name = self._path_of(collection, above)
            for part in self.graph.objects(collection, DCTERMS.hasPart):
                if part not in inside:
                    found.setdefault(part, []).append(name)
        return found

    def _path_of(self, collection: Node, above: dict[Node, Node]) -> str:
        names, seen = [], set()
        here: Node | None = collection
        while here is not None and here not in seen:
            seen.add(here)
            names.append(self.text(here, DC.title))
            here = above.get(here)
        return " / ".join(reversed(names))
