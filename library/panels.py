"""Panels of the editor of a record."""

from typing import Any

from wagtail.admin.panels import Panel

from library.file_facts import facts_of


class FileFactsPanel(Panel):
    """Says beside the chooser what the chosen file is, and what was found in it."""

    class BoundPanel(Panel.BoundPanel):
        """The facts of one row; they follow the choice by ``js/admin/library-form.js``."""

        template_name = "library/admin/file_facts_panel.html"

        class Media:
            css = {"all": ["css/admin/library.css"]}
            js = ["js/admin/library-form.js"]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the facts."""
            document = self.instance.document if self.instance else None
            return {
                **super().get_context_data(parent_context),
                "facts": facts_of(document) if document else None,
            }


class LookAlikesPanel(Panel):
    """Shows what may be the same as this record; hidden as long as nothing is."""

    def get_form_options(self) -> dict[str, Any]:
        """Name the fields it shows: Wagtail adds at the end of the form what nobody names."""
        return {"fields": ["is_another_one", "told_of_look_alikes"]}

    class BoundPanel(Panel.BoundPanel):
        """The records that look like the one in the form."""

        template_name = "library/admin/look_alikes_panel.html"

        class Media:
            css = {"all": ["css/admin/library.css"]}
            js = ["js/admin/library-form.js"]

        def is_shown(self) -> bool:
            """Leave it away on a translation: its source is what could be there twice."""
            return not getattr(self.form, "follows_source", True)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what was found."""
            return {
                **super().get_context_data(parent_context),
                "found": self.form.look_alikes(self.request.user),
                "another_one": self.form["is_another_one"],
                "told": self.form["told_of_look_alikes"],
            }


class NumbersPanel(Panel):
    """Says how often a record was opened and its files fetched."""

    class BoundPanel(Panel.BoundPanel):
        """The numbers of one record; a new one has none."""

        template_name = "library/admin/numbers_panel.html"

        def is_shown(self) -> bool:
            """Leave it away on a record that isn't there yet."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the numbers."""
            from library.counting import numbers_of

            return {
                **super().get_context_data(parent_context),
                "numbers": numbers_of(self.instance),
            }
