"""A killed station keeps what it answered."""

import sys

from app.commands.bench_crash import crash


def test_no_answered_scan_is_lost_or_doubled_by_a_kill():
    report = crash(kills=12, seed=7)

    assert (report.lost, report.doubled, report.is_sound) == (0, 0, True)
    assert 12 <= report.answered <= 12 * 40


def careless(_option, data, *_others):
    return [sys.executable, "-m", "tests.journeys.careless_scan", data]


def test_the_recount_sees_a_station_that_answers_too_early():
    assert crash(kills=4, seed=7, command=careless).lost > 0
