"""The hub's time: its own, or that of the hub outside as soon as it was asked."""

import pytest

from app.clock import ClockReading
from app.hub.hub_time import FRESH_MS, LONGEST_TRIP_MS, UNKNOWN_MS, HubTime
from tests.app.journals import NOON_MS, HandClock

AHEAD_MS = 3_600_000


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def time(clock):
    return HubTime(clock)


def ask(time, clock, told_ms, rtt_ms=10):
    sent = clock.read()
    clock.forward(rtt_ms / 1000)
    time.learn(told_ms, sent, clock.read())


def test_alone_it_is_the_own_clock(time, clock):
    assert time.now_ms() == clock.wall_ms


def test_a_joined_hub_is_believed(time, clock):
    ask(time, clock, NOON_MS + AHEAD_MS)
    clock.forward(60)

    assert time.now_ms() == NOON_MS + AHEAD_MS + 60_000 + 5


def test_setting_this_machines_clock_changes_nothing_then(time, clock):
    ask(time, clock, NOON_MS + AHEAD_MS)
    before = time.now_ms()
    clock.read = lambda: ClockReading("boot", 10, NOON_MS - AHEAD_MS)

    assert time.now_ms() == before


def test_a_quick_answer_is_better_than_a_slower_one_for_a_while(time, clock):
    ask(time, clock, NOON_MS + AHEAD_MS)
    ask(time, clock, NOON_MS, rtt_ms=100)
    assert time.now_ms() > NOON_MS + AHEAD_MS
    clock.forward(FRESH_MS / 1000)
    ask(time, clock, NOON_MS, rtt_ms=100)

    assert time.now_ms() < NOON_MS + AHEAD_MS


@pytest.mark.parametrize("rtt_ms", [LONGEST_TRIP_MS + 1, -1])
def test_an_answer_that_took_too_long_says_nothing(time, clock, rtt_ms):
    ask(time, clock, NOON_MS + AHEAD_MS, rtt_ms=rtt_ms)

    assert time.now_ms() == clock.wall_ms


def test_a_trip_across_a_restart_says_nothing(time, clock):
    time.learn(NOON_MS + AHEAD_MS, ClockReading("before", 0, NOON_MS), clock.read())

    assert time.now_ms() == clock.wall_ms


def test_the_outermost_hub_has_no_doubt(time):
    assert time.doubt_ms(lambda: False) == 0


def test_a_hub_that_joined_another_one_and_never_asked_it_knows_nothing(time):
    assert time.doubt_ms(lambda: True) == UNKNOWN_MS


def test_who_asked_doubts_as_much_as_asking_took_and_whom_it_asked(time, clock):
    sent = clock.read()
    clock.forward(0.1)
    time.learn(NOON_MS, sent, clock.read(), 30)

    assert time.doubt_ms(lambda: True) == 80


def test_a_hub_that_knows_nothing_itself_is_not_believed(time, clock):
    time.learn(NOON_MS + AHEAD_MS, clock.read(), clock.read(), UNKNOWN_MS)

    assert time.now_ms() == clock.wall_ms
