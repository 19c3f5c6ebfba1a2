"""Fields of the admin's forms that tell their limit and never cut (docs/adr/0013).

Django gives a text field HTML's ``maxlength``, with which a browser cuts what is typed or pasted
without a word. Here the limit is told while one types instead (``js/admin/counted.js``), and the
form's own validation answers what is longer, with the text still in it.
"""

from typing import Any

from django import forms
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput, SlugInput


def tell_limit(widget: forms.Widget) -> None:
    """Put the limit that is told in the place of the one by which a browser cuts."""
    limit = widget.attrs.pop("maxlength", None)
    if limit is not None:
        widget.attrs.setdefault("data-count-characters", limit)


class TextField(forms.CharField):
    """A text whose limit is told."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        tell_limit(self.widget)


class SlugField(forms.SlugField):
    """The last part of an address, whose limit is told."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        tell_limit(self.widget)


def register() -> None:
    """Let the admin's forms of all models use these fields, in pages and in what stands in them.

    By exact class, for an e-mail address or a web address is a kind of ``CharField`` too, with a
    form field of its own.
    """
    for model_field, override in (
        (models.CharField, {"form_class": TextField}),
        (models.TextField, {"form_class": TextField, "widget": AdminAutoHeightTextInput}),
        (models.SlugField, {"form_class": SlugField, "widget": SlugInput}),
    ):
        register_form_field_override(model_field, override=override, exact_class=True)
