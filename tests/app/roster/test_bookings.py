"""What a cell says about sessions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.programme import Session
from app.model.standing import Booking
from app.roster.bookings import SessionNames
from tests.app.roster.lists import SESSIONS

NAMES = SessionNames(SESSIONS)
BOOKED, WAITING = Booking.BOOKED, Booking.WAITING


@pytest.mark.parametrize("cell", ["", " ; ", "\n\n"])
def test_an_empty_cell_books_nothing(cell):
    assert NAMES.bookings(cell) == ({}, None)


@pytest.mark.parametrize("separator", ["; ", ",", " | ", "\n", ";\r\n"])
def test_several_sessions_are_separated_in_many_ways(separator):
    cell = separator.join(["Gründen", "Bewerben"])

    assert NAMES.bookings(cell) == ({"s3": BOOKED, "s1": BOOKED}, None)


@pytest.mark.parametrize("cell", ["bewerben", "BEWERBEN", " Bewerben ", "s1", "Bewerben;"])
def test_a_session_is_named_by_name_or_id_in_any_case(cell):
    assert NAMES.bookings(cell) == ({"s1": BOOKED}, None)


@pytest.mark.parametrize(
    "cell",
    [
        "Netzwerken, aber richtig, Bewerben",
        "Bewerben, Netzwerken, aber richtig",
        "Bewerben;Netzwerken,  aber richtig",
    ],
)
def test_a_comma_may_belong_to_a_name(cell):
    assert NAMES.bookings(cell) == ({"s1": BOOKED, "s2": BOOKED}, None)


@pytest.mark.parametrize(
    "cell",
    [
        "Gründen (Warteliste)",
        "Gründen (waiting list)",
        "Gründen – Warteliste",
        "gründen [WAITLIST]",
    ],
)
def test_a_waiting_place_is_told_by_its_suffix(cell):
    assert NAMES.bookings(f"Bewerben; {cell}") == ({"s1": BOOKED, "s3": WAITING}, None)


def test_a_confirmed_place_is_a_booking():
    assert NAMES.bookings("Gründen (bestätigt)") == ({"s3": BOOKED}, None)


@pytest.mark.parametrize("cell", ["Töpfern", "Bewerben; Töpfern", "Töpfern, Bewerben"])
def test_an_unknown_session_is_named(cell):
    assert NAMES.bookings(cell)[1] == "Töpfern"


def test_a_name_that_two_sessions_have_names_none():
    twins = SessionNames([Session(id="a", name="Forum"), Session(id="b", name="forum")])

    assert twins.bookings("Forum")[1] == "Forum"
    assert twins.bookings("a") == ({"a": BOOKED}, None)


@given(st.lists(st.sampled_from(SESSIONS), unique=True), st.sampled_from(["; ", ", ", "\n", "|"]))
def test_any_choice_of_sessions_reads_back(chosen, separator):
    cell = separator.join(session.name for session in chosen)

    assert NAMES.bookings(cell) == ({session.id: BOOKED for session in chosen}, None)


@given(st.text(";,|\n BewrbnGründ()", max_size=60))
def test_any_cell_is_understood_or_its_unknown_name_told(cell):
    bookings, unknown = NAMES.bookings(cell)

    assert set(bookings) <= {"s1", "s2", "s3"}
    assert unknown is None or unknown in " ".join(cell.split())
