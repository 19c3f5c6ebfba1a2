"""Changes of state: a reader's wish for a translation."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from justcities.translation.models import TranslationRequest


@transaction.atomic
def ask_for_translation(page: Page, language: str) -> None:
    """Count one more wish for a page in a language. Nothing about the reader is kept.

    Args:
        page: the page's preferred version, so that wishes made from others add up.
        language: the code of a language of the site that the page is missing in.
    """
    TranslationRequest.objects.get_or_create(page_id=page.pk, language=language)
    TranslationRequest.objects.filter(page_id=page.pk, language=language).update(
        count=F("count") + 1, last_asked=timezone.localdate()
    )
