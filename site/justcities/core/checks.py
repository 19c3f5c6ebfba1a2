"""Rules about page types, blocks and catalogues, told by ``manage.py check``."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import to_locale
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField, get_translatable_fields

from justcities.core.common import CommonFieldsMixin

PAGE_LACKS = "core.E001"
BLOCK_LACKS = "core.E002"
COMMON_FIELD_LOCALISED = "core.E003"
CATALOGUE_MISSING = "core.W001"
WAGTAILS_OWN_ICON = "placeholder"  # what a block has that names none


@register("pages")
def page_types(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check every page type of ours."""
    return check_page_types(model for model in get_page_models() if model is not Page)


def check_page_types(models: Iterable[type[Page]]) -> list[CheckMessage]:
    """Report each page type that lacks a template, a description or search fields."""
    found: list[CheckMessage] = []
    for model in models:
        lacking = []
        if not _template_exists(model):
            lacking.append("a template")
        if not getattr(model, "page_description", ""):
            lacking.append("page_description")
        if not _searchable_by_title(model):
            lacking.append("the title in search_fields")
        if lacking:
            found.append(
                Error(
                    f"{model.__name__} lacks {', '.join(lacking)}.",
                    hint="docs/architecture.md says what a page type needs.",
                    obj=model,
                    id=PAGE_LACKS,
                )
            )
    return found


def _template_exists(model: type[Page]) -> bool:
    path = model.template_path() if hasattr(model, "template_path") else model.template
    try:
        get_template(path)
    except TemplateDoesNotExist:
        return False
    return True


def _searchable_by_title(model: type[Page]) -> bool:
    return any(
        isinstance(field, index.SearchField) and field.field_name == "title"
        for field in model.search_fields
    )


@register("blocks")
def stream_blocks(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check every block that an editor can choose for a page.

    Links in the navigation are not pages' text: they have neither a template nor a preview.
    """
    found: list[CheckMessage] = []
    checked = set()
    for field in _stream_fields():
        for block in field.stream_block.child_blocks.values():
            if type(block) not in checked:
                checked.add(type(block))
                found += check_block(block)
    return found


def _stream_fields() -> Iterator[StreamField]:
    for model in get_page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                yield field


def check_block(block: blocks.Block) -> list[CheckMessage]:
    """Report a block that lacks what the chooser of blocks shows of it, or a template."""
    meta = block.meta
    lacking = [
        name
        for name, present in {
            "icon": meta.icon != WAGTAILS_OWN_ICON,
            "group": bool(meta.group),
            "description": bool(getattr(meta, "description", "")),
            "template": bool(getattr(meta, "template", None)),
            "a preview": block.is_previewable,
        }.items()
        if not present
    ]
    if not lacking:
        return []
    return [
        Error(
            f"The block {type(block).__name__} lacks {', '.join(lacking)}.",
            obj=type(block),
            id=BLOCK_LACKS,
        )
    ]


@register("pages")
def common_fields(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check every page type with facts that are the same in every language."""
    return check_common_fields(
        model for model in get_page_models() if issubclass(model, CommonFieldsMixin)
    )


def check_common_fields(models: Iterable[type[CommonFieldsMixin]]) -> list[CheckMessage]:
    """Report common fields that wagtail-localize would translate or copy by its own rules."""
    found: list[CheckMessage] = []
    for model in models:
        left_alone = {
            field.field_name
            for field in get_translatable_fields(model)
            if type(field) is BaseTranslatableField
        }
        localised = sorted({*_common_names(model), "original_language"} - left_alone)
        if localised:
            found.append(
                Error(
                    f"{model.__name__} leaves {', '.join(localised)} to localisation.",
                    hint="Add them to override_translatable_fields with core.common.common().",
                    obj=model,
                    id=COMMON_FIELD_LOCALISED,
                )
            )
    return found


def _common_names(model: type[CommonFieldsMixin]) -> Iterator[str]:
    """Yield the common fields, and the child relations behind those that are tags."""
    relations = {item.related_model: item.name for item in get_all_child_relations(model)}
    for name in model.common_fields:
        yield name
        through = getattr(model._meta.get_field(name).remote_field, "through", None)
        if through in relations:
            yield relations[through]


@register("catalogues")
def catalogues(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a language whose texts on screen nobody has translated yet."""
    return [
        Warning(
            f"The language “{code}” has no catalogue, so its texts on screen are in the source "
            "language.",
            hint="docs/operators.md, “Adding a language”, says how to make one.",
            id=CATALOGUE_MISSING,
        )
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE and not _has_catalogue(code)
    ]


def _has_catalogue(code: str) -> bool:
    return any(
        (Path(folder) / to_locale(code) / "LC_MESSAGES" / "django.po").exists()
        for folder in settings.LOCALE_PATHS
    )
