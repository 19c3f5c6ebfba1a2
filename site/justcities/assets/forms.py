"""The admin's forms for pictures and documents. Each door of the admin builds on these two."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from justcities.assets.fields import clean_in_place
from justcities.assets.models import ALT_TEXT_LENGTH
from justcities.core.languages import direction, name_in_current, native_name
from justcities.core.widgets import CountedTextarea

ALT_TEXT_HELP = _(
    "Say what is to be seen to somebody who can’t see it, in one or two sentences. It is read "
    "aloud, and shown where the picture doesn’t load."
)
CHOOSE_AGAIN = _("The file was not kept, because of this: %(reasons)s Please choose it again.")


class PictureFormField(WagtailImageField):
    """A file field that checks the content, cleans the picture, and never raises anything else.

    Wagtail’s own field asks a picture’s size outside its net, so one that says it has 300 million
    pixels ends in an error page.
    """

    def to_python(self, data: Any) -> Any:
        """Clean the upload in place before Wagtail looks at it."""
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        clean_in_place(upload)
        return super().to_python(upload)


class UploadFormMixin(forms.ModelForm):
    """Says that a chosen file has to be chosen again where another field has an error.

    A browser doesn’t keep it. It also keeps Wagtail’s view for several files from putting the
    upload into a public folder while it waits for the other field.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        upload = self.cleaned_data.get("file")
        if self.errors and "file" not in self.errors and isinstance(upload, UploadedFile):
            reasons = " ".join(str(text) for texts in self.errors.values() for text in texts)
            self.add_error(
                "file", ValidationError(CHOOSE_AGAIN, code="again", params={"reasons": reasons})
            )


class PictureForm(UploadFormMixin, BaseImageForm):
    """A picture’s form, with one field for alternative text in each language of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self._take_pictures_only()
        for code, _name in settings.LANGUAGES:
            self.fields[alt_field(code)] = self._alt_text_field(code)
        order = ["title", "file", *(alt_field(code) for code, _name in settings.LANGUAGES)]
        self.order_fields(order)

    def _take_pictures_only(self) -> None:
        old = self.fields["file"]
        self.fields["file"] = PictureFormField(
            label=old.label, required=old.required, widget=old.widget
        )

    def _alt_text_field(self, code: str) -> forms.CharField:
        widget = CountedTextarea(max_length=ALT_TEXT_LENGTH, rows=2)
        widget.attrs.update({"lang": code, "dir": direction(code)})
        return forms.CharField(
            label=gettext("Alternative text: %(language)s (%(native)s)")
            % {"language": name_in_current(code), "native": native_name(code)},
            required=False,
            max_length=ALT_TEXT_LENGTH,
            initial=self.instance.alt(code),
            widget=widget,
            help_text=ALT_TEXT_HELP if code == settings.LANGUAGE_CODE else "",
        )

    def save(self, commit: bool = True) -> Any:
        """Write the alternative texts; those of languages no longer in the settings stay."""
        texts = dict(self.instance.alt_texts)
        for code, _name in settings.LANGUAGES:
            # The view for several files first sends a title and a file alone.
            if self.add_prefix(alt_field(code)) in self.data:
                texts[code] = self.cleaned_data[alt_field(code)]
        self.instance.alt_texts = {code: text for code, text in texts.items() if text}
        return super().save(commit)


def alt_field(code: str) -> str:
    """Return the name of the form field for alternative text in a language."""
    return f"alt_text_{code}"


class DocumentForm(UploadFormMixin, BaseDocumentForm):
    """A document’s form. What the file holds is checked by the model."""
