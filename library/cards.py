"""A record as a row of a list: kind, title, who, and what it costs to open."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from justcities.core.languages import current
from justcities.vocabulary.language_names import language_name
from library.files import ShownFile, shown_file
from library.models import ResourceAgent, ResourceConcept, ResourceFile, ResourcePage

MOST_NAMES = 3
MOST_FILES = 2


@dataclass
class Card:
    """What a row shows of a record.

    Attributes:
        page: the record, in the version that is shown.
        kind: what kind of thing it is, with the language of these words.
        by: who made it.
        languages: the names of its languages.
        files: the first files that are open, the reader's language before others.
        link: where there is no file, the first link.
        other: the language of the page, where it is not the reader's.
    """

    page: ResourcePage
    kind: tuple[str, str]
    by: str
    languages: list[str]
    files: list[ShownFile] = field(default_factory=list)
    more_files: int = 0
    link: ShownFile | None = None
    other: str = ""


def for_cards(pks: Iterable[int]) -> list[Card]:
    """Load records with all that a row shows, in the order of the keys given.

    Args:
        pks: primary keys of records the reader may see.

    Returns:
        The rows, in four queries however many they are.
    """
    wanted = list(pks)
    if not wanted:
        return []
    found = (
        ResourcePage.objects.filter(pk__in=wanted)
        .select_related("locale")
        .prefetch_related(
            Prefetch("concept_links", ResourceConcept.objects.select_related("concept")),
            Prefetch("agents", ResourceAgent.objects.all()),
            Prefetch(
                "files",
                ResourceFile.objects.select_related("document__collection", "document__reading"),
            ),
        )
    )
    by_pk = {page.pk: page for page in found}
    return [card(by_pk[pk]) for pk in wanted if pk in by_pk]


def card(page: ResourcePage) -> Card:
    """Return the row of a record that was loaded with its concepts, agents and files."""
    own = page.locale.language_code
    kind = page.resource_type
    rows = page.files.all()
    # Without a rights statement the files are closed; what they are is nobody's business yet.
    files = [shown_file(row) for row in rows if row.document is not None and page.licence]
    files.sort(key=lambda each: each.language.split("-")[0] != current())
    links = [shown_file(row) for row in rows if row.document is None]
    return Card(
        page=page,
        kind=(kind.label(), kind.label_language()) if kind else ("", ""),
        by=names_of(page),
        languages=[language_name(code) for code in page.languages],
        files=files[:MOST_FILES],
        more_files=max(len(files) - MOST_FILES, 0),
        link=links[0] if links and not files else None,
        other=own if own != current() else "",
    )


def names_of(page: ResourcePage) -> str:
    """Return who made a record, the first three; the publisher where nobody is named."""
    names = [str(agent) for agent in page.agents.all() if agent.role in {"author", "editor"}]
    if not names:
        return page.publisher
    text = _(", ").join(names[:MOST_NAMES])
    return _("%(names)s and others") % {"names": text} if len(names) > MOST_NAMES else text
