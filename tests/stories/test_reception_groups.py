"""Many at once, and those who are needed elsewhere: real desks, real windows, a real hub."""

import contextlib
import time

import pytest
from PySide6.QtCore import Qt

from app.clock import SystemClock
from app.commands.storm_crew import HubProcess
from app.model.call import CallReason
from app.model.entry import Kind
from app.reports.figures import figures
from tests.stories.pace import allowed
from tests.stories.reception_stage import (
    SOON_MS,
    SORTED,
    HelpDesk,
    Place,
    code,
    made_event,
    wait_until_alike,
)
from tests.ui.hands import text, verdict


@pytest.fixture
def folder(tmp_path):
    return made_event(tmp_path / "entrance")


@pytest.fixture
def place_at(qtbot):
    """Open desks; close them at the end."""
    places = []

    def at(folder, **more):
        places.append(Place(qtbot, folder, **more))
        return places[-1]

    yield at
    for place in places:
        place.close()


@pytest.fixture
def entrance(place_at, folder):
    place = place_at(folder)
    place.open()
    return place


@pytest.fixture
def two_places(tmp_path, folder, place_at):
    """The entrance and the help desk in touch with a hub of its own process, both online."""
    hub = HubProcess(tmp_path / "hub", tmp_path / "hub.log")
    hub.start()
    try:
        first = place_at(folder)
        first.desk.start_background()
        first.desk.hub.join(hub.invite("Eingang"))
        with contextlib.closing(HelpDesk(tmp_path / "help", hub.invite("Infopoint"))) as second:
            first.open()
            yield first, second
            first.close()
    finally:
        hub.stop()


def heard_within_s(qtbot, help_desk, since, reason):
    """Return how long after *since* the help desk showed a call, and the call."""
    qtbot.waitUntil(lambda: help_desk.sight.waiting == 1, timeout=SOON_MS)
    took_s = time.monotonic() - since
    (heard,) = help_desk.sight.calls
    assert heard.call.reason is reason
    return took_s, heard


def test_r19_a_mayor_comes_with_four_and_the_hosts_know_at_once(qtbot, two_places, measured):
    entrance, help_desk = two_places
    wait_until_alike(qtbot, two_places)
    before = entrance.desk.counts()
    since, begun_ms = time.monotonic(), SystemClock().read().wall_ms
    entrance.welcome(code("mayor"))
    took_s, heard = heard_within_s(qtbot, help_desk, since, CallReason.VIP)

    entrance.keyboard.keys = 0
    entrance.keyboard.with_control(4)
    entrance.wait_for_sheet("companions")
    entrance.keyboard.type("4")
    entrance.keyboard.enter()
    qtbot.waitUntil(lambda: entrance.desk.counts().headcount == before.headcount + 5)

    after = entrance.desk.counts()
    names = [one for one in entrance.journal.standings() if one.arrived]
    assert [one.registration for one in names] == ["mayor"]
    assert (after.arrived - before.arrived, after.counted - before.counted) == (1, 4)
    assert heard.call.registration == "mayor"
    keys = entrance.keyboard.keys
    measured("R19", f"+1 name, +5 heads by {keys} keys, alert at the host after {took_s:.1f} s")
    (alert,) = entrance.entries(Kind.CALLED)
    assert alert.wall_ms - begun_ms <= allowed(1000)
    assert took_s <= allowed(2)


def test_r19_an_alert_is_written_with_the_arrival_and_undone_with_it(entrance):
    entrance.welcome(code("mayor"))
    assert len(entrance.journal.calls()) == 1

    entrance.keyboard.press(Qt.Key.Key_F6)
    entrance.wait_for_plate("Zurückgenommen")
    assert entrance.journal.calls() == []


@pytest.mark.parametrize("absent", [(), ("1", "9", "C")], ids=["all", "three missing"])
def test_r21_a_class_of_25_arrives_by_two_keys_and_one_for_each_absentee(
    qtbot, place_at, folder, measured, absent
):
    place = place_at(folder, prints=True)
    place.open()
    place.welcome(code(SORTED[0]))
    place.keyboard.keys = 0
    place.keyboard.with_control(5)
    place.wait_for_sheet("group")
    place.keyboard.type("".join(absent))
    place.keyboard.enter()
    qtbot.waitUntil(lambda: place.desk.counts().arrived == 25 - len(absent), timeout=SOON_MS)
    qtbot.waitUntil(lambda: len(printed(place)) == 25 - len(absent), timeout=SOON_MS)

    keys = place.keyboard.keys
    assert keys <= 3 + len(absent)
    missing = {SORTED[1:][{"1": 0, "9": 8, "C": 11}[cap]] for cap in absent}
    assert printed(place) == [name for name in SORTED if name not in missing]
    group = [entry for entry in place.entries(Kind.ARRIVED) if entry.get("together")]
    assert len(group) == 24 - len(absent)
    assert len({entry.get("together") for entry in group}) == 1
    measured("R21", f"{len(group) + 1} of 25 by {keys} keys, badges after DIN 5007-2")


def printed(place):
    """Return who has a badge job, in the order in which they were spooled."""
    return [job.registration for job in place.desk._print_room.jobs()]


def test_r21_one_key_takes_the_class_back(qtbot, entrance):
    entrance.welcome(code(SORTED[0]))
    entrance.keyboard.with_control(5)
    entrance.wait_for_sheet("group")
    entrance.keyboard.enter()
    qtbot.waitUntil(lambda: entrance.desk.counts().arrived == 25, timeout=SOON_MS)

    entrance.keyboard.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: entrance.desk.counts().arrived == 1, timeout=SOON_MS)
    assert text(entrance.window, "name") == "24 Gäste"


def test_r22_a_class_is_counted_without_a_word_about_anybody(qtbot, entrance, measured):
    before = {entry.id for _, entry in entrance.journal.entries()}
    entrance.keyboard.with_shift(Qt.Key.Key_F3)
    entrance.wait_for_sheet("tally")
    entrance.keyboard.press(Qt.Key.Key_Plus, "+")
    entrance.keyboard.type("25")
    entrance.keyboard.press(Qt.Key.Key_Tab, "\t")
    entrance.keyboard.type("Klasse")
    entrance.keyboard.enter()
    qtbot.waitUntil(lambda: entrance.desk.counts().counted == 26, timeout=SOON_MS)

    written = [entry for _, entry in entrance.journal.entries() if entry.id not in before]
    assert [(entry.kind, entry.registration) for entry in written] == [("counted", None)] * 2
    assert [dict(entry.payload) for entry in written] == [
        {"number": 1, "label": ""},
        {"number": 25, "label": "Klasse"},
    ]
    reported = numbers(entrance)
    assert (reported.counted, reported.headcount, reported.arrived) == (26, 26, 0)
    qtbot.waitUntil(lambda: "26 ohne Namen" in text(entrance.window, "expected"), timeout=SOON_MS)

    entrance.keyboard.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: entrance.desk.counts().counted == 1, timeout=SOON_MS)
    assert numbers(entrance).counted == 1
    measured("R22", "two numbers and a label in the journal, 26 in all reports, 1 after undo")


def numbers(place):
    journal = place.journal
    return figures(journal.programme(), journal.standings(), counted=journal.counts().counted)


def test_r28_one_key_hands_a_guest_over_to_the_help_desk(qtbot, two_places, measured):
    entrance, help_desk = two_places
    wait_until_alike(qtbot, two_places)
    entrance.keyboard.scan(code("gone"))
    qtbot.waitUntil(lambda: verdict(entrance.window) == "stop", timeout=SOON_MS)
    entrance.keyboard.keys, since = 0, time.monotonic()
    entrance.keyboard.with_control(7)
    took_s, heard = heard_within_s(qtbot, help_desk, since, CallReason.HELP)

    assert entrance.keyboard.keys == 1
    assert (heard.call.registration, heard.caller) == (
        "gone",
        entrance.workplace.file.station_name,
    )
    assert heard.call.note == "cancelled"
    help_desk.desk.crowd.take(heard.call.id)
    wait_until_alike(qtbot, two_places)
    assert entrance.journal.calls() == help_desk.journal.calls() == []
    measured("R28", f"1 key, in sight at the other desk after {took_s:.1f} s, with reason")
    assert took_s <= allowed(2)
