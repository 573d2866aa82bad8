"""Calls between stations, on real event files."""

import random
from dataclasses import replace

import pytest

from app.calls import Caller
from app.errors import InputError, UnknownError
from app.model.call import CallReason, alert_reason
from app.model.entry import Kind
from app.model.policy import Policy
from app.planner import Planner
from db.station_names import station_names
from tests.app.journals import HandClock, Pen, event_file, station_of

HELP = CallReason.HELP


@pytest.fixture
def opened(tmp_path):
    with event_file(tmp_path, HandClock()) as opened:
        pen = Pen("list")
        pen.register("r1", name="Ana Li")
        pen.register("mayor", name="Dr. Stephan Keller", category="VIP")
        pen.register("speaker", name="Prof. Aylin Demir", category="Referentin")
        opened.journal.absorb(pen.entries)
        yield opened


@pytest.fixture
def caller(opened):
    return Caller(opened.journal)


@pytest.fixture
def station(opened):
    return station_of(opened)


def test_a_call_stays_open_until_somebody_takes_it(caller):
    entry = caller.call("r1", HELP, note=" bag  is missing ")
    (call,) = caller.open()
    assert (call.id, call.name, call.note, call.reason) == (
        entry.id,
        "Ana Li",
        "bag is missing",
        HELP,
    )

    caller.answer(call.id)
    assert caller.open() == []


def test_who_is_called_about_again_stands_on_the_list_once(caller):
    first = caller.call("r1", HELP)
    assert caller.call("r1", HELP) == first

    better = caller.call("r1", HELP, note="payment")
    assert [(call.id, call.note) for call in caller.open()] == [(better.id, "payment")]


def test_a_kiosk_that_calls_again_stands_on_the_list_once(caller):
    first = caller.call(None, CallReason.KIOSK)
    assert caller.call(None, CallReason.KIOSK) == first
    caller.call("r1", CallReason.KIOSK)

    assert [call.name for call in caller.open()] == ["", "Ana Li"]


def test_calls_about_nobody_are_told_apart(caller):
    caller.call(None, HELP, note="queue at the stairs")
    caller.call(None, HELP, note="lift is stuck")

    assert len(caller.open()) == 2


def test_nobody_is_called_about_somebody_unknown_or_at_length(caller):
    with pytest.raises(UnknownError):
        caller.call("nobody", HELP)
    with pytest.raises(InputError, match="200 characters"):
        caller.call("r1", HELP, note="x" * 201)
    assert caller.open() == []


def test_a_call_is_taken_once(caller):
    entry = caller.call("r1", HELP)
    caller.answer(entry.id)

    with pytest.raises(InputError, match="taken"):
        caller.answer(entry.id)
    with pytest.raises(UnknownError):
        caller.answer("no such call")


def test_undo_takes_back_who_took_a_call_and_then_the_call(caller, station):
    entry = caller.call("r1", HELP)
    caller.answer(entry.id)

    assert station.undo().target.kind == Kind.ANSWERED
    assert [call.id for call in caller.open()] == [entry.id]
    assert station.undo().target.kind == Kind.CALLED
    assert caller.open() == []


@pytest.mark.parametrize(
    ("who", "reason"), [("mayor", CallReason.VIP), ("speaker", CallReason.SPEAKER)]
)
def test_an_arrival_that_a_policy_names_is_told_to_its_station(
    opened, station, caller, who, reason
):
    alerts = {"vip": "desk-7", "Referentin": "desk-7"}
    Planner(opened.journal).set_policy(Policy(alerts=alerts))

    arrival = station.accept([f"CODE-{who}"])
    station.accept(["CODE-r1"])

    (call,) = caller.open()
    assert (call.registration, call.reason, call.to) == (who, reason, "desk-7")
    assert opened.journal.entry(call.id).ref == arrival.entry


def test_an_alert_goes_and_comes_back_with_its_arrival(station, caller):
    station.accept(["CODE-mayor"])
    assert len(caller.open()) == 1

    undone = station.undo()
    assert undone.target.kind == Kind.ARRIVED
    assert caller.open() == []

    station.undo(undone.entry.id)
    assert len(caller.open()) == 1


def test_whoever_comes_back_is_told_of_once(station, caller):
    station.accept(["CODE-mayor"])
    caller.answer(caller.open()[0].id)
    station.accept(["CODE-mayor"], session=None)

    assert caller.open() == []


def test_other_honoured_guests_say_what_they_are():
    assert alert_reason("Keynote-Speaker") is CallReason.SPEAKER
    assert alert_reason("Bischof") is CallReason.VIP


def test_a_call_says_whom_it_concerns(caller):
    caller.call("r1", HELP, to="desk-7")
    (call,) = caller.open()

    assert call.concerns("desk-7")
    assert call.concerns(call.station)
    assert not call.concerns("desk-8")
    assert replace(call, to="").concerns("desk-8")


def _stories():
    """Return entries of three stations that call, answer and take back across each other."""
    list_, one, two, three = Pen("list"), Pen("one"), Pen("two"), Pen("three")
    for name in ("r1", "r2", "r3"):
        list_.register(name, name=f"Guest {name}")
    says = {"reason": "help", "to": "", "note": ""}
    first = one.write(Kind.CALLED, "r1", payload=says)
    second = two.write(Kind.CALLED, "r2", payload=says)
    third = three.write(Kind.CALLED, "r3", payload=says)
    two.write(Kind.ANSWERED, "r1", ref=first.id)
    three.write(Kind.ANSWERED, "r1", ref=first.id)
    taken = one.write(Kind.ANSWERED, "r2", ref=second.id)
    three.write(Kind.ANNULLED, "r2", ref=taken.id)
    one.write(Kind.ANNULLED, "r3", ref=third.id)
    arrival = two.write(Kind.ARRIVED, "r3")
    two.write(Kind.CALLED, "r3", ref=arrival.id, payload={**says, "reason": "vip"})
    three.write(Kind.ANNULLED, "r3", ref=arrival.id)
    one.write(Kind.COUNTED, None, payload={"number": 25, "label": "7b"})
    slip = two.write(Kind.COUNTED, None, payload={"number": 300, "label": "slip"})
    three.write(Kind.ANNULLED, None, ref=slip.id)
    return [*list_.entries, *one.entries, *two.entries, *three.entries], second.id


@pytest.mark.parametrize("seed", range(8))
def test_calls_and_figures_are_the_same_in_whatever_order_entries_come(tmp_path, seed):
    entries, still_open = _stories()
    chance = random.Random(seed)  # noqa: S311 - shuffles entries
    chance.shuffle(entries)
    with event_file(tmp_path, HandClock()) as opened:
        while entries:
            size = chance.randrange(1, 4)
            opened.journal.absorb(entries[:size])
            del entries[:size]
            opened.journal.counts()

        assert [call.id for call in opened.journal.calls()] == [still_open]
        assert opened.journal.counts().counted == 25


def test_a_station_is_not_named_by_what_nobody_can_read(opened):
    other = Pen("s2")
    other.write(Kind.REVOKED, None, payload={"station": ["s3"], "name": "?", "last_seq": 1})
    other.write(
        Kind.CLOCK, None, payload={"boot": "b", "offset_ms": 1, "rtt_ms": 1, "name": "Eingang 2"}
    )
    opened.journal.absorb(other.entries)

    assert station_names(opened.journal)["s2"] == "Eingang 2"
