"""Languages are typed by name in whichever language, and kept as codes."""

from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils import translation

from justcities.vocabulary.language_fields import LanguageField, LanguagesField
from justcities.vocabulary.language_names import find_language, names, suggest_languages


class LanguagesForm(forms.Form):
    languages = LanguagesField(required=False)
    language = LanguageField(required=False)


def cleaned(**typed: str) -> dict[str, Any]:
    form = LanguagesForm(typed)
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("French", "fr"),
        ("français", "fr"),
        ("francais", "fr"),
        ("FRANÇAIS", "fr"),
        ("الفرنسية", "fr"),
        ("Brazilian Portuguese", "pt-BR"),
        ("pt_br", "pt-BR"),
        ("fra", "fr"),
        ("Krio", "kri"),
        ("Indonesian", "id"),
        ("id", "id"),
        ("  swahili ", "sw"),
    ],
)
def test_a_language_is_found_by_its_names_and_codes(text: str, code: str) -> None:
    assert find_language(text) == code


@pytest.mark.parametrize("text", ["", "Elvish", "root", "Unknown language", "<b>", "x" * 500])
def test_what_names_no_language_finds_none(text: str) -> None:
    assert find_language(text) is None


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_name_that_is_shown_finds_its_language_again(language: str) -> None:
    with translation.override(language):
        assert {name: find_language(name) for name in names().values()} == {
            name: code for code, name in names().items()
        }


def test_names_are_given_as_text_with_commas_and_kept_as_codes_in_their_order() -> None:
    assert cleaned(languages="Spanish, العربية؛ French, español", language="pt") == {
        "languages": ["es", "ar", "fr"],
        "language": "pt",
    }
    assert cleaned(languages="", language="") == {"languages": [], "language": ""}


def test_each_unknown_word_is_named_and_what_was_typed_comes_back() -> None:
    form = LanguagesForm({"languages": "French, Elvish, Klingonish", "language": "Elvish"})
    assert form.errors["languages"] == [
        "No language is called “Elvish”. Is it spelled another way?",
        "No language is called “Klingonish”. Is it spelled another way?",
    ]
    assert 'value="French, Elvish, Klingonish"' in str(form["languages"])
    assert 'value="Elvish"' in str(form["language"])


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "French, Arabic"), ("ar", "الفرنسية، العربية")]
)
def test_codes_are_shown_as_names_in_the_editors_language(language: str, shown: str) -> None:
    with translation.override(language):
        form = LanguagesForm(initial={"languages": ["fr", "ar"]})
        assert f'value="{shown}"' in str(form["languages"])


def test_another_way_of_writing_the_same_languages_is_no_change() -> None:
    field = LanguagesField(required=False)
    assert not field.has_changed(["fr", "es"], "français, Spanish")
    assert field.has_changed(["fr", "es"], "Spanish, French")
    assert not LanguageField(required=False).has_changed("fr", "français")


def test_the_sites_languages_are_suggested_first() -> None:
    assert [code for code, _name, _by in suggest_languages("")] == ["en", "fr", "es", "ar"]
    assert suggest_languages("fren")[0] == ("fr", "French", "")
    assert suggest_languages("franc")[0] == ("fr", "French", "francais")
    assert ("zh-Hans", "Simplified Chinese", "") in suggest_languages("chinese")


@pytest.mark.django_db
def test_only_who_enters_the_admin_is_answered(client: Client, editor: Any) -> None:
    address = "/admin/vocabulary/languages/suggest/?q=fre"
    assert client.get(address).status_code == 302
    client.force_login(editor)
    answer = client.get(address).json()
    assert answer["results"][0] == {
        "value": "fr",
        "token": "French",
        "label": {"text": "French", "lang": "en", "dir": "ltr"},
        "context": "fr",
        "hint": "",
    }
    assert client.post(address).status_code == 405
