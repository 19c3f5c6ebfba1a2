"""Imports after the response. Each may run twice: an import knows how far it is."""

from django_tasks import task

from library.importing import services
from library.models import Import


@task()
def read_source(pk: int) -> None:
    """Read what was uploaded and say row by row what would happen."""
    of = Import.objects.filter(pk=pk).first()
    if of is not None:
        services.read(of)


@task()
def write_rows(pk: int) -> None:
    """Bring in what was confirmed."""
    of = Import.objects.filter(pk=pk).first()
    if of is not None:
        services.bring_in(of)


@task()
def undo_import(pk: int) -> None:
    """Take an import back."""
    of = Import.objects.filter(pk=pk).first()
    if of is not None:
        services.take_back(of)
