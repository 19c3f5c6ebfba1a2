"""Places are projected as Equal Earth says, and distances are those of the earth."""

import pytest

from justcities.core.worldmap import VIEW_BOX, Mark, distance_km, project, world


def test_the_middle_of_the_map_is_where_the_projection_says() -> None:
    assert project(0, 11) == (500.0, pytest.approx(236.9, abs=0.05))


def test_a_place_is_where_the_drawn_map_has_it() -> None:
    assert project(8.48, -13.23) == (433.0, 205.2)


def test_the_map_is_cut_in_the_ocean_and_no_island_lies_outside_it() -> None:
    left, _top, width, _height = (float(part) for part in VIEW_BOX.split())
    suva, apia = project(-18.1, 178.4)[0], project(-13.8, -171.8)[0]

    assert suva < apia < left + width


def test_larger_marks_lie_below_smaller_ones() -> None:
    drawn = world([Mark(1, 1, "one"), Mark(2, 2, "many", count=9)])

    assert [mark.label for mark in drawn.marks] == ["many", "one"]
    assert [mark.r for mark in drawn.marks] == [12.0, 4.0]


def test_a_number_stands_before_its_mark_where_it_would_lie_on_the_next_one() -> None:
    near = [Mark(100, 50, "one", number=10), Mark(112, 55, "next", number=2)]
    apart = [Mark(100, 90, "below", number=3), Mark(180, 50, "far", number=4)]

    before = {mark.label: mark.number_before for mark in world(near + apart).marks}

    assert before == {"one": True, "next": False, "below": False, "far": False}


def test_a_quarter_of_the_equator_is_ten_thousand_kilometres() -> None:
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10_007.5, abs=1)
