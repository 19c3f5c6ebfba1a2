"""Facts that are the same in every language, kept in step by the source page.

wagtail-localize copies many-to-many relations once and never again, and puts its own idea of
tags over a translator's (docs/adr/0003). So a page type names its ``common_fields``. They are left
out of localisation, copied from the source page to its translations when the source is published,
and whenever a translation's draft or revision is loaded.
"""

from typing import Any

from django.db import models, transaction
from django.db.models.fields.reverse_related import ManyToOneRel
from django.dispatch import receiver
from wagtail.models import Locale, Page
from wagtail.signals import page_published
from wagtail_localize.fields import BaseTranslatableField


def common(*names: str) -> list[BaseTranslatableField]:
    """Return what ``override_translatable_fields`` needs to leave these fields alone."""
    return [BaseTranslatableField(name) for name in names]


class CommonFieldsMixin(models.Model):
    """A page type some of whose fields are the same in every language.

    A subclass sets ``common_fields`` and adds ``*common(*common_fields)`` to its
    ``override_translatable_fields``. ``original_language`` is the stored fact that tells the source
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

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Note the language of a page that has none yet as its original one."""
        if not self.original_language and self.locale_id:
            self.original_language = self.locale.language_code
        super().full_clean(*args, **kwargs)

    def source_page(self) -> "CommonFieldsMixin | None":
        """Return the page this one was translated from, or None for a source page."""
        if not self.is_translation:
            return None
        source_locale = Locale.objects.filter(language_code=self.original_language).first()
        return (
            type(self)
            ._default_manager.filter(translation_key=self.translation_key, locale=source_locale)
            .first()
        )

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
            elif field.many_to_many or not hasattr(field, "attname"):
                getattr(self, name).set(list(getattr(source, name).all()))
            else:
                setattr(self, field.attname, getattr(source, field.attname))
        self.original_language = source.original_language

    def with_content_json(self, content: dict) -> "CommonFieldsMixin":
        """Load a draft or revision; a translation gets its common fields from the live source.

        This is the one door that drafts, previews, reverting, scheduled publishing and
        wagtail-localize's own publishing all pass.
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
    for translation in instance.get_translations().specific():
        if translation.alias_of_id:
            continue
        with transaction.atomic():
            translation.copy_common_fields_from(type(instance)._default_manager.get(pk=instance.pk))
            translation.save(clean=False)
