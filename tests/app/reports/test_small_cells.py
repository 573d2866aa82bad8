"""Numbers that leave the house: no group is small, and none can be found by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from app.reports.small_cells import LEAST, grouped, stretched


def test_small_groups_are_put_together_until_nobody_can_subtract():
    assert grouped({"a": 9, "b": 5, "c": 2, "": 1}).shown == (("a", 9),)
    assert grouped({"a": 9, "b": 5, "c": 2, "": 1}).others == 8
    assert grouped({"a": 9, "b": 5}).others == 0
    assert grouped({"a": 3}).shown == ()


def test_small_bins_are_put_together_with_their_neighbours():
    bins = [1, 0, 2, 7, 0, 9, 3, 1]
    found = stretched(bins)

    assert sum(one.number for one in found) == sum(bins)
    assert [one.number for one in found if 0 < one.number < LEAST] == []
    assert found[0].first == 0
    assert sum(one.length for one in found) == len(bins)
    assert [one.number for one in stretched([1, 0, 2])] == [3]


@given(st.dictionaries(st.sampled_from(["", *"abcdefgh"]), st.integers(0, 12)))
def test_whatever_the_groups_are_nobody_is_lost_and_none_is_small(counts):
    told = grouped(counts)

    total = sum(counts.values())
    shown = [number for _, number in told.shown]
    assert sum(shown) + told.others == total
    assert all(number >= LEAST for number in shown)
    assert told.others == 0 or told.others >= LEAST or total < LEAST


@given(st.lists(st.integers(0, 9), max_size=12))
def test_whatever_the_bins_are_each_is_in_one_stretch(bins):
    found = stretched(bins)

    assert sum(one.number for one in found) == sum(bins)
    covered = [place for one in found for place in range(one.first, one.first + one.length)]
    assert covered == list(range(len(covered)))
    assert all(one.number >= LEAST for one in found if one.number) or sum(bins) < LEAST
