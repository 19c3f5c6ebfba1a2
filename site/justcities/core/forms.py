"""Forms of the page editor that every page type shares."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from justcities.core.common import CommonFieldsMixin


class CopyWithoutAliasForm(CopyForm):
    """Copies a page. There are no alias pages here (docs/adr/0006), so none is offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)


class CommonFieldsForm(WagtailAdminPageForm):
    """The form of a page type with common fields; on a translation it leaves them out.

    A subclass names in ``common_form_fields`` the fields of its own that stand for common facts.
    ``follows_source`` tells whether the page's common facts are kept by a page in another language.
    """

    common_form_fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        self.follows_source = isinstance(page, CommonFieldsMixin) and page.source_page() is not None
        if self.follows_source:
            for name in (*page.common_fields, *self.common_form_fields):
                self.fields.pop(name, None)
                self.formsets.pop(name, None)
