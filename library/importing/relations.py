"""How records of a source stand to each other, once all of them are there."""

from django.db import transaction

from library.applying import put_relations
from library.importing.drafts import current, keep
from library.importing.keys import source_name
from library.importing.progress import Progress
from library.models import Import, ImportRow
from library.record import Record


def relate(of: Import, progress: Progress) -> None:
    """Set the relations of the records that were brought in; what isn't in the library is told."""
    rows = of.rows.filter(written=True, resource__isnull=False).exclude(record__relations=[])
    for row in progress.through(rows.select_related("resource")):
        record = Record.from_json(row.record)
        if record.relations:
            _relate_one(of, row, record)


@transaction.atomic
def _relate_one(of: Import, row: ImportRow, record: Record) -> None:
    page = row.resource
    if page is None or page.latest_revision_id != row.revision_after:
        return
    draft = current(page)
    before = [(item.kind, item.target_id) for item in draft.relations.all()]
    known = {f"{source_name(of)}:{name}": (kind, name) for kind, name in record.relations}
    own = set(of.rows.filter(key__in=known).values_list("key", flat=True))
    wanted = [
        (kind, f"{source_name(of)}:{name}" if f"{source_name(of)}:{name}" in own else name)
        for kind, name in record.relations
    ]
    problems = put_relations(Record(relations=wanted), draft)
    if [(item.kind, item.target_id) for item in draft.relations.all()] != before:
        row.revision_after = keep(draft, page, of.made_by).pk
    new = [problem for problem in problems if problem not in row.reasons]
    row.reasons = [*row.reasons, *new]
    row.save(update_fields=["revision_after", "reasons"])
