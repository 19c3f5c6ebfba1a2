"""Makes many pages in a row bearable: background work is done as it comes, and once only."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Model
from django_tasks import task_backends
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from justcities.assets.tasks import prepare_renditions, read_document_file

SLOW = (prepare_renditions.func, read_document_file.func)


class AtOnceButFiles(ImmediateBackend):
    """Does work as it comes, but leaves pictures and files to whoever does the usual work.

    A picture's sizes and a file's text take seconds each, and a page can be shown before them.
    """

    def __init__(self, usual: BaseTaskBackend) -> None:
        super().__init__("default", {})
        self.usual = usual

    def enqueue(self, task: Task, args: list, kwargs: dict) -> TaskResult:
        """Do a task, or leave it to the usual backend."""
        if task.func in SLOW:
            return self.usual.enqueue(task, args, kwargs)
        return super().enqueue(task, args, kwargs)


@contextmanager
def work_done_at_once() -> Iterator[None]:
    """Do background work as it comes: a page leaves six tasks, which nobody may be there to do."""
    usual = task_backends["default"]
    task_backends["default"] = AtOnceButFiles(usual)
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
