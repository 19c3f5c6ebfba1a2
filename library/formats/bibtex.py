r"""BibTeX, for LaTeX and for reference managers; UTF-8, as biber, bibtex8 and JabRef read it.

=========================  ==============================================================
entry type, ``type``       the kind, in the format's own list and as we call it
entry key                  key
``title``                  title, in double braces: its capitals are its own
``author editor``          people as ``Family, Given``, organisations in braces;
``translator``             likewise
``year month date``        the date, for old and new styles
``publisher``              publisher (``institution`` of a report, ``organization`` online)
``journal booktitle``      what it stands in; ``volume``, ``number``, ``pages``
``pagetotal``              number of pages
``language``               languages of the resource
``abstract``               summary
``doi url isbn issn``      identifiers
``keywords groups``        keywords, collections
``copyright``              licence
``justcities-…``           all else, and what isn't told exactly (``extras``)
=========================  ==============================================================
"""

import re
from collections.abc import Iterable, Iterator

from library.formats.extras import extras
from library.formats.kinds import names_of
from library.formats.text import by_role, in_order, one_line
from library.record import Agent, Record

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_"},
}
_ESCAPE = str.maketrans(_ESCAPES)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._+/-]*")
# Letters and marks that LaTeX, and so a reader of it, takes as they are.
_PLAIN = re.compile(r"(?!.*(?:--|''|``|[?!]`))[^\\{}~^&%$#_\"]*")
_NAME = re.compile(r"[\w.’'-]+(?: [\w.’'-]+)*")
_PUBLISHERS = {"techreport": "institution", "manual": "organization", "online": "organization"}


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """Give records as BibTeX, in UTF-8. Keys are unique: a second one gets a number."""
    used: dict[str, int] = {}
    for record in records:
        entry = names_of(record).bibtex
        key = record.key if _KEY.fullmatch(record.key) else f"record-{len(used) + 1}"
        used[key] = used.get(key, 0) + 1
        unique = key if used[key] == 1 else f"{key}-{used[key]}"
        lines = [f"@{entry}{{{unique},"]
        lines += [f"  {name} = {value}," for name, value in _fields(record, entry)]
        told = _told(record) | ({"key"} if unique == record.key else set())
        for name, value in extras(record, told):
            lines.append(f"  {name} = {{{_safe_json(value)}}},")
        yield ("\n".join(lines) + "\n}\n\n").encode()


def escape(text: str) -> str:
    """Return text as LaTeX reads it."""
    return one_line(text).translate(_ESCAPE)


def _safe_json(text: str) -> str:
    """Return JSON whose texts hold no brace, so that braces are balanced, and no percent sign."""
    # Structural braces are those of a dict; they come in pairs, those in texts need not.
    parts = re.split(r'("(?:[^"\\]|\\.)*")', text)
    codes = {ord(letter): f"\\u{ord(letter):04x}" for letter in "{}%@"}
    return "".join(part.translate(codes) if part.startswith('"') else part for part in parts)


def _fields(record: Record, entry: str) -> Iterator[tuple[str, str]]:
    def braced(name: str, text: str) -> Iterator[tuple[str, str]]:
        if one_line(text):
            yield name, f"{{{escape(text)}}}"

    yield "title", f"{{{{{escape(record.title)}}}}}"
    for role, agents in by_role(record).items():
        if agents:
            yield role, f"{{{' and '.join(map(_person, agents))}}}"
    if record.date:
        year, _dash, rest = record.date.partition("-")
        yield "year", f"{{{year}}}"
        if rest:
            yield "month", _MONTHS[int(rest[:2]) - 1]
            yield "date", f"{{{record.date}}}"
    yield from braced(_PUBLISHERS.get(entry, "publisher"), record.publisher)
    yield from braced("journal" if entry == "article" else "booktitle", record.container)
    yield from braced("volume", record.volume)
    yield from braced("number", record.issue)
    yield from braced("pages", re.sub(r"(?<=\w)[-–](?=\w)", "--", record.page_range))
    if record.page_count is not None:
        yield "pagetotal", f"{{{record.page_count}}}"
    yield from braced("language", ", ".join(record.languages))
    yield from braced("abstract", record.summary)
    yield from braced("doi", record.doi)
    if record.urls:
        yield "url", f"{{{_address(record.urls[0])}}}"
    yield from braced("isbn", ", ".join(record.isbn))
    yield from braced("issn", ", ".join(record.issn))
    yield from braced("keywords", ", ".join(record.tags))
    yield from braced("groups", ",".join(record.collections))
    yield from braced("copyright", record.licence)
    yield from braced("type", record.kind)


def _person(agent: Agent) -> str:
    if not agent.given:
        return f"{{{escape(agent.name)}}}"
    parts = (
        escape(part) if _NAME.fullmatch(part) else f"{{{escape(part)}}}"
        for part in (agent.name, agent.given)
    )
    return ", ".join(parts)


def _address(url: str) -> str:
    """Return an address with nothing in it that would end the field."""
    return one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _plain(*texts: str) -> bool:
    return all(_PLAIN.fullmatch(text) and text == one_line(text) for text in texts)


def _told(record: Record) -> set[str]:
    """Return the fields that are read back as they are."""
    told = {"kind", "date", "isbn", "issn", "page_count"}
    texts = ("title", "publisher", "container", "volume", "issue", "summary", "licence")
    told |= {name for name in texts if _plain(getattr(record, name))}
    if all(len(code) < 4 and code.isalpha() for code in record.languages[:1]) and (
        len(record.languages) < 2
    ):
        told.add("languages")
    if re.fullmatch(r"[\w.:]+(?:-[\w.:]+)?", record.page_range) and "_" not in record.page_range:
        told.add("page_range")
    if re.fullmatch(r"[\w./;()-]+", record.doi) and "--" not in record.doi:
        told.add("doi")
    if len(record.urls) == 1 and re.fullmatch(r"https?://[\w./?=;:,+~!@-]+", record.urls[0]):
        told.add("urls")
    if _plain(*record.tags) and not any(re.search("[,;]", tag) for tag in record.tags):
        told.add("tags")
    if _plain(*record.collections) and not any("," in name for name in record.collections):
        told.add("collections")
    if in_order(record) and all(map(_same_person, record.agents)):
        told.add("agents")
    return told


def _same_person(agent: Agent) -> bool:
    if not agent.given:
        return _plain(agent.name) and agent.name.lower() != "others"
    return all(
        _NAME.fullmatch(part)
        and _plain(part)
        and part[0].isupper()
        and not {"and", "others"} & set(part.lower().split())
        for part in (agent.name, agent.given)
    )
