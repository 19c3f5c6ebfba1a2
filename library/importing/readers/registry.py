"""Which reader reads which format."""

from collections.abc import Callable, Iterator

from library.importing.readers import bibtex, csljson, endnote, pdfs, ris, tables, zotero
from library.importing.rows import Row
from library.importing.sources import Source

READERS: dict[str, Callable[[Source], Iterator[Row]]] = {
    "ris": ris.read,
    "endnote": endnote.read,
    "bibtex": bibtex.read,
    "csl": csljson.read,
    "csv": tables.read,
    "xlsx": tables.read,
    "zotero": zotero.read,
    "pdfs": pdfs.read,
}


def read(source: Source) -> Iterator[Row]:
    """Give the rows of a source, as its format's reader found them.

    Raises:
        UnreadableError: the source can't be read at all.
    """
    yield from READERS[source.format](source)
