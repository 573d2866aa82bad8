"""What an order of pretix is here: whose ticket, in which state, for which rooms."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.model.programme import Event, Programme
from app.model.standing import Booking, Status
from app.sync.pretix.identity import registration_of, session_of, source_of
from app.sync.pretix.lists import sessions_of
from app.sync.pretix.redeeming import default_lists
from app.sync.pretix.translation import TEST_TEXT, rows_of
from app.sync.pretix.wire import Shop

SOURCE = "pretix.test/o/e"
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
EVENT = Event(id="e", name="Fest", starts=NOON, ends=NOON)
GUEST, ROOM = 1, 2


def shop(*, testmode=False):
    return Shop(
        source=SOURCE,
        event={"slug": "e", "testmode": testmode},
        items={
            GUEST: {"id": GUEST, "name": {"en": "Guest", "de": "Gast"}, "category": None},
            ROOM: {"id": ROOM, "name": {"en": "Room"}, "category": 9},
        },
        categories=frozenset({9}),
        lists=[
            {"id": 5, "name": "Tür", "all_products": False, "limit_products": [GUEST]},
            {"id": 6, "name": "Raum", "all_products": False, "limit_products": [ROOM]},
        ],
    )


def position(key, item=GUEST, **said):
    return {"id": key, "positionid": key, "item": item, "secret": f"S{key}", **said}


def order(*positions, **said):
    return {"code": "ABC", "status": "p", "positions": list(positions), **said}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"status": "p"}, Status.ACTIVE),
        ({"status": "n"}, Status.UNPAID),
        ({"status": "n", "valid_if_pending": True}, Status.ACTIVE),
        ({"status": "e"}, Status.CANCELLED),
        ({"status": "c"}, Status.CANCELLED),
        ({"status": "p", "testmode": True}, Status.CANCELLED),
    ],
)
def test_the_state_of_an_order_is_that_of_its_tickets(said, status):
    (row,) = rows_of(order(position(1), **said), shop())

    assert row.status is status


def test_in_a_rehearsal_test_orders_count_and_say_that_they_are_tests():
    (row,) = rows_of(order(position(1), testmode=True), shop(testmode=True))

    assert row.status is Status.ACTIVE
    assert row.ticket.texts == (TEST_TEXT,)


def test_an_add_on_without_a_name_is_a_booking_and_a_code_of_its_ticket():
    (row,) = rows_of(order(position(1), position(2, ROOM, addon_to=1)), shop())

    assert row.registration == registration_of(SOURCE, 1)
    assert row.bookings == {session_of(SOURCE, 6): Booking.BOOKED}
    assert [one.secret for one in row.ticket.add_ons] == ["S2"]


def test_an_add_on_with_a_name_is_somebody():
    named = position(2, ROOM, addon_to=1, attendee_name="Bo Li")

    first, second = rows_of(order(position(1), named), shop())

    assert first.bookings == {}
    assert second.person.name == "Bo Li"
    assert second.bookings == {session_of(SOURCE, 6): Booking.BOOKED}


def test_a_position_that_was_cancelled_is_nobody():
    assert rows_of(order(position(1, canceled=True)), shop()) == []


def test_who_has_no_name_is_called_by_the_order():
    (row,) = rows_of(order(position(1)), shop())

    assert row.person.name == "ABC-1"


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://Tickets.Example.org", "tickets.example.org/o/e"),
        ("https://tickets.example.org:443/", "tickets.example.org/o/e"),
        ("http://127.0.0.1:8345", "127.0.0.1:8345/o/e"),
    ],
)
def test_a_source_has_one_name_however_it_is_written(address, source):
    assert source_of(address, "o", "e") == source


def test_a_list_that_is_no_more_stays_as_a_session_and_takes_nobody_any_more():
    before = shop()
    known = {one.id: one for one in sessions_of(before, {})}
    after = replace(before, lists=before.lists[1:])

    (gone,) = sessions_of(after, known)

    assert gone.id == session_of(SOURCE, 5)
    assert gone.name.startswith("Tür (in pretix gelöscht")
    known[gone.id] = gone
    assert sessions_of(after, known) == []
    programme = Programme(event=EVENT, sessions=known)
    assert (programme.open_entrances, default_lists(programme)) == ([], {})
    assert len(programme.entrances) == 1
    (back,) = sessions_of(before, known)
    assert (back.name, back.is_gone) == ("Tür", False)


def test_answers_that_pretix_shows_at_check_in_are_told_at_the_door():
    asked = replace(
        shop(),
        questions={
            3: {"id": 3, "question": "Essen", "items": [GUEST], "show_during_checkin": True},
            4: {"id": 4, "question": "Anreise", "items": [GUEST]},
            5: {"id": 5, "question": "Raum", "items": [ROOM], "show_during_checkin": True},
        },
    )
    answers = [{"question": 3, "answer": "vegan"}, {"question": 4, "answer": "Bahn"}]

    (row,) = rows_of(order(position(1, answers=answers)), asked)

    assert (row.fields["Essen"], row.fields["Anreise"]) == ("vegan", "Bahn")
    assert row.ticket.told == ("Essen",)
