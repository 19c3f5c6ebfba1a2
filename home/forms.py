"""Forms of this app: the contact form, and pages that come with a text to start from."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class StartingTextForm(WagtailAdminPageForm):
    """A new page's form, filled with the text to start from in the page's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from home.starting_texts import starting_text

        super().__init__(*args, **kwargs)
        page = self.instance
        if page.pk is None and not page.body:
            text = starting_text(page.starting_text, page.locale.language_code)
            for name, value in text.items():
                self.initial.setdefault(name, value)
                self.initial[name] = self.initial[name] or value
