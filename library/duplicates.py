"""Finds records of a work that is in the library already.

What is sure comes first: the same file, the same DOI, ISBN or web address. What else may be the
same has a near-equal title and the same year, and nothing that speaks against it: another number,
volume, edition or identifier, or, for a title as short as *Annual report*, another maker. The
measure is ``tests/library/duplicates`` (``python -m tests.library.duplicates``).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from justcities.vocabulary.text import fold
from library.choices import IdentifierKind
from library.identifiers import normal_doi, normal_isbn, same_page
from library.models import ResourceAgent, ResourceFile, ResourceIdentifier, ResourcePage
from library.record import Record
from library.titles import Title, parse, pattern, same_main_title, same_title

TELLING_WORDS = 5
"""So many words make a title telling enough, whoever is named as its maker."""
_COMMON = 1_000  # a word in more titles than this finds too many
_DIGITS = re.compile(r"\d+")


class Reason(TextChoices):
    """Why two records are taken for one work; the surest first."""

    FILE = "file", _("the same file")
    DOI = "doi", _("the same DOI")
    ISBN = "isbn", _("the same ISBN")
    ADDRESS = "address", _("the same web address")
    TITLE = "title", _("nearly the same title, and the same year")


@dataclass(frozen=True)
class Match:
    """A record that may be of the same work: a page, or a row of the same import."""

    page: ResourcePage | None
    reason: Reason
    row: int | None = None


@dataclass(slots=True)
class _Entry:
    """What is compared of one record."""

    title: Title
    date: str
    makers: frozenset[str]
    dois: frozenset[str]
    isbns: frozenset[str]
    addresses: frozenset[str]
    numbers: tuple[str, str, str]  # volume, issue, pages


class Finder:
    """Finds duplicates among many records, read once.

    Holds of each record only what is compared: 10,000 records take about 25 MB.
    """

    def __init__(self, pages: QuerySet | None = None) -> None:
        """Read the records of these pages: all source pages, published or not, where none is given.

        Translations are records of the same work as their source.
        """
        self._entries: dict[Any, _Entry] = {}
        self._by_key: dict[tuple[Reason, str], list[Any]] = defaultdict(list)
        self._by_text: dict[str, list[Any]] = defaultdict(list)
        self._by_word: dict[str, list[Any]] = defaultdict(list)
        self._read(_sources() if pages is None else pages)

    def find(
        self, record: Record, exclude: ResourcePage | None = None, hashes: Iterable[str] = ()
    ) -> list[Match]:
        """Return what may be the same work, the surest first, each once.

        Args:
            record: what is looked for.
            exclude: the page the record is of; neither it nor its translations are found.
            hashes: of the record's files, as ``SiteDocument.file_hash`` has them.
        """
        named = self.names(record, hashes)
        pages = ResourcePage.objects.select_related("locale").in_bulk(
            [name for name, _reason in named if isinstance(name, int)]
        )
        apart = exclude.translation_key if exclude else None
        return [
            Match(pages.get(name), reason, None if isinstance(name, int) else name[0])
            for name, reason in named
            if not isinstance(name, int) or (name in pages and pages[name].translation_key != apart)
        ]

    def names(self, record: Record, hashes: Iterable[str] = ()) -> list[tuple[Any, Reason]]:
        """Return what :meth:`find` finds without a query, for many records at once.

        Returns:
            Pairs of a page's primary key, or of a row's number in a tuple, and the reason; the
            surest first.
        """
        entry = _entry_of(record)
        found: dict[Any, Reason] = {}
        for reason, key in _keys(entry, hashes):
            for name in self._by_key.get((reason, key), ()):
                found.setdefault(name, reason)
        for name in self._alike(entry):
            found.setdefault(name, Reason.TITLE)
        order = list(Reason)
        return sorted(found.items(), key=lambda item: order.index(item[1]))

    def remember(self, record: Record, row: int, hashes: Iterable[str] = ()) -> None:
        """Let later rows of an import be compared with this one too."""
        self._add((row,), _entry_of(record), hashes)

    def _read(self, pages: QuerySet) -> None:
        keys = pages.order_by().values("pk")
        makers: dict[int, set[str]] = defaultdict(set)
        for pk, name, given in ResourceAgent.objects.filter(page__in=keys).values_list(
            "page", "name", "given"
        ):
            makers[pk].add(_maker(name, given))
        identifiers: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for pk, kind, value in ResourceIdentifier.objects.filter(page__in=keys).values_list(
            "page", "kind", "value"
        ):
            identifiers[pk].append((kind, value))
        hashes: dict[int, list[str]] = defaultdict(list)
        for pk, file_hash in ResourceFile.objects.filter(
            page__in=keys, document__isnull=False
        ).values_list("page", "document__file_hash"):
            hashes[pk].append(file_hash)
        fields = ("pk", "cited_title", "date", "publisher", "volume", "issue", "page_range")
        for pk, title, date, publisher, *numbers in pages.order_by().values_list(*fields):
            entry = _entry(title, date, makers[pk] | {_maker(publisher)}, numbers, identifiers[pk])
            self._add(pk, entry, hashes[pk])

    def _add(self, name: Any, entry: _Entry, hashes: Iterable[str]) -> None:
        self._entries[name] = entry
        for key in _keys(entry, hashes):
            self._by_key[key].append(name)
        for text in _texts(entry.title):
            self._by_text[text].append(name)
        for word in set(entry.title.words):
            self._by_word[word].append(name)

    def _alike(self, entry: _Entry) -> list[Any]:
        """Return the records whose title and year say that they are of the same work."""
        words = set(entry.title.words)
        if not words:
            return []
        shared: Counter = Counter()
        for word in words:
            named = self._by_word.get(word, ())
            if len(named) <= _COMMON:
                shared.update(named)
        near = [name for name, number in shared.items() if number * 2 >= len(words) - 2]
        exact = [name for text in _texts(entry.title) for name in self._by_text.get(text, ())]
        names = dict.fromkeys([*exact, *near])
        return [name for name in names if _same_work(entry, self._entries[name])]


def find(
    record: Record, exclude: ResourcePage | None = None, hashes: Iterable[str] = ()
) -> list[Match]:
    """Return what may be the same work as one record; see :meth:`Finder.find`.

    Only the records that share an identifier, a file, or a long word of the title and perhaps the
    year are read. For many records at once, make one :class:`Finder`.
    """
    hashes = list(hashes)
    near = _sources().filter(_near(_entry_of(record), hashes))
    keys = near.order_by().values("pk")
    return Finder(ResourcePage.objects.filter(pk__in=keys)).find(record, exclude, hashes)


def _near(entry: _Entry, hashes: list[str]) -> Q:
    """Return what narrows pages to those that may be of the same work."""
    identified = Q(value__in=[*entry.dois, *entry.isbns])
    for doi in entry.dois:
        identified |= Q(value__icontains=f"doi.org/{doi}")
    for address in entry.addresses:
        identified |= _of_page(address.partition("?")[0])
    near = Q(pk__in=ResourceIdentifier.objects.filter(identified).values("page"))
    if hashes:
        files = ResourceFile.objects.filter(document__file_hash__in=hashes)
        near |= Q(pk__in=files.values("page"))
    words = pattern(entry.title)
    if words:
        alike = Q(cited_title__regex=words)
        if entry.date:
            alike &= Q(date="") | Q(date__startswith=entry.date[:4])
        near |= alike
    return near


def _of_page(address: str) -> Q:
    """Return what narrows identifiers to the address of one page, with any parameters.

    Never by a part of it: anybody may ask, and a short address is a part of all others.
    """
    addresses = [
        f"{scheme}://{www}{address}{slash}"
        for scheme in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    ]
    found = Q(value__in=addresses)
    for each in addresses:
        found |= Q(value__startswith=f"{each}?")
    return found


def agree(one: Record, other: Record) -> bool:
    """Tell whether two records that a key calls one can be: by their titles or an identifier."""
    mine, theirs = _entry_of(one), _entry_of(other)
    return (
        one.title == other.title
        or same_title(mine.title, theirs.title)
        or same_main_title(mine.title, theirs.title)
        or bool(mine.dois & theirs.dois)
        or bool(mine.isbns & theirs.isbns)
        or bool(mine.addresses & theirs.addresses)
    )


def _sources() -> QuerySet:
    return ResourcePage.objects.filter(original_language=F("locale__language_code"))


def _entry_of(record: Record) -> _Entry:
    makers = {_maker(agent.name, agent.given) for agent in record.agents}
    makers.add(_maker(record.publisher))
    identifiers = [
        (IdentifierKind.DOI, record.doi),
        *((IdentifierKind.ISBN, value) for value in record.isbn),
        *((IdentifierKind.URL, value) for value in record.urls),
    ]
    numbers = (record.volume, record.issue, record.page_range)
    return _entry(record.title, record.date, makers, numbers, identifiers)


def _entry(
    title: str,
    date: str,
    makers: set[str],
    numbers: Iterable[str],
    identifiers: Iterable[tuple[str, str]],
) -> _Entry:
    dois, isbns, addresses = set(), set(), set()
    for kind, value in identifiers:
        try:
            if kind == IdentifierKind.DOI or (kind == IdentifierKind.URL and "doi.org/" in value):
                dois.add(normal_doi(value))
            elif kind == IdentifierKind.ISBN:
                isbns.add(normal_isbn(value))
            elif kind == IdentifierKind.URL:
                addresses.add(same_page(value))
        except ValueError:
            continue  # what is no identifier finds nothing
    volume, issue, pages = ("-".join(_DIGITS.findall(number)) or number for number in numbers)
    return _Entry(
        parse(title),
        date,
        frozenset(makers - {""}),
        frozenset(dois),
        frozenset(isbns),
        frozenset(addresses),
        (volume, issue, pages),
    )


def _maker(name: str, given: str = "") -> str:
    """Return a name as it is compared: a person's family name, an organisation's whole name."""
    return fold(name) if given or not name else fold(name).strip(" .,")


def _keys(entry: _Entry, hashes: Iterable[str]) -> Iterable[tuple[Reason, str]]:
    yield from ((Reason.FILE, value) for value in hashes if value)
    yield from ((Reason.DOI, value) for value in entry.dois)
    yield from ((Reason.ISBN, value) for value in entry.isbns)
    yield from ((Reason.ADDRESS, value) for value in entry.addresses)


def _texts(title: Title) -> set[str]:
    """Return the whole title and the main title, as one word each."""
    return {title.text, "".join(title.words[: title.main])}


def _same_work(one: _Entry, other: _Entry) -> bool:
    """Tell whether title and year say that two records are of one work, and nothing denies it."""
    for mine, theirs in ((one.dois, other.dois), (one.isbns, other.isbns)):
        if mine and theirs and not mine & theirs:
            return False
    if any(a and b and a != b for a, b in zip(one.numbers, other.numbers, strict=True)):
        return False
    words = sum(not word.isdigit() for word in one.title.words)
    if not _same_date(one.date, other.date, words):
        return False
    if same_title(one.title, other.title):
        known = bool(one.makers and other.makers)
        return words >= TELLING_WORDS or not known or _share_a_maker(one.makers, other.makers)
    return same_main_title(one.title, other.title) and _share_a_maker(one.makers, other.makers)


def _same_date(one: str, other: str, words: int) -> bool:
    """Tell whether two dates can be one: of short titles to the day, of telling ones the year.

    A work of unknown date can be of any year where its title has more than two words.
    """
    if not one or not other:
        return words > 2 or one == other
    if words >= TELLING_WORDS:
        return one[:4] == other[:4]
    return one.startswith(other) or other.startswith(one)


def _share_a_maker(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether somebody made both: one name holds all words of the other."""
    return any(
        set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())
        for a in one
        for b in other
    )
