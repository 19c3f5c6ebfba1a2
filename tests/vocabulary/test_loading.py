"""Loading the data files: whole, quick, again without harm."""

import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from justcities.core.languages import codes
from justcities.vocabulary import datafiles
from justcities.vocabulary.datafiles import DataFileError, Entry, read_all, read_scheme
from justcities.vocabulary.loading import load_entries
from justcities.vocabulary.models import Concept, Definition, Label
from justcities.vocabulary.queries import in_group
from justcities.vocabulary.schemes import Scheme

pytestmark = pytest.mark.django_db


def heat(**changes: object) -> Entry:
    values = {
        "scheme": "theme",
        "notation": "heat",
        "preferred": {"en": "Heat", "fr": "Chaleur"},
        "alternative": {"en": ["Heatwave"]},
        "avoid": {"en": ["Scorching"]},
        "definition": {"en": "Days too hot to work."},
        "note": {"en": "We say heat."},
    }
    return Entry(**{**values, **changes})


def snapshot() -> tuple[list, list, list]:
    return (
        list(Concept.objects.order_by("pk").values_list("pk", "scheme", "notation", "broader_id")),
        list(Label.objects.order_by("pk").values_list("pk", "concept_id", "kind", "text")),
        list(Definition.objects.order_by("pk").values_list("pk", "concept_id", "text")),
    )


def test_everything_packaged_loads_quickly_and_loading_twice_changes_nothing() -> None:
    started = time.process_time()
    call_command("load_vocabulary", verbosity=0)
    assert time.process_time() - started < 5
    before = snapshot()
    again = load_entries()
    assert (again.concepts, again.labels, again.definitions) == (0, 0, 0)
    assert snapshot() == before


def test_every_packaged_concept_has_a_preferred_label_in_every_language_of_the_site() -> None:
    lacking = [
        (entry.key, language)
        for entry in read_all()
        for language in codes()
        if not entry.preferred.get(language)
    ]
    assert lacking == []


def test_every_packaged_reference_leads_to_a_concept() -> None:
    entries = read_all()
    known = {f"{entry.scheme}:{entry.notation}" for entry in entries}
    named = {ref for entry in entries for ref in (entry.broader, entry.related) if ref}
    assert named - known == set()


def test_every_scheme_but_the_open_one_is_packaged() -> None:
    assert {entry.scheme for entry in read_all()} == set(Scheme.values) - {Scheme.KEYWORD.value}


def test_a_concept_gets_labels_definition_and_place_in_its_list() -> None:
    load_entries(
        [heat(), heat(notation="floods", preferred={"en": "Floods"}, broader="theme:heat")]
    )
    concept = Concept.objects.get(notation="heat")
    assert list(concept.labels.values_list("language", "kind", "text", "folded")) == [
        ("en", "preferred", "Heat", "heat"),
        ("fr", "preferred", "Chaleur", "chaleur"),
        ("en", "alternative", "Heatwave", "heatwave"),
        ("en", "avoid", "Scorching", "scorching"),
    ]
    assert concept.definitions.get().note == "We say heat."
    floods = Concept.objects.get(notation="floods")
    assert (floods.broader, concept.sort_order, floods.sort_order) == (concept, 1, 2)


def test_what_an_editor_reworded_moved_or_removed_stays_so() -> None:
    load_entries([heat()])
    concept = Concept.objects.get()
    Label.objects.filter(text="Heat").update(text="Hot days", folded="hot days")
    Label.objects.filter(text="Heatwave").delete()
    Definition.objects.update(text="Mine.")
    other = Concept.objects.create(name="x", scheme=Scheme.THEME, notation="x")
    Concept.objects.filter(pk=concept.pk).update(broader=other)
    load_entries([heat(broader="theme:nothing")])
    texts = set(concept.labels.values_list("text", flat=True))
    assert texts == {"Hot days", "Chaleur", "Scorching"}
    assert Definition.objects.get().text == "Mine."
    concept.refresh_from_db()
    assert concept.broader == other


def test_new_words_and_a_new_language_of_a_later_release_arrive() -> None:
    load_entries([heat()])
    load_entries([heat(alternative={"en": ["Heatwave", "Hot spell"], "pt": ["Calor"]})])
    texts = Label.objects.filter(kind="alternative").values_list("language", "text")
    assert list(texts) == [("en", "Heatwave"), ("en", "Hot spell"), ("pt", "Calor")]


def test_a_merged_concept_is_left_alone() -> None:
    load_entries([heat(), heat(notation="warmth", preferred={"en": "Warmth"}, alternative={})])
    warmth = Concept.objects.get(notation="warmth")
    Concept.objects.filter(notation="heat").update(replaced_by=warmth, loaded=[])
    Label.objects.filter(concept__notation="heat").delete()
    load_entries([heat()])
    assert Label.objects.filter(concept__notation="heat").count() == 0


def test_slugs_of_concepts_never_collide() -> None:
    Concept.objects.create(name="theme-heat", slug="theme-heat")
    load_entries([heat()])
    assert Concept.objects.get(notation="heat").slug == "theme-heat-2"


def test_countries_are_named_by_cldr_below_their_region_and_grouped_north_and_south() -> None:
    load_entries()
    kenya = Concept.objects.get(scheme=Scheme.COUNTRY, notation="KE")
    assert [kenya.label(code) for code in ("en", "fr", "es", "ar")] == [
        "Kenya",
        "Kenya",
        "Kenia",
        "كينيا",
    ]
    assert kenya.broader.label("en") == "Eastern Africa"
    south = Concept.objects.get(notation="global-south")
    assert kenya in in_group(south)
    north = Concept.objects.get(notation="global-north")
    assert set(in_group(south)) & set(in_group(north)) == set()
    assert in_group(south).count() + in_group(north).count() == 248


def test_a_language_added_by_setting_names_the_countries_on_the_next_run(settings) -> None:
    load_entries()
    settings.LANGUAGES = [*settings.LANGUAGES, ("pt", "Português")]
    added = load_entries()
    assert added.labels == 249
    assert Concept.objects.get(notation="DE", scheme="country").label("pt") == "Alemanha"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("scheme = ", "bad.toml"),
        ('scheme = "nonsense"', "nonsense"),
        ('scheme = "theme"\n[[concepts]]\nnotation = "x"\n', "concept 1 lacks"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(DataFileError, match=message):
        list(read_scheme(path))


def test_the_command_says_what_is_wrong_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.toml").write_text("scheme")
    monkeypatch.setattr(datafiles.read_all, "__defaults__", (tmp_path,))
    with pytest.raises(CommandError, match=r"bad\.toml"):
        call_command("load_vocabulary")
