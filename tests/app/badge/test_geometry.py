"""Boxes are moved and resized on the grid and stay on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.badge.geometry import (
    HANDLES,
    box_of,
    dragged,
    moved,
    placed,
    resized,
    squared,
    stretched,
)

PAGE = (105.0, 148.0)
BOX = (8.3, 34.0, 89.0, 20.0)
shifts = st.floats(-300, 300)


@st.composite
def boxes(draw):
    left = draw(st.integers(0, 1000)) / 10
    top = draw(st.integers(0, 1400)) / 10
    width = draw(st.integers(10, round((PAGE[0] - left) * 10))) / 10
    height = draw(st.integers(10, round((PAGE[1] - top) * 10))) / 10
    return (left, top, width, height)


def is_on_page(box):
    left, top, width, height = box
    return (
        min(left, top) >= 0
        and min(width, height) >= 1
        and left + width <= PAGE[0] + 0.002
        and top + height <= PAGE[1] + 0.002
    )


@given(boxes(), shifts, shifts)
def test_nothing_leaves_the_page(box, dx, dy):
    assert is_on_page(moved(box, dx, dy, PAGE))
    assert is_on_page(dragged(box, dx, dy, PAGE))
    assert is_on_page(stretched(box, dx, dy, PAGE))
    assert is_on_page(squared(box, PAGE)) or min(PAGE[0] - box[0], PAGE[1] - box[1]) < 1


@given(boxes(), st.sampled_from(HANDLES), shifts, shifts)
def test_a_handle_moves_only_its_own_edges(box, handle, dx, dy):
    left, top, width, height = resized(box, handle, (dx, dy), PAGE)

    assert is_on_page((left, top, width, height))
    assert "w" in handle or left == pytest.approx(box[0])
    assert "n" in handle or top == pytest.approx(box[1])
    assert "e" in handle or left + width == pytest.approx(box[0] + box[2])
    assert "s" in handle or top + height == pytest.approx(box[1] + box[3])


def test_a_dragged_box_lies_on_the_grid():
    assert dragged(BOX, 2.4, 0, PAGE) == (11, 34, 89, 20)
    assert dragged(BOX, 0.24, 0, PAGE, 0.1) == (8.5, 34, 89, 20)


def test_a_resized_edge_lies_on_the_grid():
    assert resized(BOX, "se", (-3.2, 4.6), PAGE) == (8.3, 34, 85.7, 25)


def test_a_rule_keeps_its_height():
    assert resized((8, 27, 89, 0), "se", (-9, 30), PAGE) == (8, 27, 80, 0)


def test_a_side_is_set_by_number():
    assert placed(BOX, 0, 200, PAGE) == (16, 34, 89, 20)
    assert placed(BOX, 3, 30, PAGE) == (8.3, 34, 89, 30)


def test_a_square_takes_the_longer_side_that_the_page_has():
    assert squared((80, 10, 10, 40), PAGE) == (80, 10, 25, 25)


@pytest.mark.parametrize("box", [None, [1, 2, 3], ["1", 2, 3, 4], [True, 2, 3, 4], 7])
def test_what_is_no_box_is_none(box):
    assert box_of({"box": box}) is None
