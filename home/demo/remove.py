"""Takes the sample site away again: what ``load_demo`` made, and nothing else."""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Page, ReferenceIndex, Site
from wagtail_localize.models import (
    String,
    StringSegment,
    Template,
    TemplateSegment,
    cleanup_translation_on_delete,
)

from casestudies.signals import NAME as CASE_STUDIES
from home.demo.links import SETTINGS_KEY
from home.demo.made import everything, forget, recall
from home.demo.pace import work_done_at_once
from justcities.core.versions import bump
from justcities.vocabulary.models import Concept
from library.signals import NAME as LIBRARY

Say = Callable[[str], None]


def remove(say: Say) -> None:
    """Remove the sample site, page by page, so that a running site is never locked for long.

    A sample page below which somebody has put a page of their own stays, with all above it; so do
    a picture and a keyword that something else uses.

    Args:
        say: is told what had to stay.
    """
    with work_done_at_once():
        kept = _remove_pages()
        for kind in ("navigation", "person"):
            for thing in everything(kind).values():
                thing.delete()
        settings = recall(SETTINGS_KEY)
        if settings is not None:
            settings.is_sample = False
            settings.save()
        kept += _remove_unused()
        forget()
    bump(CASE_STUDIES)
    bump(LIBRARY)
    for thing in kept:
        say(f"“{thing}” stays, because something that is not part of the sample needs it.")


def _remove_pages() -> list[Page]:
    """Delete the sample pages, the deepest first; return those that had to stay."""
    pages = sorted(everything("page").values(), key=lambda page: page.depth, reverse=True)
    strings, templates = _words_of(pages)
    kept = []
    for page in pages:
        page = Page.objects.get(pk=page.pk)
        if page.numchild:
            kept.append(page.specific)
            continue
        # The site outlives its home page: its address is not part of the sample.
        Site.objects.filter(root_page=page).update(root_page=Page.get_first_root_node())
        specific = page.specific
        with transaction.atomic():
            specific.delete()
            # wagtail-localize is set to keep translators' work when a page goes; this is no one's.
            cleanup_translation_on_delete(specific)
    String.objects.filter(pk__in=strings, segments=None, translations=None).delete()
    Template.objects.filter(pk__in=templates, segments=None).delete()
    return kept


def _words_of(pages: list[Page]) -> tuple[list[int], list[int]]:
    """Return the keys of the strings and templates that the pages' translations stand on."""
    keys = {page.translation_key for page in pages}
    return (
        list(
            StringSegment.objects.filter(source__object_id__in=keys).values_list(
                "string_id", flat=True
            )
        ),
        list(
            TemplateSegment.objects.filter(source__object_id__in=keys).values_list(
                "template_id", flat=True
            )
        ),
    )


def _remove_unused() -> list[object]:
    """Delete pictures, files, folders and keywords of the sample unless in use; return the rest."""
    kept: list[object] = []
    for picture in everything("picture").values():
        if ReferenceIndex.get_references_to(picture).exists():
            kept.append(picture)
        else:
            picture.delete()
    for document in everything("document").values():
        if ReferenceIndex.get_references_to(document).exists():
            kept.append(document)
        else:
            document.delete()
    for folder in everything("collection").values():
        if folder.numchild or folder.get_descendants().exists() or _holds_files(folder):
            kept.append(folder)
        else:
            folder.delete()
    for keyword in everything("keyword").values():
        if _is_used(keyword):
            kept.append(keyword)
        else:
            keyword.delete()
    return kept


def _holds_files(folder: object) -> bool:
    from justcities.assets.models import SiteDocument, SiteImage

    return any(
        model.objects.filter(collection=folder).exists() for model in (SiteImage, SiteDocument)
    )


def _is_used(keyword: Concept) -> bool:
    """Tell whether a page has the keyword, or an editor gave it a place in the vocabulary."""
    if keyword.scheme != "keyword" or keyword.replaced_by_id or keyword.replaces.exists():
        return True
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: keyword}).exists()
        for relation in keyword._meta.related_objects
        if relation.name not in {"labels", "definitions"}
    )
