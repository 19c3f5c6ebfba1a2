"""The SKOS export and the addresses of concepts."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.test import Client
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from wagtail.models import PageViewRestriction

from justcities.vocabulary import skos
from justcities.vocabulary.loading import load_entries
from justcities.vocabulary.models import Concept, Definition, Label
from justcities.vocabulary.schemes import Scheme
from justcities.vocabulary.services import merge, promote
from tests.factories import (
    CaseStudyPageFactory,
    ConceptFactory,
    GlossaryPageFactory,
    KeywordFactory,
)

pytestmark = pytest.mark.django_db


def parsed(address: str) -> Graph:
    answer = Client().get(address)
    assert answer.status_code == 200
    kind = "turtle" if address.endswith("ttl") else "json-ld"
    return Graph().parse(data=answer.content, format=kind)


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_the_whole_vocabulary_read_back_equals_the_database(ending: str) -> None:
    load_entries()
    graph = parsed(f"/vocabulary.{ending}")
    uris = {concept.pk: skos.concept_uri(concept) for concept in Concept.objects.all()}
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == set(uris.values())
    assert len(set(uris.values())) == Concept.objects.count()
    kinds = {
        "preferred": SKOS.prefLabel,
        "alternative": SKOS.altLabel,
        "avoid": SKOS.hiddenLabel,
    }
    concepts = set(uris.values())
    for kind, predicate in kinds.items():
        read = {(s, o.language, str(o)) for s, o in graph.subject_objects(predicate)}
        stored = {
            (uris[pk], language, text)
            for pk, language, text in Label.objects.filter(kind=kind).values_list(
                "concept_id", "language", "text"
            )
        }
        assert {row for row in read if row[0] in concepts} == stored
    read = {(s, o.language, str(o)) for s, o in graph.subject_objects(SKOS.definition)}
    assert read == {
        (uris[pk], language, text)
        for pk, language, text in Definition.objects.exclude(text="").values_list(
            "concept_id", "language", "text"
        )
    }
    broader = {
        (uris[pk], uris[above])
        for pk, above in Concept.objects.exclude(broader=None).values_list("pk", "broader_id")
    }
    assert set(graph.subject_objects(SKOS.broader)) == broader
    assert set(graph.subject_objects(SKOS.narrower)) == {(o, s) for s, o in broader}
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {
        skos.scheme_uri(scheme.value) for scheme in Scheme
    }
    notations = {(s, str(o)) for s, o in graph.subject_objects(SKOS.notation)}
    assert notations == {(uris[c.pk], c.notation) for c in Concept.objects.all()}


def test_one_scheme_has_its_own_address() -> None:
    theme, _aim = ConceptFactory(), ConceptFactory(scheme=Scheme.AIM)
    graph = parsed("/vocabulary/theme.ttl")
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == {skos.concept_uri(theme)}
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {skos.scheme_uri("theme")}


def test_scheme_names_come_in_all_languages() -> None:
    labels = parsed("/vocabulary/theme.ttl").objects(skos.scheme_uri("theme"), SKOS.prefLabel)
    assert {label.language for label in labels} == {"en", "fr", "es", "ar"}


def test_a_merged_concept_keeps_its_address_and_says_what_replaced_it(editor) -> None:
    old, new = ConceptFactory(), ConceptFactory()
    merge(old, new, editor)
    graph = parsed("/vocabulary/theme.ttl")
    uri = skos.concept_uri(old)
    assert set(graph.predicate_objects(uri)) == {
        (RDF.type, SKOS.Concept),
        (SKOS.inScheme, skos.scheme_uri("theme")),
        (SKOS.notation, Literal(old.notation)),
        (OWL.deprecated, Literal(True)),
        (DCTERMS.isReplacedBy, skos.concept_uri(new)),
    }


def test_only_keywords_of_public_pages_are_told(site_tree) -> None:
    words = {
        name: KeywordFactory(notation="", slug=name, labels={"en": name})
        for name in ("public", "draft", "restricted", "unused")
    }
    pages = {
        name: CaseStudyPageFactory(parent=site_tree.case_index, keywords=[words[name]])
        for name in ("public", "draft", "restricted")
    }
    pages["draft"].unpublish()
    PageViewRestriction.objects.create(
        page=pages["restricted"], restriction_type=PageViewRestriction.LOGIN
    )
    graph = parsed("/vocabulary/keyword.ttl")
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == {skos.concept_uri(words["public"])}
    assert Client().get("/vocabulary/keyword/draft").status_code == 404
    pages["draft"].save_revision().publish()
    graph = parsed("/vocabulary/keyword.ttl")
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == {
        skos.concept_uri(words["public"]),
        skos.concept_uri(words["draft"]),
    }


def test_an_unchanged_export_is_not_sent_again_and_a_changed_one_is() -> None:
    concept = ConceptFactory(labels={"en": "Heat"})
    first = Client().get("/vocabulary.ttl")
    assert first["Content-Type"] == "text/turtle; charset=utf-8"
    assert first["Cache-Control"] == "public, max-age=3600"
    assert "Last-Modified" in first
    again = Client().get("/vocabulary.ttl", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    assert Client().get("/vocabulary.ttl", headers={"If-Modified-Since": later}).status_code == 304
    Label.objects.create(concept=concept, language="fr", text="Chaleur")
    changed = Client().get("/vocabulary.ttl", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "Chaleur" in changed.content.decode()


def test_json_ld_is_json_and_unknown_schemes_and_formats_are_404() -> None:
    ConceptFactory()
    answer = Client().get("/vocabulary/theme.jsonld")
    assert answer["Content-Type"] == "application/ld+json; charset=utf-8"
    assert json.loads(answer.content)
    for address in ("/vocabulary/nonsense.ttl", "/vocabulary.xml", "/vocabulary/theme/none"):
        assert Client().get(address).status_code == 404


# Where the address of a concept leads


@pytest.fixture
def glossary(site_tree):
    page = GlossaryPageFactory(parent=site_tree.home, slug="glossary")
    site_tree.translated(page, "fr", title="Glossaire", slug="glossaire")
    return page


def test_a_concepts_address_leads_to_the_glossary_in_the_readers_language(glossary) -> None:
    ConceptFactory(notation="heat")
    for accepted, expected in [
        ("en", "/en/glossary/#theme-heat"),
        ("fr-CA", "/fr/glossaire/#theme-heat"),
        ("es", "/en/glossary/#theme-heat"),
    ]:
        answer = Client().get("/vocabulary/theme/heat", headers={"Accept-Language": accepted})
        assert (answer.status_code, answer.url) == (303, expected)
    assert Client().get("/vocabulary/theme").url == "/en/glossary/#scheme-theme"


def test_a_program_gets_the_export(glossary) -> None:
    ConceptFactory(notation="heat")
    for kind, ending in [("text/turtle", "ttl"), ("application/ld+json", "jsonld")]:
        answer = Client().get("/vocabulary/theme/heat", headers={"Accept": kind})
        assert (answer.status_code, answer.url) == (303, f"/vocabulary/theme.{ending}")


def test_without_a_glossary_a_concepts_address_leads_to_the_export(site_tree) -> None:
    ConceptFactory(notation="heat")
    assert Client().get("/vocabulary/theme/heat").url == "/vocabulary/theme.ttl"


def test_merged_and_promoted_concepts_are_found_at_their_old_address(glossary, editor) -> None:
    old, new = ConceptFactory(notation="old"), ConceptFactory(notation="new")
    merge(old, new, editor)
    assert Client().get("/vocabulary/theme/old").url == "/vocabulary/theme/new"
    keyword = KeywordFactory(notation="", slug="roofs", labels={"en": "Roofs"})
    promote(keyword, Scheme.THEME, "cool-roofs", None, editor)
    assert Client().get("/vocabulary/keyword/roofs").url == "/vocabulary/theme/cool-roofs"


def test_addresses_of_concepts_stand_on_the_sites_own_address(settings) -> None:
    settings.BASE_URL = "https://justcities.example"
    concept = ConceptFactory(notation="11.1", scheme=Scheme.SDG_TARGET)
    assert skos.concept_uri(concept) == URIRef(
        "https://justcities.example/vocabulary/sdg-target/11.1"
    )


def test_an_address_with_a_nul_in_it_is_no_error(glossary) -> None:
    assert Client().get("/vocabulary/theme/%00").status_code == 404
    assert Client().get("/vocabulary/keyword/he%00at").status_code == 404
