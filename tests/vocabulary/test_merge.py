"""Merging, promoting and deleting concepts: nothing that uses them is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from wagtail.models import ModelLogEntry

from casestudies.models import CaseStudyOrganisation, CaseStudyPage
from justcities.vocabulary.models import City, Concept, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.services import delete_unused, merge, promote, refuse_deletion
from justcities.vocabulary.uses import relations, use_counts
from tests.elsewhere import elsewhere
from tests.factories import (
    CaseStudyPageFactory,
    CityFactory,
    ConceptFactory,
    CountryFactory,
    KeywordFactory,
)

pytestmark = pytest.mark.django_db


def case(site_tree, *concepts, tags=(), **fields) -> CaseStudyPage:
    page = CaseStudyPageFactory(parent=site_tree.case_index, concepts=list(concepts), **fields)
    if tags:
        page.tags.set(list(tags))
        page.save()
    return page


def facts(page: CaseStudyPage) -> list[Concept]:
    return [link.concept for link in page.concept_links.all()]


def test_every_foreign_key_to_a_concept_is_found() -> None:
    assert sorted(f"{field.model.__name__}.{field.name}" for field in relations()) == [
        "CaseStudyConcept.concept",
        "CaseStudyOrganisation.kind",
        "CaseStudyPage.country",
        "CaseStudyPage.region",
        "CaseStudyTag.tag",
        "KeywordMapping.concept",
        "ResourceConcept.concept",
        "ResourcePlace.area",
        "ResourceTag.tag",
    ]


def test_coded_facts_move(site_tree, editor) -> None:
    old, new = ConceptFactory(), ConceptFactory()
    page = case(site_tree, old)
    assert merge(old, new, editor) == 1
    assert facts(CaseStudyPage.objects.get(pk=page.pk)) == [new]


def test_a_page_that_has_both_keeps_one(site_tree, editor) -> None:
    old, new = ConceptFactory(), ConceptFactory()
    page = case(site_tree, old, new)
    merge(old, new, editor)
    assert facts(CaseStudyPage.objects.get(pk=page.pk)) == [new]


def test_keywords_move_and_stay_single(site_tree, editor) -> None:
    old, new = KeywordFactory(notation=""), KeywordFactory(notation="", slug="new")
    one, both = case(site_tree, tags=[old]), case(site_tree, tags=[old, new])
    merge(old, new, editor)
    for page in (one, both):
        assert list(CaseStudyPage.objects.get(pk=page.pk).tags.all()) == [new]


def test_kinds_of_organisation_countries_regions_and_cities_move(site_tree, editor) -> None:
    kind, kind_new = (ConceptFactory(scheme=Scheme.ORGANISATION_KIND) for _each in range(2))
    country, country_new = CountryFactory(), CountryFactory()
    region, region_new = country.broader, country_new.broader
    city = CityFactory(country=country)
    page = case(site_tree, city=city)
    CaseStudyPage.objects.filter(pk=page.pk).update(country=country, region=region)
    organisation = CaseStudyOrganisation.objects.create(page=page, name="Doorway", kind=kind)
    merge(kind, kind_new, editor)
    merge(country, country_new, editor)
    merge(region, region_new, editor)
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert (page.country, page.region) == (country_new, region_new)
    assert City.objects.get(pk=city.pk).country == country_new
    assert CaseStudyOrganisation.objects.get(pk=organisation.pk).kind == kind_new


def test_a_draft_and_an_older_revision_load_with_the_concept_that_replaced_theirs(
    site_tree, editor
) -> None:
    old, new = ConceptFactory(), ConceptFactory()
    old_tag, new_tag = KeywordFactory(notation=""), KeywordFactory(notation="", slug="new")
    country, country_new = CountryFactory(), CountryFactory()
    page = case(site_tree, old, new, tags=[old_tag], city=None, country=country, region=None)
    revision = page.save_revision()
    merge(old, new, editor)
    merge(old_tag, new_tag, editor)
    merge(country, country_new, editor)
    draft = revision.as_object()
    assert facts(draft) == [new]
    assert list(draft.tags.all()) == [new_tag]
    assert draft.country == country_new
    draft.save_revision().publish()
    assert facts(CaseStudyPage.objects.get(pk=page.pk)) == [new]


def test_a_chain_of_merges_leads_to_the_last(site_tree, editor) -> None:
    first, second, third = ConceptFactory(), ConceptFactory(), ConceptFactory()
    revision = case(site_tree, first).save_revision()
    merge(first, second, editor)
    merge(second, third, editor)
    first.refresh_from_db()
    assert first.replaced_by == third
    assert facts(revision.as_object()) == [third]


def test_a_draft_without_merged_concepts_costs_one_query_more(
    site_tree, django_assert_num_queries
) -> None:
    from justcities.vocabulary.pages import resolve_merged

    page = case(site_tree, ConceptFactory(), ConceptFactory()).save_revision().as_object()
    with django_assert_num_queries(1):
        resolve_merged(page)


def test_old_labels_become_alternatives_and_words_to_avoid_stay_such(editor) -> None:
    old = ConceptFactory(
        labels={"en": "Shanty town", "fr": "Bidonville", "es": "Barrio"}, avoid={"en": ["Slum"]}
    )
    new = ConceptFactory(labels={"en": "Settlement", "es": "Barrio"})
    merge(old, new, editor)
    assert sorted(new.labels.values_list("language", "kind", "text")) == [
        ("en", "alternative", "Shanty town"),
        ("en", "avoid", "Slum"),
        ("en", "preferred", "Settlement"),
        ("es", "preferred", "Barrio"),
        ("fr", "alternative", "Bidonville"),
    ]
    assert Label.objects.filter(concept=old).count() == 0


def test_the_new_concepts_definitions_win_and_gaps_are_filled(editor) -> None:
    old = ConceptFactory(definitions={"en": "Old.", "fr": "Vieux."})
    new = ConceptFactory(definitions={"en": "New."})
    merge(old, new, editor)
    assert sorted(new.definitions.values_list("language", "text")) == [
        ("en", "New."),
        ("fr", "Vieux."),
    ]


def test_narrower_concepts_move_and_a_merge_into_a_narrower_one_makes_no_loop(editor) -> None:
    top = ConceptFactory()
    old = ConceptFactory(broader=top)
    new, sibling = ConceptFactory(broader=old), ConceptFactory(broader=old)
    merge(old, new, editor)
    for concept in (old, new, sibling):
        concept.refresh_from_db()
    assert (old.broader, new.broader, sibling.broader) == (None, top, new)


@pytest.mark.parametrize("case_name", ["itself", "merged", "place"])
def test_a_merge_that_makes_no_sense_is_refused_and_says_why(editor, case_name: str) -> None:
    old, new = ConceptFactory(), ConceptFactory()
    if case_name == "itself":
        new = old
    elif case_name == "merged":
        new.replaced_by = ConceptFactory()
        new.save()
    else:
        new = CountryFactory()
    with pytest.raises(ValidationError):
        merge(old, new, editor)
    old.refresh_from_db()
    assert old.replaced_by is None


def test_merging_and_promoting_are_logged(editor) -> None:
    old, new = KeywordFactory(notation="", labels={"en": "Hot"}), ConceptFactory()
    merge(old, new, editor)
    keyword = KeywordFactory(notation="", slug="roofs", labels={"en": "Roofs"})
    promote(keyword, Scheme.THEME, "roofs", None, editor)
    entries = ModelLogEntry.objects.filter(action__startswith="vocabulary.").order_by("pk")
    assert [(e.action, e.object_id, e.user) for e in entries] == [
        ("vocabulary.merge", str(new.pk), editor),
        ("vocabulary.merge", str(old.pk), editor),
        ("vocabulary.promote", str(keyword.pk), editor),
    ]
    assert [e.message for e in entries][1:] == [
        "“Hot” was merged into “%s”" % new.name,  # noqa: UP031
        "Moved into the list “theme”",
    ]


def test_a_promoted_keyword_stays_on_its_pages_as_a_coded_fact(site_tree, editor) -> None:
    keyword = KeywordFactory(notation="", slug="roofs", labels={"en": "Roofs"})
    page = case(site_tree, tags=[keyword])
    promote(keyword, Scheme.THEME, "roofs", None, editor)
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert [(each.scheme, each.notation) for each in facts(page)] == [("theme", "roofs")]


def test_only_a_keyword_is_promoted_and_only_to_a_free_notation(editor) -> None:
    theme = ConceptFactory(notation="roofs")
    with pytest.raises(ValidationError, match="Only a keyword"):
        promote(theme, Scheme.AIM, "roofs", None, editor)
    with pytest.raises(ValidationError, match="has this notation"):
        promote(KeywordFactory(notation=""), Scheme.THEME, "roofs", None, editor)


@pytest.mark.parametrize(
    ("language", "refused"), [("en", True), ("fr", False)], ids=["same language", "another"]
)
def test_a_keyword_is_not_promoted_into_a_list_that_has_its_name(
    editor, language: str, refused: bool
) -> None:
    there = ConceptFactory(labels={language: "Cool Roofs"})
    keyword = KeywordFactory(notation="", labels={"en": "cool roofs", "es": "Techos fríos"})
    if refused:
        with pytest.raises(ValidationError) as told:
            promote(keyword, there.scheme, "cool-roofs", None, editor)
        assert told.value.message_dict == {
            "scheme": [
                "A concept of this list is called “Cool Roofs” already. Merge the two instead."
            ]
        }
    else:
        promote(keyword, there.scheme, "cool-roofs", None, editor)
    stored = Concept.objects.get(pk=keyword.pk)
    assert stored.scheme == (Scheme.KEYWORD if refused else Scheme.THEME)


def test_a_name_of_another_list_or_of_a_merged_concept_or_only_also_used_is_free(editor) -> None:
    ConceptFactory(scheme=Scheme.AIM, labels={"en": "Roofs"})
    merge(ConceptFactory(labels={"en": "Roofs"}), ConceptFactory(labels={"en": "Tops"}), editor)
    keyword = KeywordFactory(notation="", labels={"en": "Roofs"})
    promote(keyword, Scheme.THEME, "roofs", None, editor)
    assert Concept.objects.get(pk=keyword.pk).scheme == Scheme.THEME


def test_a_keyword_merged_meanwhile_is_not_promoted(editor) -> None:
    keyword, heir = KeywordFactory(notation=""), KeywordFactory(notation="", slug="heir")
    read_before = Concept.objects.get(pk=keyword.pk)
    merge(keyword, heir, editor)
    with pytest.raises(ValidationError, match="Only a keyword"):
        promote(read_before, Scheme.THEME, "roofs", None, editor)
    stored = Concept.objects.get(pk=keyword.pk)
    assert (stored.scheme, stored.replaced_by) == (Scheme.KEYWORD, heir)


def test_a_broader_concept_merged_meanwhile_is_refused(editor) -> None:
    keyword, above, heir = KeywordFactory(notation=""), ConceptFactory(), ConceptFactory()
    read_before = Concept.objects.get(pk=above.pk)
    merge(above, heir, editor)
    with pytest.raises(ValidationError, match="Choose the one that replaced it"):
        promote(keyword, Scheme.THEME, "roofs", read_before, editor)
    assert Concept.objects.get(pk=keyword.pk).broader is None


@pytest.mark.parametrize("change", ["merge", "promote", "delete"])
def test_a_concept_deleted_meanwhile_is_told_so(editor, change: str) -> None:
    keyword, other = KeywordFactory(notation=""), ConceptFactory()
    read_before = Concept.objects.get(pk=keyword.pk)
    delete_unused(keyword, editor)
    changes = {
        "merge": lambda: merge(read_before, other, editor),
        "promote": lambda: promote(read_before, Scheme.THEME, "roofs", None, editor),
        "delete": lambda: delete_unused(read_before, editor),
    }
    with pytest.raises(ValidationError, match="Somebody has deleted it meanwhile"):
        changes[change]()


@pytest.mark.postgres_only
def test_no_use_can_be_added_between_counting_and_deleting(editor, monkeypatch) -> None:
    def add_a_use() -> None:
        # What the database does for each row whose foreign key names the concept.
        with connection.cursor() as cursor:
            sql = "SELECT 1 FROM vocabulary_concept WHERE id = %s FOR KEY SHARE"
            cursor.execute(sql, [stored[0].pk])

    def counted_then_used(concept: Concept) -> str:
        reason = refuse_deletion(concept)
        refused.extend(elsewhere(add_a_use))
        return reason

    stored: list[Concept] = []
    refused: list[Exception] = []
    assert elsewhere(lambda: stored.append(ConceptFactory()), keep=True) == []
    try:
        monkeypatch.setattr("justcities.vocabulary.services.refuse_deletion", counted_then_used)
        with transaction.atomic():
            delete_unused(Concept.objects.get(pk=stored[0].pk), editor)
            transaction.set_rollback(True)
    finally:
        left = elsewhere(lambda: Concept.objects.filter(pk=stored[0].pk).delete(), keep=True)
    assert [type(error) for error in refused] == [OperationalError]
    assert left == []


def test_a_used_concept_is_not_deleted_and_an_unused_one_is(site_tree, editor) -> None:
    used, unused = ConceptFactory(), ConceptFactory()
    case(site_tree, used)
    with pytest.raises(ValidationError, match="used in 1 place"):
        delete_unused(used, editor)
    delete_unused(unused, editor)
    assert list(Concept.objects.filter(pk__in=[used.pk, unused.pk])) == [used]


def test_what_others_lean_on_is_not_deleted(editor) -> None:
    top, merged_into = ConceptFactory(), ConceptFactory()
    ConceptFactory(broader=top)
    merge(ConceptFactory(), merged_into, editor)
    country = CountryFactory()
    CityFactory(country=country)
    assert all(refuse_deletion(concept) for concept in (top, merged_into, country))


@pytest.mark.parametrize("number", [1, 3, 30])
def test_use_counts_are_one_query_a_relation_whatever_the_number(
    site_tree, django_assert_num_queries, number: int
) -> None:
    concepts = [ConceptFactory() for _each in range(number)]
    case(site_tree, *concepts)
    case(site_tree, concepts[0])
    with django_assert_num_queries(len(relations())):
        counts = use_counts(concept.pk for concept in concepts)
    assert [counts[concept.pk] for concept in concepts] == [2] + [1] * (number - 1)


def test_a_concept_merged_meanwhile_is_not_opened_again(editor) -> None:
    old, new, heir = ConceptFactory(), ConceptFactory(), ConceptFactory()
    read_before = Concept.objects.get(pk=new.pk)
    merge(new, heir, editor)
    with pytest.raises(ValidationError):
        merge(old, read_before, editor)
    assert Concept.objects.get(pk=new.pk).replaced_by == heir
    assert Concept.objects.get(pk=old.pk).replaced_by is None


def test_a_concept_merged_meanwhile_keeps_its_heir(editor) -> None:
    old, heir, other = ConceptFactory(), ConceptFactory(), ConceptFactory()
    read_before = Concept.objects.get(pk=old.pk)
    merge(old, heir, editor)
    with pytest.raises(ValidationError):
        merge(read_before, other, editor)
    assert Concept.objects.get(pk=old.pk).replaced_by == heir


def test_a_concept_never_belongs_to_the_one_merged_into_it(editor) -> None:
    old = ConceptFactory()
    new = ConceptFactory(related=old)
    merge(old, new, editor)
    assert Concept.objects.get(pk=new.pk).related is None
