"""Work on pictures after the response."""

from django_tasks import task

from justcities.assets.models import SiteImage
from justcities.assets.renditions import prepare


@task()
def prepare_renditions(image_id: int) -> None:
    """Make the sizes of a picture that pages show; may run twice, passes over a deleted one."""
    image = SiteImage.objects.filter(pk=image_id).first()
    if image is not None:
        prepare(image)
