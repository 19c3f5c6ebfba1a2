"""Work on pictures and documents after the response."""

from django_tasks import task

from justcities.assets.models import SiteDocument, SiteImage
from justcities.assets.renditions import prepare
from justcities.assets.services import read_document


@task()
def prepare_renditions(image_id: int) -> None:
    """Make the sizes of a picture that pages show; may run twice, passes over a deleted one."""
    image = SiteImage.objects.filter(pk=image_id).first()
    if image is not None:
        prepare(image)


@task()
def read_document_file(document_id: int) -> None:
    """Take the text out of a document's file; may run twice, passes over a deleted one."""
    document = SiteDocument.objects.filter(pk=document_id).first()
    if document is not None:
        read_document(document)
