"""Imports after the response. Each may run twice: an import knows how far it is."""

from django.contrib.auth import get_user_model
from django_tasks import task

from library.importing import keywords, services
from library.models import Import, KeywordMapping


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


@task()
def give_concept(word_pk: int, user_pk: int | None) -> None:
    """Give the records that wait for a word the concept it was matched to."""
    mapping = KeywordMapping.objects.filter(pk=word_pk).select_related("concept").first()
    if mapping is not None:
        user = get_user_model().objects.filter(pk=user_pk or 0).first()
        keywords.give_to_waiting(mapping, user)
