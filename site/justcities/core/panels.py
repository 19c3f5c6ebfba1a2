"""Panels of the page editor for facts that are the same in every language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.fields.reverse_related import ManyToOneRel
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.admin.panels import InlinePanel, Panel

from justcities.core.common import CommonFieldsMixin
from justcities.core.languages import name_in_current


@dataclass(frozen=True)
class Row:
    """A common fact: its name and its values in words."""

    name: str
    values: list[str]


def rows(page: CommonFieldsMixin) -> Iterable[Row]:
    """Yield the common facts of a page that have a value, in the order of ``common_fields``.

    What nobody edits (the key of an import, say) is left out.
    """
    for name in page.common_fields:
        field: Any = page._meta.get_field(name)
        if not (field.auto_created or field.editable):
            continue
        if isinstance(field, ManyToOneRel):
            label = field.related_model._meta.verbose_name_plural
            values = [str(child) for child in getattr(page, name).all()]
        elif field.many_to_many:
            label, values = field.verbose_name, [str(item) for item in getattr(page, name).all()]
        else:
            shown = getattr(page, f"get_{name}_display", lambda name=name: getattr(page, name))()
            label, values = field.verbose_name, [] if shown in (None, "") else [str(shown)]
        if values:
            yield Row(str(label), values)


class CommonFactsPanel(Panel):
    """Shows a translation's common facts, which are changed on the source page only."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one page. Nothing of it is shown on a source page."""

        template_name = "core/panels/common_facts.html"

        def is_shown(self) -> bool:
            """Tell whether a page in another language keeps this page's facts."""
            return getattr(self.form, "follows_source", False)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the facts and the way to the source page."""
            context = super().get_context_data(parent_context)
            source = self.instance.source_page()
            context["rows"] = list(rows(self.instance))
            context["source_language"] = name_in_current(self.instance.original_language)
            context["source_url"] = reverse("wagtailadmin_pages:edit", args=(source.pk,))
            return context


class CommonInlinePanel(InlinePanel):
    """An inline panel of a common relation: it is not there where the form leaves it out."""

    class BoundPanel(InlinePanel.BoundPanel):
        """The panel on one page."""

        def __init__(self, **kwargs: Any) -> None:
            form = kwargs["form"]
            self.is_left_out = (
                form is not None and kwargs["panel"].relation_name not in form.formsets
            )
            if self.is_left_out:
                Panel.BoundPanel.__init__(self, **kwargs)
                self.label = self.panel.label
                self.children: list[Any] = []
            else:
                super().__init__(**kwargs)

        def is_shown(self) -> bool:
            """Tell whether the form has the relation."""
            return not self.is_left_out and super().is_shown()


class ChecklistPanel(Panel):
    """Lists kindly what a page still lacks. It stops nobody.

    Args:
        wishes: tells of a page, as it is in the editor, what would help its readers, in words.
        note: the sentence before the list.
    """

    def __init__(
        self, wishes: Callable[[Any], Iterable[Any]], note: str | Promise, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wishes = wishes
        self.note = note

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep the panel's own arguments in its copies."""
        return {**super().clone_kwargs(), "wishes": self.wishes, "note": self.note}

    class BoundPanel(Panel.BoundPanel):
        """The list for the page that is being edited."""

        template_name = "core/panels/checklist.html"

        class Media:
            css = {"all": ["css/admin/desk.css"]}

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what is missing."""
            context = super().get_context_data(parent_context) or {}
            wishes = list(self.panel.wishes(self.instance))
            return {**context, "note": self.panel.note, "wishes": wishes}
