"""Panels of the case study editor."""

from typing import Any

from wagtail.admin.panels import Panel

from casestudies.services import worth_adding


class ChecklistPanel(Panel):
    """Lists kindly what a case study still lacks. It stops nobody."""

    class BoundPanel(Panel.BoundPanel):
        """The list for the case study that is being edited."""

        template_name = "casestudies/admin/checklist.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what is missing."""
            context = super().get_context_data(parent_context) or {}
            return {**context, "wishes": worth_adding(self.instance)}
