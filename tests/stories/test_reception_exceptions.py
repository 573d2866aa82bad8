"""Exceptions at reception: what the stories of users say, in a real window on a real station."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.badge.raster import page_texts
from app.bootstrap.rosters import import_roster
from app.model.entry import Kind
from app.model.policy import Policy
from app.model.programme import SessionKind
from app.model.role import Role
from app.model.standing import Booking, Direction, Status
from app.reports.arrivals import is_expected
from app.reports.figures import figures
from tests.app.bootstrap.desks import work_as
from tests.app.journals import Pen
from tests.app.network import HubHouse
from tests.stories.pace import allowed
from tests.stories.receptions import DAY, NOON, open_reception

CONTROL = Qt.KeyboardModifier.ControlModifier


TWO_DAYS = (("d1", NOON), ("d2", NOON + DAY))


@pytest.fixture
def reception(qtbot, tmp_path):
    with open_reception(qtbot, tmp_path) as one:
        yield one


def test_r13_a_double_read_is_one_arrival_and_later_tells_time_and_station(reception, measured):
    reception.register("anh", given="Ánh", family="Nguyễn")
    seen = []
    reception.window.operation.answered.connect(lambda scene: seen.append(scene.verdict))
    reception.keys.scan("CODE-anh")
    reception.expect("welcome")
    reception.clock.forward(9)
    reception.keys.scan("CODE-anh")
    assert reception.kinds("anh").count(Kind.ARRIVED) == 1
    assert set(seen) == {"welcome"}

    reception.clock.forward(2)
    reception.keys.scan("CODE-anh")

    reception.expect("already")
    assert reception.shown("reason").startswith("seit 13:00 Uhr")
    assert reception.kinds("anh").count(Kind.ARRIVED) == 1
    measured("R13", "the same code after 9 s: 1 arrival, no alarm; after 11 s: since when")


def test_r13_an_arrival_elsewhere_names_its_station(reception):
    pen = Pen("two")
    clock = {"boot": "boot", "offset_ms": 0, "rtt_ms": 4, "name": "Eingang Süd"}
    reception.register("anh", given="Ánh", family="Nguyễn")
    arrived = pen.write(Kind.ARRIVED, "anh"), pen.write(Kind.CLOCK, None, payload=clock)
    reception.journal.absorb(arrived)

    reception.keys.scan("CODE-anh")

    reception.expect("already")
    assert reception.shown("reason").endswith("Eingang Süd")


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Donnerstag, 3. Dezember"), ("en", "Thursday, 3 December")],
)
def test_r14_another_day_is_named_and_one_key_admits(qtbot, tmp_path, measured, language, words):
    with open_reception(qtbot, tmp_path, TWO_DAYS, door="d1", language=language) as reception:
        reception.register("wei", given="Wei", family="Zhang", bookings={"d2": "booked"})
        work_as(reception.workplace, reception.desk, Role.VOLUNTEER)
        reception.keys.scan("CODE-wei")
        reception.expect("attention", "Wei Zhang")
        assert words in reception.shown("reason")
        assert reception.standing("wei").arrived is None
        assert reception.desk.counts().arrived == 0

        reception.keys.count = 0
        reception.keys.press(Qt.Key.Key_F7)

        reception.expect("welcome", "Wei Zhang")
        assert reception.keys.count == 1
        measured("R14", f"“{words}”, admitted with 1 key")


def test_r14_where_the_policy_guards_another_day_a_volunteer_cannot_admit(qtbot, tmp_path):
    with open_reception(qtbot, tmp_path, TWO_DAYS, door="d1") as reception:
        reception.register("wei", name="Wei Zhang", bookings={"d2": "booked"})
        reception.workplace.planner.set_policy(Policy(guarded=frozenset({"wrong_day"})))
        reception.look()
        work_as(reception.workplace, reception.desk, Role.VOLUNTEER)
        reception.keys.scan("CODE-wei")
        reception.expect("attention")
        reception.keys.press(Qt.Key.Key_F7)
        reception.window.operation.do("solve")
        reception.expect("attention")

        assert reception.standing("wei").arrived is None


def test_r15_one_key_takes_the_last_action_back_with_all_it_did(reception, measured):
    workshop = reception.plan("Forum", SessionKind.WORKSHOP, capacity=3)
    for number in range(3):
        bookings = {workshop.id: "booked"}
        reception.register(f"b{number}", name=f"Gast {number}", bookings=bookings)
    reception.look()
    before = reception.desk.counts(), reception.journal.occupancy(workshop.id), numbers(reception)
    reception.keys.scan("CODE-b1")
    reception.expect("welcome")
    assert reception.desk.counts() != before[0]

    pressed = reception.keys.count
    reception.clock.forward(4 * 60)
    work_as(reception.workplace, reception.desk, Role.VOLUNTEER)
    reception.keys.press(Qt.Key.Key_F6)

    reception.until(lambda: reception.shown("word") == "Zurückgenommen")
    assert reception.keys.count - pressed == 1
    after = reception.desk.counts(), reception.journal.occupancy(workshop.id), numbers(reception)
    assert (replace(after[0], unsent=0), *after[1:]) == (replace(before[0], unsent=0), *before[1:])
    assert reception.kinds("b1") == [Kind.REGISTERED, Kind.ARRIVED, Kind.ANNULLED]
    measured("R15", "1 key, both events in the log, counters as before")


def test_r15_after_five_minutes_it_takes_an_organiser(reception):
    reception.register("anh", name="Ánh")
    reception.keys.scan("CODE-anh")
    reception.expect("welcome")
    reception.clock.forward(5 * 60 + 1)
    work_as(reception.workplace, reception.desk, Role.VOLUNTEER)
    reception.keys.press(Qt.Key.Key_F6)
    reception.until(lambda: reception.shown("word") == "Bitte die Leitung rufen")
    assert reception.standing("anh").arrived is not None

    work_as(reception.workplace, reception.desk, Role.ORGANISER)
    reception.window.operation.do("undo")
    reception.until(lambda: reception.standing("anh").arrived is None)


def numbers(reception):
    """Return what reports say, without the moment of the report."""
    return figures(reception.journal.programme(), reception.journal.standings(), counted=0)


def test_r16_a_corrected_name_is_printed_logged_and_outlives_the_list(
    reception, measured, tmp_path
):
    source = tmp_path / "list.csv"
    source.write_text("Vorname;Nachname;Code\nŁukasz;Wisniewski;L1\n", encoding="utf-8")
    import_roster(reception.workplace, source)
    reception.keys.scan("L1")
    reception.expect("welcome", "Łukasz Wisniewski")
    guest = reception.window.operation.reception.scene.guest.registration
    reception.until(lambda: len(reception.badges()) == 1)

    opened = []
    reception.window.page.sheets.changed.connect(lambda: opened.append(reception.sheet))
    reception.keys.press(Qt.Key.Key_F4)
    reception.keys.press(Qt.Key.Key_F4)
    reception.keys.press(Qt.Key.Key_Tab, "\t")
    reception.keys.type("Wiśniewski")
    reception.keys.enter()

    reception.until(lambda: len(reception.badges()) == 2)
    assert "Wiśniewski" in page_texts(reception.badges()[-1].read_bytes())[0]
    assert len({sheet for sheet in opened if sheet}) <= 2
    entries = [one for _, one in reception.journal.entries() if one.registration == guest]
    assert entries[0].get("fields")["family"] == "Wisniewski"
    assert import_roster(reception.workplace, source).changed == 0
    assert reception.standing(guest).person.name == "Łukasz Wiśniewski"
    measured("R16", f"{reception.keys.count} keys, {len({s for s in opened if s})} screens")


def test_r17_a_walk_in_offline_gets_a_badge_and_is_once_in_the_centre(
    reception, measured, tmp_path
):
    began = time.perf_counter()
    reception.keys.press(Qt.Key.Key_F3)
    reception.keys.type("Oluwaseun")
    reception.keys.enter()
    reception.expect("welcome", "Oluwaseun")
    reception.until(lambda: len(reception.badges()) == 1)
    seconds = time.perf_counter() - began
    guest = reception.window.operation.reception.scene.guest
    assert guest.code
    assert reception.desk.accept(guest.code, session=None, direction=Direction.IN).standing

    house = HubHouse(tmp_path / "house")
    house.start()
    try:
        reception.desk.hub.start()
        reception.desk.hub.join(str(house.invite("Eingang 1")))
        reception.until(lambda: reception.desk.hub.sight().unsent == 0, timeout=60_000)
        entries = house.store.entries()
        registered = [one for _, one in entries if one.kind == Kind.REGISTERED]
        assert [one.registration for one in registered] == [guest.registration]
    finally:
        house.close()
    assert seconds <= allowed(2)
    measured("R17", f"name to badge in the spool {seconds:.1f} s, once in the centre")


def test_r18_a_substitute_takes_over_and_no_seat_is_lost(reception, measured):
    workshop = reception.plan("Forum", SessionKind.WORKSHOP, capacity=5)
    for number in range(3):
        bookings = {workshop.id: "booked"}
        reception.register(
            f"b{number}", name=f"Gast {number}", organisation="Uni", bookings=bookings
        )
    reception.look()
    seats = reception.journal.occupancy(workshop.id).booked
    reception.keys.scan("CODE-b1")
    reception.expect("welcome", "Gast 1")

    reception.keys.count = 0
    reception.keys.press(Qt.Key.Key_F4)
    reception.keys.type("2")
    reception.until(lambda: reception.sheet == "substitute")
    reception.keys.type("Vera")
    reception.keys.enter()

    reception.expect("welcome", "Vera")
    coming = reception.window.operation.reception.scene.guest
    original = reception.standing("b1")
    assert (original.status, original.arrived) == (Status.SUBSTITUTED, None)
    assert coming.bookings == {workshop.id: Booking.BOOKED}
    assert reception.journal.occupancy(workshop.id).booked == seats
    total = numbers(reception)
    assert (total.registered, total.arrived) == (3, 1)
    assert "b1" not in {one.registration for one in no_shows(reception)}
    measured("R18", f"{reception.keys.count - 4} keys beside the name; seats {seats} = {seats}")


def no_shows(reception):
    """Return who was expected and did not come."""
    return [
        one for one in reception.journal.standings() if is_expected(one) and one.arrived is None
    ]
