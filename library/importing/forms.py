"""The admin's forms of imports."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from justcities.core.languages import current, native_name
from justcities.vocabulary.fields import AnyConceptField
from justcities.vocabulary.models import Concept
from library.importing.columns import FIELDS
from library.importing.sources import UPLOAD_BYTES
from library.models import Import, LibraryIndexPage


class UploadForm(forms.ModelForm):
    """Takes a file and says where it comes from."""

    language = forms.ChoiceField(
        label=_("Language of the records"),
        help_text=_("Where it can’t be told from a record itself."),
    )

    class Meta:
        model = Import
        fields = ["file", "source", "language", "publish"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = True
        self.fields["file"].help_text = _(
            "RIS, EndNote (.enw), BibTeX, CSL JSON, CSV, Excel (.xlsx), Zotero RDF, or a ZIP "
            "archive of one of them with its files, or of PDFs. At most 500 MB."
        )
        self.fields["source"].label = capfirst(_t("source"))
        self.fields["publish"].label = capfirst(_t("publish what is complete"))
        languages = LibraryIndexPage.objects.values_list("locale__language_code", flat=True)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, native_name(code)) for code in languages
        ]
        self.initial.setdefault("language", current())

    def clean_file(self) -> Any:
        """Refuse a file that is too large, before it is kept."""
        file = self.cleaned_data["file"]
        if file.size > UPLOAD_BYTES:
            raise forms.ValidationError(
                _t("This file is larger than %(size)d MB. Bring it in parts.")
                % {"size": UPLOAD_BYTES // 1024 // 1024}
            )
        return file


class ColumnsForm(forms.Form):
    """Asks of each column of a table what it means."""

    def __init__(self, mapping: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = mapping.get("examples", [])
        chosen = mapping.get("columns") or mapping.get("guess") or {}
        choices = [("", _("Leave out")), *FIELDS.items()]
        for column in self.columns:
            at = str(column["number"])
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=column["heading"] or _t("Column %(number)d") % {"number": int(at) + 1},
                choices=choices,
                required=False,
                initial=chosen.get(at, ""),
            )

    def rows(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Return each column's field with examples of what stands in it."""
        return [(self[f"column-{each['number']}"], each["examples"]) for each in self.columns]

    def chosen(self) -> dict[str, str]:
        """Return what each column means, by its number."""
        return {name.partition("-")[2]: value for name, value in self.cleaned_data.items()}


class MatchForm(forms.Form):
    """Chooses the concept that a word means."""

    concept = AnyConceptField(
        queryset=Concept.objects.filter(replaced_by=None), label=_("It means")
    )
