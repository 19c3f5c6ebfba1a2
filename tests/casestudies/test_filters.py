"""What a reader asks for is understood, however it is written."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from casestudies.filters import FACETS, MOST_VALUES, Filters, parse


def test_an_address_read_and_written_again_is_the_same() -> None:
    query = "theme=heat&theme=floods&group=women&status=running&sort=city&page=3"

    assert parse(QueryDict(query)).query() == "?" + query


def test_defaults_leave_no_trace_in_the_address() -> None:
    assert parse(QueryDict("sort=confirmed&page=1")).query() == ""


def test_a_value_chosen_twice_counts_once() -> None:
    assert parse(QueryDict("theme=heat&theme=heat")).chosen == {"theme": ("heat",)}


def test_no_more_values_are_read_than_a_facet_may_have() -> None:
    query = "&".join(f"tag=t{number}" for number in range(50))

    assert len(parse(QueryDict(query)).chosen["tag"]) == MOST_VALUES


def test_toggling_a_value_adds_it_then_takes_it_away_and_goes_to_the_first_page() -> None:
    filters = Filters(chosen={"theme": ("heat",)}, page=4)

    added = filters.toggled("theme", "floods")
    assert added == Filters(chosen={"theme": ("heat", "floods")})
    assert added.toggled("theme", "heat").toggled("theme", "floods") == Filters()


def test_pages_that_are_no_numbers_are_the_first() -> None:
    for page in ("0", "-1", "1e9", "٣", "9999999", "x", ""):
        query = QueryDict(mutable=True)
        query["page"] = page
        assert parse(query).page == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*FACETS, "sort", "page", "", "x\x00"]),
            st.text(max_size=200),
        ),
        max_size=40,
    )
)
def test_no_query_string_is_an_error(pairs: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for key, value in pairs:
        query.appendlist(key, value)

    filters = parse(query)

    assert set(filters.chosen) <= set(FACETS)
    assert all("\x00" not in v and v for values in filters.chosen.values() for v in values)
    assert parse(QueryDict(filters.query().lstrip("?"))) == filters
