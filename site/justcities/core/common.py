"""Facts that are the same in every language, kept in step by the source page.

wagtail-localize copies many-to-many relations once and never again, and puts its own idea of
tags over a translator's (docs/adr/0003). So a page type names its ``common_fields``. They are left
out of localisation, copied from the source page to its translations when the source is published,
and whenever a translation is saved or its draft or revision is loaded.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.fields.reverse_related import ManyToOneRel
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.fields import BaseTranslatableField

from justcities.core.languages import codes

# What the mixin asks of the page it is mixed into; Wagtail itself has no types.
PageModel: Any = Page if TYPE_CHECKING else models.Model


def common(*names: str) -> list[BaseTranslatableField]:
    """Return what ``override_translatable_fields`` needs to leave these fields alone."""
    return [BaseTranslatableField(name) for name in names]


class CommonFieldsMixin(PageModel):
    """A page type some of whose fields are the same in every language.

    A subclass sets ``common_fields`` and adds ``common(*common_fields, "original_language")`` to
    its ``override_translatable_fields``, with the child relation behind a tag field (a system
    check tells what is missing). ``original_language`` is the stored fact that tells the source
    from its translations: neither the lowest key nor wagtail-localize's frozen source does.
    """

    original_language = models.CharField(max_length=20, blank=True, editable=False)

    common_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @property
    def is_translation(self) -> bool:
        """Whether this page was translated from one in another language."""
        return bool(self.original_language) and (
            self.original_language != self.locale.language_code
        )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Note a new page's original language, or take over the source's facts, then save.

        A new translation takes its source's facts of today, for wagtail-localize copies a frozen
        version of the source. A copy of a translation has no source, so it becomes one itself. A
        translation that was loaded before its source was published takes them too: what it holds
        is older than what is stored.
        """
        with transaction.atomic():
            if self._state.adding:
                self._find_source()
            elif self.is_translation and self._writes_facts(kwargs.get("update_fields")):
                self._follow_source()
            return super().save(*args, **kwargs)

    def _writes_facts(self, update_fields: Iterable[str] | None) -> bool:
        """Tell whether saving these fields (None: all) writes any common fact."""
        facts = {*self.common_fields, "original_language"}
        return update_fields is None or not facts.isdisjoint(update_fields)

    def _follow_source(self) -> None:
        """Take over what the source has stored.

        Under a lock on this page's row, which publishing the source takes before it copies: either
        it sees what is saved here, or the source's new facts are read here. The column of ``Page``
        has that row locked too, and in the same order.
        """
        rows = type(self)._default_manager.select_for_update().filter(pk=self.pk)
        stored = rows.only("title", "original_language").first()
        if stored is None:
            return
        self.original_language = stored.original_language
        source = self.source_page()
        if source is not None:
            self.copy_common_fields_from(source)

    def _find_source(self) -> None:
        if not self.locale_id:
            self.locale = self.get_default_locale()
        if not self.original_language:
            others = type(self)._default_manager.filter(translation_key=self.translation_key)
            languages = others.values_list("original_language", flat=True)
            self.original_language = languages.first() or self.locale.language_code
        source = self.source_page()
        if source is not None:
            self.copy_common_fields_from(source)
        else:
            self.original_language = self.locale.language_code

    def source_page(self) -> "CommonFieldsMixin | None":
        """Return the page this one was translated from, or None for a source page."""
        if not self.is_translation:
            return None
        same = type(self)._default_manager.filter(translation_key=self.translation_key)
        return same.filter(locale__language_code=self.original_language).first()

    def copy_common_fields_from(self, source: "CommonFieldsMixin") -> None:
        """Take over the common fields' values of another page, unsaved."""
        for name in self.common_fields:
            field = self._meta.get_field(name)
            if isinstance(field, ManyToOneRel):
                children = []
                for child in getattr(source, name).all():
                    child.pk = None
                    setattr(child, field.remote_field.name, self)
                    children.append(child)
                setattr(self, name, children)
            elif field.many_to_many:
                getattr(self, name).set(list(getattr(source, name).all()))
            else:
                setattr(self, field.attname, getattr(source, field.attname))
        self.original_language = source.original_language

    def with_content_json(self, content: dict) -> "CommonFieldsMixin":
        """Load a draft or revision; a translation gets its common fields from the source.

        From the source's stored row, which holds what was published last. This is the one door
        that drafts, previews, reverting, scheduled publishing and wagtail-localize's own
        publishing all pass.
        """
        page = super().with_content_json(content)
        page.original_language = self.original_language or page.original_language
        source = page.source_page()
        if source is not None:
            page.copy_common_fields_from(source)
        return page


@receiver(page_published)
def copy_common_fields_to_translations(sender: type, instance: Page, **kwargs: Any) -> None:
    """After a source page was published, give its translations the same common fields at once."""
    if not isinstance(instance, CommonFieldsMixin) or instance.is_translation:
        return
    pages = type(instance)._default_manager
    for pk in list(instance.get_translations().values_list("pk", flat=True)):
        with transaction.atomic():
            # Read under a lock: a translation published at this moment keeps its new text.
            translation = pages.select_for_update().filter(pk=pk).first()
            if translation is not None:
                translation.save(clean=False)


@receiver(post_delete)
def choose_another_source(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """After a source page was deleted, let its first translation in the site's order be the source.

    Without one, nobody could change the common facts of those that are left.
    """
    if not isinstance(instance, CommonFieldsMixin) or instance.is_translation:
        return
    left = type(instance)._default_manager.filter(translation_key=instance.translation_key)
    languages = list(left.values_list("locale__language_code", flat=True))
    known = [code for code in codes() if code in languages] or languages
    if known:
        left.update(original_language=known[0])
