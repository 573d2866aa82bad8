"""Own codes survive keyboards, habits and slips."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.model.code import (
    ALPHABET,
    LENGTH,
    LOOKUP_LENGTH,
    check_letter,
    grouped,
    is_own,
    lookup_codes,
    new_code,
    normalised,
    normalised_lookup,
)

bodies = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
codes = bodies.map(lambda body: body + check_letter(body))


def test_a_new_code_is_an_own_one():
    assert is_own(new_code())


def test_new_codes_differ():
    assert len({new_code() for _ in range(1000)}) == 1000


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_single_wrong_letter_is_caught(code, place, letter):
    assume(code[place] != letter)

    assert not is_own(code[:place] + letter + code[place + 1 :])


@given(codes, st.integers(0, LENGTH - 2))
def test_any_swap_of_neighbours_is_caught(code, place):
    first, second = code[place], code[place + 1]
    assume(first != second)

    assert not is_own(code[:place] + second + first + code[place + 2 :])


@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_any_swap_of_two_letters_is_caught(code, one, other):
    assume(code[one] != code[other])
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]

    assert not is_own("".join(letters))


@given(codes, st.data())
def test_case_spaces_and_hyphens_do_not_matter(code, data):
    typed = "".join(
        data.draw(st.sampled_from(["", " ", "-", " - "]))
        + data.draw(st.sampled_from([c, c.lower()]))
        for c in code
    )

    assert normalised(typed) == code


@given(codes)
def test_a_missing_letter_is_no_code(code):
    assert normalised(code[:-1]) is None
    assert normalised(code[1:]) is None


@given(codes)
def test_groups_of_four_read_back(code):
    assert grouped(code).count("-") == LENGTH // 4 - 1
    assert normalised(grouped(code)) == code


@pytest.mark.parametrize("foreign", ["", "0042", "pretix-secret", "BCDF", "É" * LENGTH])
def test_foreign_codes_are_neither_own_nor_grouped(foreign):
    assert normalised(foreign) is None
    assert grouped(foreign) == foreign


@given(st.text())
def test_no_text_upsets_the_check(text):
    code = normalised(text)

    assert code is None or is_own(code)


def slips(code):
    """Yield *code* with every single wrong letter and every swap of neighbours."""
    for place, right in enumerate(code):
        yield from (code[:place] + c + code[place + 1 :] for c in ALPHABET if c != right)
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        yield from [swapped] if swapped != code else []


def test_no_slip_in_a_hundred_codes_is_another_code():
    codes = [new_code() for _ in range(100)]

    assert not [slip for code in codes for slip in slips(code) if is_own(slip)]


def test_no_slip_in_a_short_code_is_another_short_code():
    codes = lookup_codes(str(n) for n in range(200)).values()

    assert not [slip for code in codes for slip in slips(code) if normalised_lookup(slip)]


def test_short_codes_of_an_event_are_all_different():
    codes = lookup_codes(str(n) for n in range(30_000))

    assert len(set(codes.values())) == len(codes) == 30_000
    assert all(normalised_lookup(code) == code for code in codes.values())


def test_who_registers_later_takes_nobodys_short_code():
    everybody = [str(n) for n in range(10_000)]
    before, after = lookup_codes(everybody[:9_000]), lookup_codes(everybody)

    assert before.items() <= after.items()


def test_a_short_code_is_typed_in_any_case_with_spaces():
    (code,) = lookup_codes(["r1"]).values()

    assert normalised_lookup(f" {code[:3].lower()} - {code[3:]}") == code
    assert len(code) == LOOKUP_LENGTH


@given(st.text())
def test_no_text_upsets_the_reader_of_short_codes(text):
    assert normalised_lookup(text) is None or len(normalised_lookup(text)) == LOOKUP_LENGTH
