"""Records of resources and case studies, and resources made from records."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Collection, CollectionViewRestriction

from casestudies.choices import Precision
from casestudies.queries import for_page as case_for_page
from justcities.core import memo
from justcities.core.licences import Rights
from justcities.vocabulary.models import City
from justcities.vocabulary.schemes import Scheme
from library.applying import Known, first_sentences
from library.forms import MANY
from library.models import (
    CollectionPage,
    LibraryIndexPage,
    ResourceAgent,
    ResourceFile,
    ResourceIdentifier,
    ResourcePage,
    ResourceRelation,
)
from library.queries import for_page, for_records
from library.record import Agent, Record
from library.recording import (
    apply,
    page_of_key,
    record_of,
    record_of_case,
    records_for,
    records_of,
)
from tests.factories import (
    CaseStudyPageFactory,
    CityFactory,
    CollectionPageFactory,
    ConceptFactory,
    CountryFactory,
    KeywordFactory,
    LibraryIndexPageFactory,
    RegionFactory,
    ResourcePageFactory,
    SiteDocumentFactory,
)

DOIS = ["10.1234/abc", "10.5281/zenodo.12345", "10.1000/182"]
ISBNS = ["9780306406157", "9783161484100"]
ISSNS = ["0378-5955", "2049-3630"]
URLS = ["https://example.org/a", "http://example.com/b?c=d", "https://example.org/été"]
WORDS = st.text(
    st.characters(exclude_categories=["C", "Z"], max_codepoint=0x6FF), min_size=1, max_size=12
)
TEXT = st.lists(WORDS, max_size=4).map(" ".join)


@pytest.fixture
def library(site_tree: Any) -> LibraryIndexPage:
    """The English library."""
    return LibraryIndexPageFactory(parent=site_tree.home)


def vocabulary() -> dict[str, list[str]]:
    """Make two concepts in each list a resource has, two countries with a city, and a region."""
    made: dict[str, list[str]] = {}
    for scheme in (Scheme.RESOURCE_TYPE, *MANY):
        for number in (1, 2):
            concept = ConceptFactory(scheme=scheme, notation=f"{scheme}-{number}")
            made.setdefault(scheme, []).append(concept.notation)
    CityFactory(name="Freetown", country=CountryFactory(notation="SL"))
    CityFactory(name="Cairo", country=CountryFactory(notation="EG"))
    RegionFactory(notation="015")
    made["places"] = ["Freetown, SL", "Cairo, EG", "SL", "EG", "015"]
    return made


def some(values: list[str], least: int = 0) -> st.SearchStrategy:
    """Return a strategy of lists of these values, each at most once."""
    return st.lists(st.sampled_from(values), unique=True, min_size=least, max_size=len(values))


def records(made: dict[str, list[str]]) -> st.SearchStrategy:
    """Return a strategy of records in their normal form, of what ``apply`` covers."""
    agents = st.builds(Agent, WORDS, TEXT, st.sampled_from(["author", "editor", "translator"]))
    return st.builds(
        Record,
        title=st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
        kind=st.sampled_from(["", *made[Scheme.RESOURCE_TYPE]]),
        agents=st.lists(agents, max_size=3),
        date=st.sampled_from(["", "1999", "2019-05", "2019-05-31"]),
        publisher=TEXT,
        container=TEXT,
        volume=st.sampled_from(["", "12"]),
        issue=st.sampled_from(["", "3–4"]),
        page_range=st.sampled_from(["", "1–12"]),
        languages=some(["en", "fr", "ar", "pt-BR"]),
        summary=TEXT,
        why=TEXT,
        doi=st.sampled_from(["", *DOIS]),
        isbn=some(ISBNS),
        issn=some(ISSNS),
        urls=some(URLS),
        licence=st.sampled_from(["", *Rights.values]),
        rights_holder=TEXT,
        page_count=st.none() | st.integers(0, 9_999),
        minutes=st.none() | st.integers(0, 999),
        access=st.sampled_from(["public", "members"]),
        concepts=st.fixed_dictionaries(
            {}, optional={scheme: some(made[scheme], 1) for scheme in MANY}
        ),
        places=some(made["places"]),
    )


def test_what_is_put_into_a_resource_is_what_its_record_tells(db: None) -> None:
    made = vocabulary()
    known = Known()

    @settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(record=records(made))
    def check(record: Record) -> None:
        page = ResourcePage()
        assert apply(record, page, known) == []
        told = record_of(page)
        told.key = ""
        assert told == record

    check()


def test_a_saved_resource_tells_the_same_as_before(library: LibraryIndexPage) -> None:
    made = vocabulary()
    record = Record(
        title="Numbered doors",
        kind=made[Scheme.RESOURCE_TYPE][0],
        agents=[Agent("Kamara", "Isata"), Agent("Doorway", role="editor")],
        date="2019-05",
        doi=DOIS[0],
        isbn=ISBNS,
        urls=URLS,
        concepts={Scheme.THEME: made[Scheme.THEME]},
        places=made["places"],
        languages=["en", "ar"],
        language="en",
    )
    page = ResourcePage()
    assert apply(record, page) == []
    library.add_child(instance=page)
    record.key = str(page.translation_key)
    assert record_of(for_page(page.pk)) == record


def test_a_loaded_resource_is_told_without_a_query(
    library: LibraryIndexPage, query_count: Any
) -> None:
    other = ResourcePageFactory(parent=library)
    pk = ResourcePageFactory(
        parent=library,
        keywords=[KeywordFactory(labels={"en": "doors"})],
        agents=[ResourceAgent(name="Doorway")],
        identifiers=[ResourceIdentifier(kind="doi", value=doi) for doi in DOIS],
        relations=[ResourceRelation(kind="part-of", target=other)],
        files=[
            ResourceFile(document=SiteDocumentFactory()),
            ResourceFile(link="https://example.org/film", role="annex"),
        ],
    ).pk
    page = for_page(pk)
    token = memo.open_memo()  # as in a request: that the words are of today is asked once
    KeywordFactory().label()
    with query_count() as queries:
        record = record_of(page)
    memo.close_memo(token)
    assert [query["sql"] for query in queries] == []
    assert record.relations == [("part-of", other.title)]
    assert record.tags == ["doors"]
    assert (record.doi, record.urls) == (DOIS[0], [f"https://doi.org/{doi}" for doi in DOIS[1:]])
    assert [(ref.role, ref.media_type) for ref in record.files] == [
        ("work", "text/plain"),
        ("annex", ""),
    ]


def test_many_records_cost_no_more_queries_than_one(
    library: LibraryIndexPage, query_count: Any
) -> None:
    pks = [ResourcePageFactory(parent=library).pk for _ in range(5)]
    list(records_for(for_records(pks)))
    counts = []
    for chosen in (pks[:1], pks):
        with query_count() as queries:
            assert len(list(records_for(for_records(chosen)))) == len(chosen)
        counts.append(len(queries))
    assert counts[0] == counts[1], queries.captured_queries


def test_what_a_record_is_silent_about_stays(library: LibraryIndexPage) -> None:
    theme = ConceptFactory(scheme=Scheme.THEME)
    page = ResourcePageFactory(
        parent=library,
        concepts=[ConceptFactory(scheme=Scheme.RESOURCE_TYPE), theme],
        why="It shows the forms.",
        access="members",
        identifiers=[ResourceIdentifier(kind="isbn", value=ISBNS[0])],
    )
    apply(Record(title="Another title", doi=DOIS[0]), page)
    told = record_of(page)
    assert (told.title, told.why, told.access) == (
        "Another title",
        "It shows the forms.",
        "members",
    )
    assert told.concepts == {Scheme.THEME: [theme.notation]}
    assert (told.doi, told.isbn) == (DOIS[0], [ISBNS[0]])


def test_what_can_not_be_taken_over_is_told_and_the_rest_taken(db: None) -> None:
    page = ResourcePage()
    problems = apply(
        Record(
            title="Doors",
            kind="sculpture",
            date="spring",
            doi="nothing",
            licence="CC-MAYBE",
            places=["Atlantis, XX"],
            concepts={"trend": ["heat"]},
            volume="1" * 31,
            publisher="Doorway",
        ),
        page,
    )
    assert len(problems) == 7
    assert record_of(page).publisher == "Doorway"


def test_a_long_abstract_is_shortened_at_a_sentence_and_it_is_told(db: None) -> None:
    page = ResourcePage()
    text = "A short sentence. " * 40
    problems = apply(Record(title="Doors", summary=text.strip()), page)
    assert len(problems) == 1
    assert page.summary == ("A short sentence. " * 15).strip()
    assert len(first_sentences("word " * 100)) <= 280


def test_a_city_is_known_by_any_of_its_names(db: None) -> None:
    city = CityFactory(
        name="Cairo", names={"fr": "Le Caire"}, country=CountryFactory(notation="EG")
    )
    assert Known().city("Le Caire, eg") == city
    assert Known().city("Caire, EG") is None
    assert City.objects.count() == 1


def test_a_resource_is_found_by_the_key_of_its_record(
    library: LibraryIndexPage, site_tree: Any
) -> None:
    ours = ResourcePageFactory(parent=library)
    theirs = ResourcePageFactory(parent=library, imported_as="zotero:ABC")
    LibraryIndexPageFactory(
        parent=site_tree.homes["fr"],
        locale=site_tree.homes["fr"].locale,
        translation_key=library.translation_key,
    )
    site_tree.translated(ours, "fr")
    assert page_of_key(record_of(ours).key) == ours
    assert page_of_key(record_of(theirs).key) == theirs
    assert page_of_key("nobody’s") is None


def test_a_title_is_told_as_it_stands_on_the_work(
    library: LibraryIndexPage, site_tree: Any
) -> None:
    page = ResourcePageFactory(parent=library, title="Numbered doors")
    LibraryIndexPageFactory(
        parent=site_tree.homes["fr"],
        locale=site_tree.homes["fr"].locale,
        translation_key=library.translation_key,
    )
    copy = site_tree.translated(page, "fr", title="Des portes numérotées")
    assert (record_of(copy).title, record_of(copy).language) == ("Numbered doors", "fr")


def test_a_case_study_is_told_no_more_exactly_than_it_allows(site_tree: Any) -> None:
    city = CityFactory(name="Freetown", country=CountryFactory(notation="SL"))
    shown = CaseStudyPageFactory(parent=site_tree.case_index, city=city, edition=2020)
    hidden = CaseStudyPageFactory(
        parent=site_tree.case_index, city=city, precision=Precision.REGION
    )
    record = record_of_case(case_for_page(shown.pk))
    assert record.places == ["Freetown, SL"]
    assert (record.date, record.kind) == ("2020", "case-study")
    assert record.agents == [Agent("Doorway Freetown")]
    assert record_of_case(case_for_page(hidden.pk)).places == ["SL"]


# What readers are given


def titles(pages: list[Any], user: Any = None) -> list[str]:
    """Return the titles of the records a reader is given."""
    return [record.title for record in records_for(pages, user)]


def test_a_reader_gets_no_record_that_is_not_for_them(
    library: LibraryIndexPage, member: Any
) -> None:
    pages = [
        ResourcePageFactory(parent=library, title="Open"),
        ResourcePageFactory(parent=library, title="Secret", access="members", why="Secret why"),
        ResourcePageFactory(parent=library, title="Draft", live=False),
    ]
    assert titles(pages) == ["Open"]
    assert titles(pages, AnonymousUser()) == ["Open"]
    assert titles(pages, member) == ["Open", "Secret"]


def test_files_are_given_only_where_they_may_be_opened(
    library: LibraryIndexPage, member: Any, administrator: Any
) -> None:
    folder = Collection.get_first_root_node().add_child(name="Secret folder")
    CollectionViewRestriction.objects.create(
        collection=folder, restriction_type=CollectionViewRestriction.LOGIN
    )
    closed = ResourcePageFactory(
        parent=library,
        licence="",
        files=[
            ResourceFile(document=SiteDocumentFactory()),
            ResourceFile(link="https://example.org/"),
        ],
    )
    filed = ResourcePageFactory(
        parent=library, files=[ResourceFile(document=SiteDocumentFactory(collection=folder))]
    )

    def numbers(user: Any) -> list[int]:
        return [len(record.files) for record in records_for([closed, filed], user)]

    assert numbers(None) == [1, 0]
    assert numbers(member) == [1, 1]
    assert numbers(administrator) == [2, 1]


def test_no_collection_or_relation_is_named_that_is_not_for_the_reader(
    library: LibraryIndexPage, member: Any
) -> None:
    secret = ResourcePageFactory(parent=library, title="Secret", access="members")
    page = ResourcePageFactory(
        parent=library, relations=[ResourceRelation(kind="part-of", target=secret)]
    )
    CollectionPageFactory(parent=library, title="Open set", resources=[page])
    CollectionPageFactory(parent=library, title="Secret set", access="members", resources=[page])
    assert CollectionPage.objects.count() == 2

    (public,) = records_for([page])
    (for_member,) = records_for([page], member)
    (whole,) = records_of([page])
    assert (public.collections, public.relations) == (["Open set"], [])
    assert for_member.collections == ["Open set", "Secret set"] == whole.collections
    assert for_member.relations == [("part-of", "Secret")] == whole.relations
