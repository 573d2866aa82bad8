"""The window on a real station: its file, its hub, its conflicts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import create_event, open_workplace
from app.clock import SystemClock
from app.commands.self_call import hub_calls
from app.model.central import HubRole
from app.model.entry import Kind
from app.settings import Settings
from app.sync.handover import check_handover
from db.hub_memo import HubMemo, save_memo
from tests.app.journals import NOON_MS, Pen
from tests.app.network import HubHouse
from tests.ui.hands import STAYS_S, Keyboard, text, verdict
from ui.window import build

STARTS = datetime(2026, 12, 1, 16, tzinfo=UTC)
READY_MS = 90_000


@pytest.fixture
def workplace(tmp_path):
    create_event(tmp_path / "desk", "Fest", starts=STARTS, ends=STARTS + timedelta(hours=3))
    return open_workplace(tmp_path / "desk")


@pytest.fixture
def desk(workplace):
    data = workplace.file.path.parent.parent
    memo = HubMemo(database=f"sqlite:///{data}/hub/hub.db", station="hub", listening="0.0.0.0:0")
    desk = open_desk(workplace, Settings(), hub_calls())
    desk.remember_hub = lambda: save_memo(data / "hub", memo)
    yield desk
    desk.stop_background()


@pytest.fixture
def window(qtbot, desk):
    settings = Settings(
        sounds=False, dots_per_inch=112, clear_after_s=STAYS_S, prints_on_arrival=False
    )
    window = build(desk, settings, SystemClock())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.leave()


@pytest.fixture
def keyboard(window):
    return Keyboard(window)


@pytest.fixture
def twice(workplace):
    """Somebody who was let in at two doors; the second one's clock is an hour late."""
    list_, one, two = Pen("list"), Pen("one"), Pen("two")
    entries = [list_.register(name="Thị Ngọc Ánh Nguyễn")]
    for pen, behind_ms, at_ms in ((one, 0, 60_000), (two, 3_600_000, 240_000)):
        offset = {"boot": "boot", "offset_ms": NOON_MS, "rtt_ms": 4, "name": f"Tor {pen.station}"}
        entries.append(pen.write(Kind.CLOCK, None, payload=offset, wall_ms=NOON_MS - behind_ms))
        entries.append(pen.write(Kind.ARRIVED, wall_ms=NOON_MS + at_ms - behind_ms))
    workplace.journal.absorb(entries)


@pytest.mark.usefixtures("twice")
def test_a_double_admission_is_asked_about_answered_and_opened_again(
    qtbot, window, keyboard, workplace
):
    qtbot.waitUntil(lambda: text(window, "latestHint") == "1 zu klären")
    keyboard.press(Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: text(window, "asked") == "War es dieselbe Person?")
    cards = [card.accessibleName() for card in window.organiser.questions.cards]
    assert ["Tor one" in cards[0], "Tor two" in cards[1]] == [True, True]
    assert all("Thị Ngọc Ánh Nguyễn" in card for card in cards)

    keyboard.type("1")
    qtbot.waitUntil(lambda: text(window, "asked") == "Es gibt nichts zu klären.")
    (conflict,) = workplace.journal.conflicts()
    assert conflict.resolution == "same"

    keyboard.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: text(window, "asked") == "War es dieselbe Person?")
    (conflict,) = workplace.journal.conflicts()
    assert conflict.is_open


def test_a_station_whose_hub_is_gone_hands_its_entries_over(
    qtbot, window, keyboard, desk, workplace, tmp_path
):
    workplace.journal.absorb([Pen("list").register()])
    house = HubHouse(tmp_path / "house")
    house.start()
    try:
        desk.hub.join(str(house.invite("Eingang 1")))
        qtbot.waitUntil(lambda: desk.hub.sight().is_running, timeout=READY_MS)
    finally:
        house.close()
    keyboard.scan("CODE-r1")
    qtbot.waitUntil(lambda: verdict(window) == "welcome")
    assert desk.hub.sight().unsent > 0

    window.close()
    sheet = window.findChild(QWidget, "leaving")
    qtbot.waitUntil(lambda: text(sheet, "panelTitle") == "Noch ist nicht alles gesendet")
    keyboard.type("1")

    title = "Die Übergabe-Datei ist geschrieben"
    qtbot.waitUntil(lambda: text(sheet, "panelTitle") == title, timeout=READY_MS)
    path = Path(sheet.view.rows[0][1])
    assert check_handover(path, text(sheet, "figureText")).entries > 0
    keyboard.type("3")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_one_key_makes_this_laptop_the_hub_and_it_closes_with_the_window(
    qtbot, window, keyboard, desk
):
    desk.hub.start()
    window.places.open_organiser("hub")
    page = window.organiser.hub
    qtbot.waitUntil(lambda: text(page, "panelTitle") == "Dieser Laptop als Zentrale")
    desk.remember_hub()
    desk.hub.make_hub()
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1, timeout=READY_MS)

    keyboard.press(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: text(page, "panelTitle") == "Station aufnehmen")
    keyboard.type("Eingang 2")
    keyboard.enter()
    qtbot.waitUntil(lambda: text(page, "panelTitle") == "Eingang 2", timeout=READY_MS)
    assert text(page, "codeText").startswith("EV1:")

    qtbot.waitUntil(lambda: desk.hub.sight().unsent == 0, timeout=READY_MS)
    assert window.close()
    desk.hub.stop()
    sight = desk.hub.sight()
    assert (sight.role, sight.is_running) == (HubRole.OWN, False)
