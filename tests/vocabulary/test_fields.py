"""The picker's form fields, and keywords on a page."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from casestudies.models import CaseStudyPage
from justcities.vocabulary.fields import CityField, ConceptsField, KeywordsField
from justcities.vocabulary.models import City, Concept
from justcities.vocabulary.schemes import Scheme
from tests.factories import (
    CaseStudyPageFactory,
    CityFactory,
    ConceptFactory,
    CountryFactory,
    KeywordFactory,
)

pytestmark = pytest.mark.django_db


class PickerForm(forms.Form):
    themes = ConceptsField(scheme=Scheme.THEME)
    maturity = ConceptsField(scheme=Scheme.MATURITY, max_choices=1)
    tags = KeywordsField(required=False)
    city = CityField(queryset=City.objects.all(), required=False)


def choices(name: str) -> list[str]:
    return [str(text) for _value, text in PickerForm().fields[name].choices]


def test_choices_are_the_schemes_own_in_the_editors_language_narrower_below_theirs() -> None:
    water = ConceptFactory(labels={"en": "Water", "fr": "Eau"})
    ConceptFactory(labels={"en": "Drains", "fr": "Égouts"}, broader=water)
    ConceptFactory(labels={"en": "Care", "fr": "Soins"})
    ConceptFactory(labels={"en": "Gone"}, replaced_by=water)
    KeywordFactory(notation="")
    assert choices("themes") == ["Care", "Water", "Water › Drains"]
    with translation.override("fr"):
        assert choices("themes") == ["Eau", "Eau › Égouts", "Soins"]


def test_without_javascript_it_is_a_plain_list_to_choose_from() -> None:
    concept = ConceptFactory(labels={"en": "Water"})
    html = str(PickerForm(initial={"themes": [concept]})["themes"])
    assert f'<option value="{concept.pk}" selected>Water</option>' in html
    assert 'data-concept-picker="/admin/vocabulary/suggest/?scheme=theme"' in html


def test_concepts_of_another_scheme_and_more_than_allowed_are_refused() -> None:
    theme = ConceptFactory()
    first, second = (ConceptFactory(scheme=Scheme.MATURITY) for _each in range(2))
    form = PickerForm({"themes": [first.pk], "maturity": [first.pk, second.pk]})
    assert form.errors["themes"][0].startswith("Select a valid choice")
    assert form.errors["maturity"] == ["Choose at most 1."]
    form = PickerForm({"themes": [theme.pk], "maturity": [first.pk]})
    assert form.is_valid()
    assert form.cleaned_data["themes"] == [theme]


def test_typed_words_match_labels_of_any_language_before_a_word_is_new() -> None:
    heat = KeywordFactory(notation="", labels={"en": "Heat", "fr": "Été"}, avoid={"en": ["Sweat"]})
    form = PickerForm({"tags": "ete, HEAT, sweat, Roof gardens"})
    assert form.is_valid(), form.errors
    assert (list(form.cleaned_data["tags"]), form.cleaned_data["tags"].new) == (
        [heat],
        ["Roof gardens"],
    )


def test_any_number_of_words_is_checked_in_three_queries(django_assert_num_queries) -> None:
    keywords = [KeywordFactory(notation="", slug=f"k{n}", labels={"en": f"K{n}"}) for n in range(9)]
    field = KeywordsField(required=False)
    typed = ", ".join(f"K{n} #{keyword.pk}" for n, keyword in enumerate(keywords))
    with django_assert_num_queries(3):  # concepts, their labels, labels by wording
        assert list(field.clean(typed)) == keywords


def test_checking_a_form_makes_no_keyword() -> None:
    for typed in ("r", "ro", "roo", "roof"):
        assert PickerForm({"tags": typed}).is_valid()
    assert Concept.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("x" * 300, "is too long: 300 characters. Use at most 120."),
        ("<img src=x onerror=alert(1)>", "is not plain text"),
    ],
)
def test_a_refused_word_gets_a_clear_message_and_stays_in_the_field(
    typed: str, message: str
) -> None:
    form = PickerForm({"tags": f"good, {typed}"})
    assert not form.is_valid()
    assert message in form.errors["tags"][0]
    assert form["tags"].value() == f"good, {typed}"
    assert "<img" not in str(form["tags"])
    assert "<img" not in str(form.errors)
    assert Concept.objects.count() == 0


def test_chosen_keywords_are_written_so_that_they_are_read_back() -> None:
    keyword = KeywordFactory(notation="", labels={"en": "Roofs, green", "fr": "Toits"})
    with translation.override("fr"):
        assert PickerForm(initial={"tags": [keyword]})["tags"].as_widget().count("Toits #") == 1
    typed = PickerForm().fields["tags"].widget.format_value([keyword])
    form = PickerForm({"tags": typed})
    assert form.is_valid()
    assert (list(form.cleaned_data["tags"]), form.cleaned_data["tags"].new) == ([keyword], [])


def test_a_city_is_chosen_by_typing_its_name_or_by_completion() -> None:
    city = CityFactory(name="Medellín", names={"ar": "ميديلين"})
    for typed in ("medellin", "ميديلين", f"Medellín (anything) #{city.pk}"):
        form = PickerForm({"city": typed})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["city"] == city


def test_an_unknown_city_and_one_of_several_are_told_and_kept() -> None:
    libya = CountryFactory(labels={"en": "Libya"})
    lebanon = CountryFactory(labels={"en": "Lebanon"})
    CityFactory(name="Tripoli", country=libya, population=2)
    second = CityFactory(name="Tripoli", country=lebanon, population=1)
    assert PickerForm({"city": "Atlantis"}).errors["city"] == [
        "No city called “Atlantis” is known. Choose one, or leave this empty."
    ]
    form = PickerForm({"city": "tripoli"})
    assert form.errors["city"] == [
        "Several cities fit “tripoli”: Tripoli (Libya), Tripoli (Lebanon). Write the one you mean."
    ]
    assert form["city"].value() == "tripoli"
    form = PickerForm({"city": "Tripoli (Lebanon)"})
    assert form.is_valid()
    assert form.cleaned_data["city"] == second


def test_a_forged_number_does_not_choose_another_city() -> None:
    city, other = CityFactory(name="Lima"), CityFactory(name="Tunis")
    form = PickerForm({"city": f"Lima #{other.pk}"})
    assert form.is_valid()
    assert form.cleaned_data["city"] == city


def test_a_new_keyword_is_made_when_a_draft_is_saved_in_the_pages_language(site_tree) -> None:
    page = CaseStudyPageFactory(
        parent=site_tree.case_indexes["fr"], locale=site_tree.homes["fr"].locale
    )
    form_class = CaseStudyPage.get_edit_handler().get_form_class()
    assert isinstance(form_class.base_fields["tags"], KeywordsField)
    assert isinstance(form_class.base_fields["city"], CityField)
    field = page._meta.get_field("tags")
    value = KeywordsField(required=False).clean("Toits verts")
    field.save_form_data(page, value)
    assert Concept.objects.filter(scheme=Scheme.KEYWORD).count() == 0
    revision = page.save_revision()
    keyword = Concept.objects.get(scheme=Scheme.KEYWORD)
    assert list(keyword.labels.values_list("language", "kind", "text")) == [
        ("fr", "preferred", "Toits verts")
    ]
    assert list(revision.as_object().tags.all()) == [keyword]


def test_two_words_that_fold_alike_become_one_keyword_and_slugs_fit(site_tree) -> None:
    page = CaseStudyPageFactory(parent=site_tree.case_index)
    long = "x" * 120
    value = KeywordsField(required=False).clean(f"Élan, elan, {long}, ***, ؟؟")
    page._meta.get_field("tags").save_form_data(page, value)
    page.save()
    made = Concept.objects.filter(scheme=Scheme.KEYWORD).order_by("pk")
    assert [concept.name for concept in made] == ["Élan", long, "***", "؟؟"]
    assert all(concept.slug and len(concept.slug) <= 100 for concept in made)


@pytest.mark.parametrize("address", ["vocabulary:suggest", "vocabulary:cities"])
def test_completion_is_for_people_who_may_enter_the_admin(
    client_of, member, editor, address: str
) -> None:
    assert client_of(None).get(reverse(address)).status_code == 302
    assert client_of(member).get(reverse(address)).status_code == 302
    assert client_of(editor).get(reverse(address)).status_code == 200


def test_completion_stays_in_its_scheme_and_tells_what_we_say_instead(client_of, editor) -> None:
    ConceptFactory(labels={"en": "Settlements"}, avoid={"en": ["Slum"]})
    KeywordFactory(notation="", labels={"en": "Slum tours"})
    answer = client_of(editor).get(reverse("vocabulary:suggest"), {"q": "slum", "scheme": "theme"})
    (found,) = answer.json()["results"]
    assert (found["label"], found["hint"]) == (
        {"text": "Settlements", "lang": "en", "dir": "ltr"},
        "“Slum”: We say “Settlements” instead.",
    )
    assert answer.json()["message"] == "1 suggestion"
    nothing = client_of(editor).get(reverse("vocabulary:suggest"), {"q": "x", "scheme": "nonsense"})
    assert nothing.json() == {"results": [], "message": "Nothing found"}


def test_each_language_has_its_own_quotes_in_a_hint(client_of, editor, monkeypatch) -> None:
    french = {"“%(wording)s”: %(advice)s": "« %(wording)s » : %(advice)s"}
    monkeypatch.setattr("justcities.vocabulary.admin_views._", lambda text: french.get(text, text))
    ConceptFactory(labels={"en": "Settlements"}, avoid={"en": ["Slum"]})
    answer = client_of(editor).get(reverse("vocabulary:suggest"), {"q": "slum", "scheme": "theme"})
    assert [found["hint"] for found in answer.json()["results"]] == [
        "« Slum » : We say “Settlements” instead."
    ]


def test_a_suggested_city_is_read_back_to_the_same_city(client_of, editor) -> None:
    city = CityFactory(name="Lima", country=CountryFactory(labels={"en": "Peru"}))
    answer = client_of(editor).get(reverse("vocabulary:cities"), {"q": "lim"}).json()
    assert answer["results"][0]["token"] == f"Lima (Peru) #{city.pk}"
    assert CityField(queryset=City.objects.all()).clean(answer["results"][0]["token"]) == city


def test_more_than_a_hundred_keywords_get_a_message(db):
    field = KeywordsField(required=False)

    with pytest.raises(ValidationError) as refused:
        field.clean(", ".join(f"word {number}" for number in range(101)))

    assert refused.value.messages == ["Choose at most 100."]
