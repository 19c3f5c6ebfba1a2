"""Translates the sample site's pages the way a translator would, through wagtail-localize.

So a translator opens a sample page and finds every segment done, with its source beside it.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from home.demo.made import remember
from home.demo.pace import references_noted_once
from home.demo.publishing import backdate, page_key
from home.demo.texts import ContentError


@transaction.atomic
def translate(page: Page, wording: Page, locale: Locale, key: str, moment: datetime) -> Page:
    """Make, fill in and publish a page's translation.

    Args:
        page: the published source page.
        wording: the same page in the other language, unsaved, built with the same block ids.
        locale: the language to translate into.
        key: the sample page's key.
        moment: when the translation counts as published.

    Returns:
        The translation as it is stored.

    Raises:
        ContentError: the two do not have the same parts.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    # Both may be there: wagtail-localize keeps them where somebody deletes a translated page.
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    StringTranslation.objects.bulk_create(
        string_translations(source, wording, locale, key), ignore_conflicts=True
    )
    # Published by hand: save_target would leave it to the end of the transaction, in which the
    # translation's own children have to find it published.
    with references_noted_once() as saved:
        translation.save_target(publish=False)
        translated = source.get_translated_instance(locale)
        translated.get_latest_revision().publish()
        saved.append(source.get_translated_instance(locale))
    remember(page_key(key, locale.language_code), translated)
    return backdate(translated, moment)


def string_translations(
    source: TranslationSource, wording: Page, locale: Locale, key: str
) -> list[StringTranslation]:
    """Pair each of the source's strings with the string at the same place in the other language.

    Raises:
        ContentError: a place that only one of them has, or that has more strings in one of them.
    """
    language = locale.language_code
    rows = StringSegment.objects.filter(source=source).select_related("context", "string")
    ours: dict[str, list[StringSegment]] = defaultdict(list)
    for row in rows.order_by("order"):
        ours[row.context.path].append(row)
    theirs: dict[str, list[StringValue]] = defaultdict(list)
    shapes: dict[str, str] = {}
    for segment in extract_segments(wording):
        if isinstance(segment, StringSegmentValue):
            theirs[segment.path].append(segment.string)
        elif isinstance(segment, TemplateSegmentValue):
            shapes[segment.path] = segment.template
    _compare(key, language, {path: len(v) for path, v in ours.items()}, theirs, shapes, source)

    made: dict[tuple[int, int], StringTranslation] = {}
    for path, segments in ours.items():
        for row, string in zip(segments, theirs[path], strict=True):
            place = (row.string_id, row.context_id)
            if place in made and made[place].data != string.data:
                raise ContentError(f"{key}.{language}: {path} has one English text twice")
            made[place] = StringTranslation(
                translation_of=row.string,
                locale=locale,
                context=row.context,
                data=string.data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    return list(made.values())


def _compare(
    key: str,
    language: str,
    counts: dict[str, int],
    theirs: dict[str, list[Any]],
    shapes: dict[str, str],
    source: TranslationSource,
) -> None:
    """Refuse a translation whose parts are not those of its source."""
    for path in sorted(counts.keys() | theirs.keys()):
        if counts.get(path, 0) != len(theirs.get(path, [])):
            raise ContentError(
                f"{key}.{language}: {path} has {len(theirs.get(path, []))} texts, "
                f"in English {counts.get(path, 0)}"
            )
    templates = source.templatesegment_set.select_related("template", "context")
    for row in templates:
        if shapes.get(row.context.path) != row.template.template:
            raise ContentError(
                f"{key}.{language}: {row.context.path} is not built like the English text"
            )
