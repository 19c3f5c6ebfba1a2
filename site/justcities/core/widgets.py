"""Form widgets shared by the admin's forms."""

from typing import Any

from django import forms


class CountedTextarea(forms.Textarea):
    """A text area that tells, while one types, how much room is left.

    The limit is told, never enforced by cutting: HTML's ``maxlength`` would cut a pasted text
    without a word, so it is left out and the form's own validation answers.
    """

    template_name = "core/widgets/counted_textarea.html"

    def __init__(self, max_length: int, rows: int = 3) -> None:
        super().__init__({"rows": rows, "data-count-characters": max_length})

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        """Drop the browser's cutting limit that Django adds from the model field."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return context

    class Media:
        js = ["js/admin/counted.js"]
