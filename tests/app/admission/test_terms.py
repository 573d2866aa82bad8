"""What a ticket system's terms make of an answer: case by case, and against a second reading."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.admission.judge import judge
from app.admission.terms import part_at, under_terms
from app.model.person import Person
from app.model.programme import Event, Occupancy, Programme, Session, SessionKind
from app.model.standing import Booking, Direction, Movement, Origin, Standing, Status
from app.model.ticketing import AddOn, Terms, Ticket
from app.model.verdict import Reason

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = "tickets.example/host/fest"
TICKET = Ticket(source=SOURCE, position=70, item=4, order="ABCDE")
SEAT = AddOn(position=71, item=9, secret="seat-secret")  # noqa: S106 - a ticket, no password
TERMS = Terms(source=SOURCE, list_id=1)
NOBODY_YET = {"<": [{"var": "entries_number"}, 1]}
EMPTY = Occupancy()
EVENT = Event(id="e", name="Fest", starts=NOW, ends=NOW + 8 * HOUR)


def moved(*directions):
    return tuple(
        Movement(f"m{n}", "d", direction, NOW - HOUR + timedelta(minutes=n), "desk")
        for n, direction in enumerate(directions)
    )


def guest(ticket=TICKET, *movements, **more):
    return Standing(
        registration="r",
        origin=Origin.LIST,
        code="main-secret",
        ticket=ticket,
        movements=moved(*movements),
        **more,
    )


def door(terms=TERMS, kind=SessionKind.ENTRANCE, **more):
    return Session(id="d", name="Door", kind=kind, terms=terms, **more)


def answer(standing, session=None, *codes, now=NOW, occupancy=EMPTY):
    programme = Programme(event=EVENT, sessions={session.id: session} if session else {})
    reason = judge(standing, programme, session, Direction.IN, occupancy, now)
    return under_terms(reason, standing, session, codes, now, programme)


def test_who_has_no_ticket_is_not_measured_by_its_terms():
    assert answer(guest(None), door(replace(TERMS, items=frozenset()))) is Reason.REGISTERED


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (None, Reason.REGISTERED),
        ({4, 5}, Reason.REGISTERED),
        ({5}, Reason.WRONG_PRODUCT),
        (set(), Reason.WRONG_PRODUCT),
    ],
)
def test_a_door_takes_its_products(items, expected):
    items = None if items is None else frozenset(items)

    assert answer(guest(), door(replace(TERMS, items=items))) is expected


def test_a_ticket_of_another_event_is_for_something_else():
    assert answer(guest(), door(replace(TERMS, source="other"))) is Reason.WRONG_PRODUCT


def test_another_date_of_a_series_is_another_day():
    terms = replace(TERMS, subevent=12)

    assert answer(guest(), door(terms)) is Reason.WRONG_DAY
    assert answer(guest(replace(TICKET, subevent=12)), door(terms)) is Reason.REGISTERED


@pytest.mark.parametrize("session", [None, door()])
def test_what_is_wrong_with_the_ticket_itself_counts_at_every_door(session):
    assert answer(guest(replace(TICKET, blocks=("admin",))), session) is Reason.BLOCKED
    assert answer(guest(replace(TICKET, is_unapproved=True)), session) is Reason.UNAPPROVED
    late = replace(TICKET, valid_from=NOW + HOUR)
    assert answer(guest(late), session) is Reason.INVALID_TIME
    assert answer(guest(replace(TICKET, valid_until=NOW)), session) is Reason.REGISTERED
    over = replace(TICKET, valid_until=NOW - timedelta(seconds=1))
    assert answer(guest(over), session) is Reason.INVALID_TIME


def test_a_cancelled_ticket_stays_cancelled_and_an_unpaid_one_is_asked_where_lists_take_it():
    blocked = replace(TICKET, blocks=("admin",))

    assert answer(guest(blocked, status=Status.CANCELLED), door()) is Reason.CANCELLED
    assert answer(guest(status=Status.UNPAID), door()) is Reason.PAYMENT_DUE
    assert answer(guest(status=Status.UNPAID), door(replace(TERMS, takes_pending=True))) is (
        Reason.UNPAID
    )


IN, OUT = Direction.IN, Direction.OUT


@pytest.mark.parametrize(
    ("movements", "many", "after_exit", "expected"),
    [
        ((IN,), False, False, Reason.ALREADY_ARRIVED),
        ((IN,), False, True, Reason.ALREADY_ARRIVED),
        ((IN,), True, False, Reason.RETURNED),
        ((IN, OUT), False, False, Reason.NO_REENTRY),
        ((IN, OUT), False, True, Reason.RETURNED),
        ((IN, OUT), True, False, Reason.RETURNED),
        ((IN, OUT, IN), False, True, Reason.ALREADY_ARRIVED),
        ((OUT,), False, False, Reason.REGISTERED),
    ],
)
def test_coming_again_goes_by_the_list(movements, many, after_exit, expected):
    terms = replace(TERMS, allows_many=many, allows_after_exit=after_exit)

    assert answer(guest(TICKET, *movements), door(terms)) is expected


def test_the_rules_say_yes_no_or_that_they_cannot_be_told():
    terms = replace(TERMS, allows_many=True, rules=NOBODY_YET)

    assert answer(guest(), door(terms)) is Reason.REGISTERED
    assert answer(guest(TICKET, IN), door(terms)) is Reason.RULES
    unsure = replace(TERMS, rules={"moonphase": ["full"]})
    assert answer(guest(), door(unsure)) is Reason.RULES_UNSURE


WORKSHOP = door(replace(TERMS, items=frozenset({9})), SessionKind.WORKSHOP)
FULL = Occupancy(booked=9)


def test_what_was_bought_on_top_opens_its_room():
    booked = guest(replace(TICKET, add_ons=(SEAT,)))

    for codes in ((), ("main-secret",), ("SEAT-secret",)):
        assert answer(booked, WORKSHOP, *codes, occupancy=FULL) is Reason.REGISTERED
    assert answer(guest(), WORKSHOP, occupancy=FULL) is Reason.WRONG_PRODUCT
    by_hand = guest(bookings={"d": Booking.BOOKED})
    assert answer(by_hand, WORKSHOP, occupancy=FULL) is Reason.BOOKED


def test_the_door_of_the_event_takes_what_any_entrance_takes():
    one = door(replace(TERMS, items=frozenset({5})))
    odd = replace(one, id="odd", terms=replace(TERMS, rules={"moonphase": ["full"]}))
    good = replace(one, id="good", terms=replace(TERMS, items=frozenset({4})))
    room = replace(WORKSHOP, id="room")

    assert at_own_door(guest(), room) is Reason.REGISTERED
    assert at_own_door(guest(), one) is Reason.WRONG_PRODUCT
    assert at_own_door(guest(), one, odd) is Reason.RULES_UNSURE
    assert at_own_door(guest(), one, odd, good) is Reason.REGISTERED


def at_own_door(standing, *sessions):
    programme = Programme(event=EVENT, sessions={session.id: session for session in sessions})
    reason = judge(standing, programme, None, Direction.IN, EMPTY, NOW)
    return under_terms(reason, standing, None, (), NOW, programme)


def test_the_code_of_a_seat_does_not_open_the_entrance():
    booked = guest(replace(TICKET, add_ons=(SEAT,)))
    entrance = door(replace(TERMS, items=frozenset({4})))

    assert answer(booked, entrance, "seat-secret") is Reason.WRONG_PRODUCT
    assert answer(booked, entrance, "main-secret") is Reason.REGISTERED


def test_the_part_that_opens_a_door_is_named_for_the_ticket_system():
    booked = guest(replace(TICKET, add_ons=(SEAT,)))

    assert part_at(booked, WORKSHOP.terms).position == SEAT.position
    assert part_at(booked, TERMS).position == TICKET.position
    assert part_at(booked, replace(TERMS, items=frozenset({5}))) is None


def test_of_a_signed_code_the_product_alone_is_known():
    signed = guest(None, person=Person({"pretix_item": "4", "pretix_subevent": "12"}))
    rules = {"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "4", "x"]}]}]}

    assert answer(signed, door(replace(TERMS, rules=rules, subevent=12))) is Reason.REGISTERED
    assert answer(signed, door(replace(TERMS, items=frozenset({5})))) is Reason.WRONG_PRODUCT


# A second reading, in the order of pretix's own checks, of tickets without add-ons.


def slowly(ticket, is_unpaid, movements, terms, now):
    """Return whether pretix lets in: yes, no, or that only a human can tell."""
    entries = [m for m in movements if m is IN]
    hindrances = [
        ticket.blocks or ticket.is_unapproved or is_unpaid,
        ticket.valid_from and ticket.valid_from > now,
        ticket.valid_until and ticket.valid_until < now,
        terms.items is not None and ticket.item not in terms.items,
        terms.subevent not in (None, ticket.subevent),
        terms.rules == NOBODY_YET and entries,
        entries
        and not terms.allows_many
        and not (terms.allows_after_exit and movements[-1] is OUT),
    ]
    if any(hindrances):
        return False
    return None if "moonphase" in terms.rules else True


near = st.none() | st.integers(-2, 2).map(lambda hours: NOW + hours * HOUR)
tickets = st.builds(
    replace,
    st.just(TICKET),
    item=st.integers(4, 5),
    subevent=st.none() | st.integers(1, 2),
    valid_from=near,
    valid_until=near,
    blocks=st.sampled_from([(), (), (), ("api",)]),
    is_unapproved=st.sampled_from([False, False, False, True]),
)
lists = st.builds(
    replace,
    st.just(TERMS),
    items=st.none() | st.frozensets(st.integers(4, 5)),
    subevent=st.none() | st.integers(1, 2),
    takes_pending=st.booleans(),
    allows_many=st.booleans(),
    allows_after_exit=st.booleans(),
    rules=st.sampled_from([{}, {}, NOBODY_YET, {"moonphase": ["full"]}]),
)
ways = st.lists(st.sampled_from((IN, OUT)), max_size=4)


@given(tickets, st.booleans(), ways, lists)
def test_nobody_is_let_in_whom_the_ticket_system_would_not(ticket, is_unpaid, movements, terms):
    status = Status.UNPAID if is_unpaid else Status.ACTIVE
    reason = answer(guest(ticket, *movements, status=status), door(terms))
    # A ticket that was used is not asked for its payment again: somebody let the guest in.
    has_come = IN in movements
    expected = slowly(ticket, is_unpaid and not has_come, movements, terms, NOW)

    assert (reason.verdict == "welcome") is (expected is True)
    assert expected is not None or reason is Reason.RULES_UNSURE
