"""Work beside the window: in order, one at a time, and never the end of the window."""

import threading

import pytest

from app.errors import UnknownError
from ui.workers.lane import Lane
from ui.workers.task import Task


@pytest.fixture
def lane(qapp):  # noqa: ARG001 - signals need an application
    lane = Lane("test")
    yield lane
    lane.close()


def test_results_come_back_in_order_in_the_thread_of_the_window(qtbot, lane):
    seen = []
    for number in range(20):
        lane.submit(
            Task(lambda n=number: n, done=lambda n: seen.append((n, threading.get_ident())))
        )

    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == [(number, threading.get_ident()) for number in range(20)]


def test_an_expected_failure_leaves_by_its_own_door(qtbot, lane):
    failures = []

    def fail():
        sentence = "Nobody."
        raise UnknownError(sentence)

    lane.submit(Task(fail, failed=failures.append))

    qtbot.waitUntil(lambda: failures != [])
    assert failures[0].sentence == "Nobody."


@pytest.mark.expects_log
def test_a_bug_is_logged_and_does_not_stop_the_lane(qtbot, lane, caplog):
    crashes, results = [], []
    lane.submit(Task(lambda: 1 / 0, crashed=crashes.append))
    lane.submit(Task(lambda: "next", done=results.append))

    qtbot.waitUntil(lambda: results == ["next"])
    assert isinstance(crashes[0], ZeroDivisionError)
    assert "crashed" in caplog.text


def test_a_newer_question_replaces_one_that_waits(qtbot, lane):
    gate, seen = threading.Event(), []
    lane.submit(Task(gate.wait))
    for number in range(5):
        lane.replace(Task(lambda n=number: n, done=seen.append))
    gate.set()

    qtbot.waitUntil(lambda: seen == [4])


def test_closing_finishes_what_was_taken(lane):
    done = []
    for number in range(5):
        lane.submit(Task(lambda n=number: done.append(n)))

    lane.close()

    assert done == [0, 1, 2, 3, 4]
