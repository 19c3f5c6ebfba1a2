"""Form widgets shared by the admin's forms."""

from typing import Any

from django import forms


class CountedTextarea(forms.Textarea):
    """A text area that tells, while one types, how much room is left.

    The limit is told, never enforced by cutting: HTML's ``maxlength`` would cut a pasted text
    without a word, so it is left out and the form's own validation answers.
    """

    template_name = "core/widgets/counted_textarea.html"

    def __init__(
        self, max_length: int | None = None, max_words: int | None = None, rows: int = 3
    ) -> None:
        attrs: dict[str, Any] = {"rows": rows}
        if max_length:
            attrs["data-count-characters"] = max_length
        if max_words:
            attrs["data-count-words"] = max_words
        super().__init__(attrs)

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        """Drop the browser's cutting limit that Django adds from the model field."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return context

    class Media:
        js = ["js/admin/counted.js"]
