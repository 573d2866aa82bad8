"""The lives of a hub have an order, so that nobody takes an earlier one for the present."""

from app.model.life import is_later, life_after

BITS = 0xDEADBEEF0123456789ABCDEF


def test_each_life_is_later_than_the_one_before_and_than_any_that_is_known():
    first = life_after("", "", BITS)
    second = life_after(first, "", BITS)
    fourth = life_after(first, life_after(second, "", BITS), BITS)

    assert is_later(second, first)
    assert is_later(fourth, second)
    assert not is_later(first, second)
    assert not is_later(first, first)
    assert {len(one) for one in (first, second, fourth)} == {16}


def test_a_text_that_is_no_id_is_later_than_nothing_and_the_count_has_an_end():
    last = "ffffff" + "0" * 10

    assert not is_later("zzzzzz0123456789", "")
    assert not is_later("short", "")
    assert not is_later(life_after(last, "", BITS), last)
