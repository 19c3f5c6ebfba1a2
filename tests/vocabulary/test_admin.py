"""The vocabulary in the admin: who may, what is shown, what happens at once."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from justcities.vocabulary.models import Concept
from justcities.vocabulary.schemes import Scheme
from tests.factories import (
    CaseStudyPageFactory,
    ConceptFactory,
    CountryFactory,
    KeywordFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PARTS = ("preferred", "alternative", "avoid", "definition", "note")


@pytest.fixture
def terminologist():
    """A person of a group with rights to the vocabulary and to nothing else."""
    group = Group.objects.create(name="Terminologists")
    group.permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", "add_concept", "change_concept", "delete_concept"]
        )
    )
    return UserFactory(groups=[group])


@pytest.fixture
def client(client_of, terminologist):
    return client_of(terminologist)


def typed(concept: Concept | None = None, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends for the editing form."""
    data = {f"{part}_{code}": "" for part in PARTS for code in ("en", "fr", "es", "ar")}
    data |= {"scheme": "theme", "notation": "heat", "broader": "", "related": "", "stamp": ""}
    if concept is not None:
        data["stamp"] = concept.updated_at.isoformat()
        data["notation"] = concept.notation
        data["preferred_en"] = concept.name
    return data | changes


def address(name: str, concept: Concept | None = None) -> str:
    return reverse(f"vocabulary:{name}", args=[concept.pk] if concept else [])


# Who may


@pytest.mark.parametrize("name", ["index", "grid", "add"])
def test_lists_need_a_right_of_the_vocabulary(client_of, member, name: str) -> None:
    outsider = UserFactory(groups=Group.objects.filter(name="Editors"))
    assert client_of(None).get(address(name)).status_code == 302
    assert client_of(member).get(address(name)).status_code == 302
    assert client_of(outsider).get(address(name)).status_code in (302, 403)


@pytest.mark.parametrize("name", ["edit", "merge", "promote", "delete"])
def test_changes_need_their_own_right_and_do_nothing_without(client_of, name: str) -> None:
    group = Group.objects.create(name="Readers")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_concept"]))
    reader = client_of(UserFactory(groups=[group]))
    concept = KeywordFactory(notation="")
    assert reader.get(address("index")).status_code == 200
    assert reader.get(address(name, concept)).status_code in (302, 403)
    assert reader.post(address(name, concept), {"confirmed": "1"}).status_code in (302, 403)
    assert Concept.objects.filter(pk=concept.pk, scheme=Scheme.KEYWORD).exists()


def test_the_menu_is_there_for_those_who_may_and_for_no_others(client_of, client, editor) -> None:
    link = reverse("vocabulary:index")
    assert link in client.get("/admin/").content.decode()
    assert link not in client_of(editor).get("/admin/").content.decode()


# Lists


def test_a_scheme_is_listed_in_order_with_use_counts(client, site_tree) -> None:
    second = ConceptFactory(labels={"en": "Floods"}, sort_order=2)
    first = ConceptFactory(labels={"en": "Heat"}, sort_order=1)
    CaseStudyPageFactory(parent=site_tree.case_index, concepts=[first])
    rows = client.get(address("index"), {"scheme": "theme"}).context["rows"]
    assert [(row.concept, row.label, row.uses) for row in rows] == [
        (first, "Heat", 1),
        (second, "Floods", 0),
    ]


@pytest.mark.parametrize("name", ["index", "grid"])
def test_lists_take_the_same_queries_for_one_three_and_many(
    client, site_tree, query_count, name: str
) -> None:
    counts = []
    client.get(address(name))
    for number in (1, 3, 40):
        while Concept.objects.filter(scheme="theme").count() < number:
            ConceptFactory(definitions={"en": "x"}, alternatives={"en": ["y"]})
        client.get(address(name))
        with query_count() as queries:
            client.get(address(name))
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]


def test_search_goes_through_all_words_of_all_lists(client) -> None:
    ConceptFactory(labels={"en": "Settlements"}, alternatives={"ar": ["عشوائيات"]})
    rows = client.get(address("index"), {"q": "عشوائيات"}).context["rows"]
    assert [(row.label, row.found_by) for row in rows] == [("Settlements", "عشوائيات")]


@pytest.mark.parametrize(
    "query",
    [{"q": '"<b>%'}, {"q": "x" * 5000}, {"scheme": "nonsense"}, {"p": "99999"}, {"p": "x"}],
)
def test_hostile_addresses_of_lists_get_a_page(client, query: dict[str, str]) -> None:
    for name in ("index", "grid"):
        assert client.get(address(name), query).status_code == 200


def test_the_grid_shows_what_has_no_label_in_a_language_and_leads_to_its_field(client) -> None:
    whole = ConceptFactory(labels={"en": "Heat", "ar": "حر"})
    gap = ConceptFactory(labels={"en": "Floods"})
    answer = client.get(address("grid"), {"scheme": "theme", "language": "ar"})
    assert [row.concept for row in answer.context["rows"]] == [gap]
    assert f"{address('edit', gap)}#id_preferred_ar" in answer.content.decode()
    rows = client.get(address("grid"), {"scheme": "theme"}).context["rows"]
    assert {row.concept: [cell.label for cell in row.cells] for row in rows} == {
        whole: ["Heat", "", "", "حر"],
        gap: ["Floods", "", "", ""],
    }


def test_a_further_language_is_a_setting_and_gets_its_column(client, settings) -> None:
    concept = ConceptFactory()
    settings.LANGUAGES = [*settings.LANGUAGES, ("pt", "Português"), ("id", "Indonesia")]
    form = client.get(address("edit", concept)).context["form"]
    assert [column.code for column in form.columns()] == ["en", "fr", "es", "ar", "pt", "id"]
    cells = client.get(address("grid")).context["rows"][0].cells
    assert [cell.language for cell in cells] == ["en", "fr", "es", "ar", "pt", "id"]


# Adding and editing


def test_a_concept_is_added_with_words_in_all_languages(client) -> None:
    data = typed(
        preferred_en="Heat",
        preferred_ar="حر",
        alternative_en="Heatwave\nHot  spell\n",
        avoid_fr="Canicule",
        definition_en="Days too hot to work.",
        note_fr="On dit chaleur.",
    )
    assert client.post(address("add"), data).status_code == 302
    concept = Concept.objects.get(scheme="theme", notation="heat")
    assert sorted(concept.labels.values_list("language", "kind", "text")) == [
        ("ar", "preferred", "حر"),
        ("en", "alternative", "Heatwave"),
        ("en", "alternative", "Hot spell"),
        ("en", "preferred", "Heat"),
        ("fr", "avoid", "Canicule"),
    ]
    assert sorted(concept.definitions.values_list("language", "text", "note")) == [
        ("en", "Days too hot to work.", ""),
        ("fr", "", "On dit chaleur."),
    ]
    assert concept.name == "Heat"


def test_preferred_and_alternative_can_change_places(client) -> None:
    concept = ConceptFactory(labels={"en": "Heat"}, alternatives={"en": ["Warmth"]})
    data = typed(concept, preferred_en="Warmth", alternative_en="Heat")
    assert client.post(address("edit", concept), data).status_code == 302
    assert sorted(concept.labels.values_list("kind", "text")) == [
        ("alternative", "Heat"),
        ("preferred", "Warmth"),
    ]


def test_words_in_a_language_the_site_does_not_have_are_shown_and_kept(client) -> None:
    concept = ConceptFactory(labels={"en": "Heat"}, alternatives={"sw": ["Joto"]})
    form = client.get(address("edit", concept)).context["form"]
    assert form["alternative_sw"].value() == "Joto"
    client.post(address("edit", concept), typed(concept, alternative_sw="Joto"))
    assert concept.labels.filter(language="sw", text="Joto").count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"preferred_en": ""}, "preferred_en", "Give it a name in one language at least."),
        ({"preferred_en": "x" * 300}, "preferred_en", "is too long: 300 characters"),
        ({"alternative_fr": "ok\n<script>"}, "alternative_fr", "is not plain text"),
        ({"alternative_en": "Same\nSame"}, "alternative_en", "“Same” stands here twice."),
        ({"notation": "other"}, "notation", "Another concept of this list has this notation."),
        ({"notation": "two words"}, "notation", "without spaces"),
        ({"notation": ""}, "notation", "needs a notation"),
        ({"preferred_en": "OTHER one"}, "preferred_en", "Merge the two instead."),
        ({"broader": "nothing such"}, "broader", "No concept is called “nothing such”."),
        ({"definition_en": "x" * 700}, "definition_en", "at most 600 characters"),
        ({"preferred_en": "x\x00y"}, "preferred_en", "Null characters are not allowed."),
        ({"avoid_ar": "x\x00y"}, "avoid_ar", "Null characters are not allowed."),
    ],
)
def test_bad_input_gets_a_message_beside_its_field_and_stays(
    client, changes: dict[str, str], field: str, message: str
) -> None:
    ConceptFactory(notation="other", labels={"en": "Other one"})
    concept = ConceptFactory(notation="heat", labels={"en": "Heat"})
    for answer in (
        client.post(address("edit", concept), typed(concept, **changes)),
        client.post(address("add"), typed(**({"preferred_en": "New", "notation": "n"} | changes))),
    ):
        form = answer.context["form"]
        assert message in " ".join(form.errors[field])
        assert form[field].value() == changes[field]
    assert Concept.objects.get(pk=concept.pk).label("en") == "Heat"


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_concept_cannot_stand_above_itself(client, depth: int) -> None:
    top = ConceptFactory(labels={"en": "Top"})
    middle = ConceptFactory(labels={"en": "Middle"}, broader=top)
    bottom = ConceptFactory(labels={"en": "Bottom"}, broader=middle)
    below = (top, middle, bottom)[depth]
    answer = client.post(address("edit", top), typed(top, broader=below.label("en")))
    assert answer.context["form"].errors["broader"] == [
        f"“{below.name if depth else 'Top'}” stands below this concept, so it can’t stand above it."
        if depth
        else "“Top” stands below this concept, so it can’t stand above it."
    ]
    assert Concept.objects.get(pk=top.pk).broader is None


def test_a_second_editor_is_told_what_changed_and_may_then_save(client) -> None:
    concept = ConceptFactory(labels={"en": "Heat"})
    mine, theirs = typed(concept, preferred_fr="Chaleur"), typed(concept, preferred_en="Hot days")
    assert client.post(address("edit", concept), theirs).status_code == 302
    answer = client.post(address("edit", concept), mine)
    form = answer.context["form"]
    assert "Somebody else has changed this concept" in form.non_field_errors()[0]
    assert form.changed_meanwhile == [
        ("Preferred (English)", "Hot days"),
        ("Preferred (Français)", "–"),
    ]
    assert form["preferred_fr"].value() == "Chaleur"
    concept.refresh_from_db()
    assert concept.label("en") == "Hot days"
    again = mine | {"stamp": form["stamp"].value()}
    assert client.post(address("edit", concept), again).status_code == 302
    assert (concept.label("en"), concept.label("fr")) == ("Heat", "Chaleur")


def test_the_address_of_a_merged_concept_leads_to_its_heir(client) -> None:
    heir = ConceptFactory()
    old = ConceptFactory(replaced_by=heir)
    assert client.get(address("edit", old)).url == address("edit", heir)


# Merging, promoting, deleting


def test_merging_asks_before_it_does_anything(client) -> None:
    old, new = ConceptFactory(labels={"en": "Old"}), ConceptFactory(labels={"en": "New"})
    answer = client.post(address("merge", old), {"into": "New"})
    assert answer.context["into"] == new
    old.refresh_from_db()
    assert old.replaced_by is None
    answer = client.post(address("merge", old), {"into": "New", "confirmed": "1"})
    assert answer.url == address("edit", new)
    old.refresh_from_db()
    assert old.replaced_by == new


def test_merging_into_itself_or_nothing_is_refused_with_a_message(client) -> None:
    old = ConceptFactory(labels={"en": "Old"})
    country = CountryFactory(labels={"en": "Kenya"})
    for into, message in [
        ("Old", "A concept can’t be merged into itself."),
        ("", "This field is required."),
        (country.label("en"), "Countries and regions can only be merged with their like."),
    ]:
        answer = client.post(address("merge", old), {"into": into, "confirmed": "1"})
        assert answer.context["form"].errors["into"] == [message]


def test_a_keyword_is_promoted(client) -> None:
    keyword = KeywordFactory(notation="", labels={"en": "Cool roofs"})
    data = {"scheme": "theme", "notation": "cool-roofs", "broader": ""}
    assert client.get(address("promote", keyword)).status_code == 200
    assert client.post(address("promote", keyword), data).status_code == 302
    keyword.refresh_from_db()
    assert (keyword.scheme, keyword.notation) == ("theme", "cool-roofs")


def test_promoting_to_a_taken_notation_keeps_what_was_typed(client) -> None:
    ConceptFactory(notation="taken")
    keyword = KeywordFactory(notation="")
    data = {"scheme": "theme", "notation": "taken", "broader": ""}
    form = client.post(address("promote", keyword), data).context["form"]
    assert form.errors["notation"] == ["Another concept of this list has this notation."]
    assert form["notation"].value() == "taken"


def test_promoting_to_a_list_that_has_the_name_is_told_beside_the_list(client) -> None:
    ConceptFactory(labels={"en": "Cool roofs"})
    keyword = KeywordFactory(notation="", labels={"en": "Cool roofs"})
    data = {"scheme": "theme", "notation": "cool-roofs", "broader": ""}
    form = client.post(address("promote", keyword), data).context["form"]
    assert form.errors == {
        "scheme": ["A concept of this list is called “Cool roofs” already. Merge the two instead."]
    }
    assert form["notation"].value() == "cool-roofs"


def test_what_changed_between_the_page_and_its_answer_is_told(client, monkeypatch) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise ValidationError("Somebody was quicker.")

    old, new = KeywordFactory(notation="", labels={"en": "Old"}), ConceptFactory()
    for name in ("merge", "promote", "delete_unused"):
        monkeypatch.setattr(f"justcities.vocabulary.services.{name}", refused)
    for name, data in [
        ("merge", {"into": new.label("en"), "confirmed": "1"}),
        ("promote", {"scheme": "theme", "notation": "old", "broader": ""}),
        ("delete", {}),
    ]:
        answer = client.post(address(name, old), data)
        assert (answer.status_code, "Somebody was quicker." in answer.content.decode()) == (
            200,
            True,
        )


def test_deleting_asks_first_and_refuses_what_is_used(client, site_tree) -> None:
    used, unused = ConceptFactory(), ConceptFactory()
    CaseStudyPageFactory(parent=site_tree.case_index, concepts=[used])
    assert "used in 1 place" in client.get(address("delete", used)).context["reason"]
    client.post(address("delete", used))
    client.get(address("delete", unused))
    assert Concept.objects.filter(pk__in=[used.pk, unused.pk]).count() == 2
    client.post(address("delete", unused))
    assert list(Concept.objects.filter(pk__in=[used.pk, unused.pk])) == [used]


def test_cities_are_listed_added_and_searched(client_of, administrator) -> None:
    client = client_of(administrator)
    country = CountryFactory(labels={"en": "Kenya"})
    data = {"name": "Lodwar", "country": country.pk, "latitude": 3.1, "longitude": 35.6}
    answer = client.post(reverse("vocabulary_places:add"), data | {"population": 48000})
    assert answer.status_code == 302, answer.context["form"].errors
    listed = client.get(reverse("vocabulary_places:index"), {"q": "lodw"})
    assert [city.name for city in listed.context["object_list"]] == ["Lodwar"]
