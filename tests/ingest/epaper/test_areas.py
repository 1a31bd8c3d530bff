import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.epaper.areas import estimate, extent, polygon_of, without_doubles


def test_pixels_become_fractions_of_the_picture():
    assert polygon_of("0,0,200,0,200,287.5,0,287.5", "polygon", (400, 575)) == ((0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5))


def test_an_l_shape_keeps_all_its_corners():
    assert len(polygon_of("10,10,90,10,90,90,50,90,50,50,10,50", "poly", (100, 100))) == 6


def test_a_rectangle_of_two_corners_becomes_four():
    assert polygon_of("10,20,30,40", "rect", (100, 100)) == ((0.1, 0.2), (0.3, 0.2), (0.3, 0.4), (0.1, 0.4))


def test_percent_needs_no_picture():
    assert polygon_of("0%,0%,50%,0%,50%,25%,0%,25%", None, None) == ((0, 0), (0.5, 0), (0.5, 0.25), (0, 0.25))


@pytest.mark.parametrize("coords", ["null", "", None, "10,20"])
def test_an_area_without_coordinates_has_no_place(coords):
    assert polygon_of(coords, "polygon", (400, 575)) is None


def test_a_circle_and_what_lies_outside_the_page_have_no_place():
    assert polygon_of("10,10,5,5", "circle", (100, 100)) is None
    assert polygon_of("0,0,300,0,300,300,0,300", "poly", (100, 100)) is None
    assert polygon_of("0,0,30,0,30,30,0,30", "poly", None) is None


def test_the_areas_tell_the_size_of_a_picture_that_does_not():
    width, height = extent(["0,0,397,0,397,567,0,567", "null", None])
    assert 397 < width < 410
    assert 567 < height < 580
    assert extent(["null"]) is None


def test_an_area_named_twice_counts_once():
    one = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    assert without_doubles([one, one]) == (one,)


def test_a_large_area_on_the_front_page_is_prominent():
    large = ((0.0, 0.0), (1.0, 0.0), (1.0, 0.4), (0.0, 0.4))
    small = ((0.0, 0.8), (0.2, 0.8), (0.2, 0.9), (0.0, 0.9))
    assert estimate("01", [large], "article") > 0.7 > 0.3 > estimate("07", [small], "article")


@given(st.text(alphabet="0123456789.,%-nul ", max_size=60))
def test_no_coords_lead_outside_the_page(text):
    polygon = polygon_of(text, "polygon", (400, 575))
    assert polygon is None or all(0 <= x <= 1 and 0 <= y <= 1 for x, y in polygon)
