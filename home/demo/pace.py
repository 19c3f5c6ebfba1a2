"""Makes many pages in a row bearable: background work is done as it comes, and once only."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Model
from django_tasks import task_backends
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def work_done_at_once() -> Iterator[None]:
    """Do background work as it comes: a page leaves six tasks, which nobody may be there to do."""
    usual = task_backends["default"]
    task_backends["default"] = ImmediateBackend("default", {})
    try:
        yield
    finally:
        task_backends["default"] = usual


@contextmanager
def references_noted_once() -> Iterator[list[Model]]:
    """Note what a thing refers to once, at the end, not again with each of its parts.

    A case study has fifty parts, and Wagtail goes through the whole page for each that is saved:
    nearly half of all the work of loading one.

    Yields:
        A list to add the saved things to whose references are to be noted.
    """
    saved: list[Model] = []
    with disable_reference_index_auto_update():
        yield saved
    for thing in saved:
        ReferenceIndex.create_or_update_for_object(thing)
