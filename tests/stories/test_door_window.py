"""Stories of workshop hosts that need the window: H01, H05, H10 and H12."""

import threading
import time
from statistics import median

import pytest
from PySide6.QtCore import Qt

from tests.stories.door_stage import window_at
from tests.stories.pace import allowed

pytestmark = pytest.mark.stories
SCANS = 100
READY_MS = 20_000
QUICK_MS = 100
"""So soon an answer stands on the screen: what the window and the station work for it, because
on a machine that others keep busy the clock on the wall tells of them."""


def booked(count, **more):
    guests = {f"g{number}": {"forum1": "booked"} for number in range(count)}
    return {**guests, **more}


def test_h01_scan_and_walk(qtbot, tmp_path, measured):
    """100 codes by key events, one a second: all recorded, no other key, each answer at once."""
    times, worked, answered = [], [], []
    with window_at(tmp_path, "forum1", guests=booked(SCANS), capacity=120) as door:
        qtbot.waitUntil(lambda: door.is_at("forum1"), timeout=READY_MS)
        # The scanner was tried out before the doors opened.
        door.keyboard.scan("NOBODY-HAS-THIS")
        qtbot.waitUntil(lambda: door.band.verdict == "stop")
        door.desk.accept = timed(door.desk.accept, answered)
        for number in range(SCANS):
            door.clock.forward(1)
            began_s, before_s = time.perf_counter(), time.thread_time()
            door.keyboard.scan(f"CODE-g{number}")
            qtbot.waitUntil(lambda n=number: door.band.name == f"Guest g{n}")
            times.append((time.perf_counter() - began_s) * 1000)
            worked.append((time.thread_time() - before_s) * 1000 + answered[-1])
            assert door.band.verdict == "welcome"
        qtbot.waitUntil(lambda: door.window.page.door.count.view.present == SCANS)
        inside = door.inside("forum1")

    figures = f"{median(worked):.0f} ms of work, at most {max(worked):.0f} ms"
    measured("H01", f"{len(inside)} recorded; {figures}; {median(times):.0f} ms by the clock")
    assert len(inside) == SCANS
    # Few that a machine busy with others delays are no slow answers, and a core that is shared
    # with others works more slowly.
    assert sorted(worked)[SCANS * 95 // 100] <= allowed(QUICK_MS)


def timed(work, taken_ms):
    """Return *work* that notes how long its thread was busy with it."""

    def done(*texts, **more):
        before_s = time.thread_time()
        result = work(*texts, **more)
        taken_ms.append((time.thread_time() - before_s) * 1000)
        return result

    return done


def test_h05_the_band_names_the_room_and_one_key_moves_the_seat(qtbot, tmp_path):
    """A guest of another room: the text names that room; F7 books here instead."""
    guests = booked(3, priya={"forum3": "booked"})
    with window_at(tmp_path, "forum1", guests=guests) as door:
        qtbot.waitUntil(lambda: door.is_at("forum1"), timeout=READY_MS)
        door.keyboard.scan("CODE-priya")
        qtbot.waitUntil(lambda: door.band.verdict == "attention")
        assert (door.band.tile, door.band.word) == ("2.11", "Hier nicht gebucht")
        assert "2.11" in door.window.page.door.band.accessibleName()

        door.keyboard.press(Qt.Key.Key_F7)
        qtbot.waitUntil(lambda: door.band.verdict == "welcome")
        standing = door.place.journal.standing("priya")
        assert set(standing.bookings) == {"forum1"}

        door.keyboard.press(Qt.Key.Key_F6)
        qtbot.waitUntil(lambda: door.band.word == "Zurückgenommen")
        standing = door.place.journal.standing("priya")
        assert set(standing.bookings) == {"forum3"}
        assert standing.arrived is None


@pytest.mark.parametrize("absent", [0, 1, 4])
def test_h10_all_are_present_but_those_who_are_unticked(qtbot, tmp_path, measured, absent):
    """F4 opens the roll with everybody ticked; n keys untick n; Enter records the rest."""
    with window_at(tmp_path, "forum1", guests=booked(20)) as door:
        qtbot.waitUntil(lambda: door.is_at("forum1"), timeout=READY_MS)
        roll = door.window.page.door.roll
        door.keyboard.press(Qt.Key.Key_F4)
        qtbot.waitUntil(roll.isVisible)
        names = [row.id for row in roll.rows]
        assert len(names) == 20
        assert all(row.is_ticked for row in roll.rows)

        door.keyboard.type("2b5k"[:absent])
        missing = {names[index] for index in (1, 10, 4, 19)[:absent]}
        door.keyboard.enter()
        qtbot.waitUntil(lambda: door.band.word == f"{20 - absent} als anwesend eingetragen")
        inside = door.inside("forum1")
        measured("H10", f"{absent} keys untick {absent}, 2 more open and record")
        assert inside == set(names) - missing

        door.keyboard.press(Qt.Key.Key_F6)
        qtbot.waitUntil(lambda: not door.inside("forum1"))


def test_h12_another_room_in_two_keys_and_every_scan_where_it_was_read(qtbot, tmp_path, measured):
    """A scan that still waits for the disk is booked to the room where it was read."""
    guests = {"before": {"forum1": "booked"}, "after": {"late": "booked"}}
    with window_at(tmp_path, "forum1", guests=guests) as door:
        qtbot.waitUntil(lambda: door.is_at("forum1"), timeout=READY_MS)
        gate, accept = threading.Event(), door.desk.accept

        def slow(*texts, **more):
            gate.wait(60)
            return accept(*texts, **more)

        door.desk.accept = slow
        door.keyboard.scan("CODE-before")
        door.keyboard.press(Qt.Key.Key_F3)
        door.keyboard.type("2")
        qtbot.waitUntil(lambda: door.is_at("late"))
        door.keyboard.scan("CODE-after")
        gate.set()
        qtbot.waitUntil(lambda: door.band.name == "Guest after")
        inside = door.inside("forum1"), door.inside("late")

    measured("H12", "2 keys; a scan in the queue stays with its room")
    assert inside == ({"before"}, {"after"})
