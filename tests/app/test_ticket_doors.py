"""Tickets of a ticket system at the doors of a real station."""

from datetime import timedelta

import pytest

from app.bootstrap.workplace import readers
from app.clock import to_instant
from app.model.standing import Direction
from app.model.ticket import mark
from app.model.verdict import Reason, Verdict
from app.station import Station
from tests.app.journals import NOON_MS, HandClock, Pen, event_file

SOURCE = "tickets.example/host/fest"
NOW = to_instant(NOON_MS)
HOUR = timedelta(hours=1)
SEAT = {"position": 71, "item": 9, "secret": "seat-secret"}
BUILT_TODAY = {"isAfter": [{"var": "now"}, {"buildTime": ["customtime", "15:00"]}, 10]}


def ticket(**more):
    return {"source": SOURCE, "position": 70, "item": 4, "order": "ABCDE", **more}


def terms(list_id, **more):
    return {"source": SOURCE, "list_id": list_id, **more}


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def opened(tmp_path, clock):
    with event_file(tmp_path, clock) as opened:
        pen = Pen("list")
        pen.plan_session("gate", terms=terms(1, items=[4]))
        pen.plan_session("late", terms=terms(2, rules=BUILT_TODAY))
        pen.plan_session("odd", terms=terms(3, rules={"==": [{"var": "gate"}, 1]}))
        pen.plan_session("free", terms=terms(4, allows_many=True))
        pen.plan_session("room", "workshop", terms=terms(5, items=[9], matches_add_ons=True))
        opened.journal.absorb(pen.entries)
        yield opened


@pytest.fixture
def come(opened, clock):
    """Scan at a door of the programme."""
    station = Station(opened.journal, readers(clock))

    def scan(code, door, **more):
        clock.forward(60)
        session = opened.journal.programme().sessions[door] if door else None
        return station.accept([code], session=session, **more)

    return scan


@pytest.fixture
def book(opened):
    """Take a ticket down from the ticket system."""

    def register(registration="r1", code="main-secret", **more):
        pen = Pen(f"list-{registration}")
        payload = {"origin": "list", "code": code, "fields": {"name": "Ana Li"}}
        pen.write("registered", registration, payload=payload | {"ticket": ticket(**more)})
        opened.journal.absorb(pen.entries)

    return register


def test_a_ticket_is_let_in_where_its_product_is(come, book):
    book()

    assert come("main-secret", "gate").reason is Reason.REGISTERED
    assert come("main-secret", "gate").reason is Reason.ALREADY_ARRIVED
    assert come("main-secret", "room").reason is Reason.WRONG_PRODUCT


def test_a_warning_of_the_terms_is_overridden_by_a_human_and_then_recorded(come, book):
    book(item=5)
    warned = come("main-secret", "gate")
    admitted = come("main-secret", "gate", admit=True)

    assert (warned.verdict, warned.is_recorded) == (Verdict.ATTENTION, False)
    assert (admitted.verdict, admitted.is_recorded) == (Verdict.WELCOME, True)
    assert come("main-secret", "gate").reason is Reason.ALREADY_ARRIVED


def test_a_rule_that_cannot_be_told_asks_a_human(come, book):
    book()

    assert come("main-secret", "odd").reason is Reason.RULES_UNSURE
    assert come("main-secret", "odd", admit=True).is_recorded


def test_the_rules_go_by_the_hour_in_the_zone_of_the_event(come, book, clock):
    book()  # noon in London is one o'clock in Berlin

    assert come("main-secret", "late").reason is Reason.RULES
    clock.forward(111 * 60)
    assert come("main-secret", "late").reason is Reason.REGISTERED


def test_a_ticket_out_of_its_time_tells_when_it_counts(come, book):
    book(valid_from=(NOW + 2 * HOUR).isoformat())
    answer = come("main-secret", None)

    assert (answer.reason, answer.valid_on) == (Reason.INVALID_TIME, NOW + 2 * HOUR)


def test_who_goes_out_is_asked_for_nothing(come, book):
    book(item=5, valid_until=(NOW - HOUR).isoformat(), is_unapproved=True)

    assert come("main-secret", "gate", direction=Direction.OUT).reason is Reason.DEPARTED


def test_a_ticket_counts_as_often_as_the_list_says(come, book):
    book()

    assert come("main-secret", "gate").reason is Reason.REGISTERED
    come("main-secret", "gate", direction=Direction.OUT)
    assert come("main-secret", "gate").reason is Reason.NO_REENTRY
    assert come("main-secret", "free").reason is Reason.REGISTERED
    assert come("main-secret", "free").reason is Reason.RETURNED


def test_a_blocked_ticket_is_stopped_and_nobody_overrides_it(come, book):
    book(blocks=["admin"])

    assert come("main-secret", "gate", admit=True).reason is Reason.BLOCKED
    assert come("main-secret", None).verdict is Verdict.STOP


def test_a_revoked_code_is_stopped_whatever_its_ticket_says(come, book, opened):
    book()
    pen = Pen("office")
    pen.write(
        "programme", None, payload={"what": "barred", "id": "b", "barred": [mark("main-secret")]}
    )
    opened.journal.absorb(pen.entries)

    assert come("main-secret", "gate").reason is Reason.REVOKED


def test_a_blocked_code_says_blocked_where_its_ticket_tells_why(come, book, opened):
    book(blocks=["admin"])
    pen = Pen("office")
    pen.write(
        "programme", None, payload={"what": "barred", "id": "b", "barred": [mark("main-secret")]}
    )
    opened.journal.absorb(pen.entries)

    assert come("main-secret", "gate").reason is Reason.BLOCKED


def test_the_code_of_a_seat_leads_to_its_guest(come, book):
    book(add_ons=[SEAT])
    answer = come("seat-secret", "room")

    assert (answer.verdict, answer.standing.registration) == (Verdict.WELCOME, "r1")
    assert come("main-secret", "room").reason is Reason.ALREADY_ARRIVED
    assert come("seat-secret", "gate").reason is Reason.WRONG_PRODUCT


def test_a_seat_that_was_given_back_leads_to_nobody(come, book, opened):
    book(add_ons=[SEAT])
    pen = Pen("later")
    pen.write("amended", "r1", payload={"by": "list", "ticket": ticket()})
    opened.journal.absorb(pen.entries)

    assert come("seat-secret", "room").reason is Reason.UNKNOWN_CODE


def test_two_stations_let_a_guest_in_as_often_as_the_list_allows(opened, book):
    book()
    one, two = Pen("one"), Pen("two")
    for door in ("free", "gate"):
        for pen in (one, two):
            pen.write("arrived", session=door)
    opened.journal.absorb([*one.entries, *two.entries])

    [conflict] = opened.journal.conflicts()
    assert {opened.journal.entry(one).session for one in conflict.entries} == {"gate"}
