"""A window on a desk in memory, and hands to work it."""

import pytest
from PySide6.QtWidgets import QWidget

from app.bootstrap.house import House
from app.bootstrap.opening import open_desk
from app.clock import ClockReading, to_ms
from app.commands.self_call import hub_calls
from app.settings import Settings, save_settings
from tests.ui.hands import STAYS_S, Keyboard
from tests.ui.memory_desk import MemoryDesk
from ui.shell import Shell
from ui.window import build


class DeskClock:
    """Shows the desk's own time; the monotonic clock is turned by hand."""

    def __init__(self, desk):
        self.desk = desk
        self.mono_ms = 0

    def read(self):
        return ClockReading("boot", self.mono_ms, to_ms(self.desk.now))


@pytest.fixture
def desk():
    desk = MemoryDesk()
    yield desk
    desk.printer_gate.set()


@pytest.fixture
def clock(desk):
    return DeskClock(desk)


@pytest.fixture
def settings():
    return Settings(sounds=False, dots_per_inch=112, clear_after_s=STAYS_S)


@pytest.fixture
def window(qtbot, desk, clock, settings):
    window = build(desk, settings, clock)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.page.header.event_name.text() != "")
    yield window
    window.leave()


@pytest.fixture
def keyboard(window):
    return Keyboard(window)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    save_settings(
        folder,
        Settings(
            sounds=False, dots_per_inch=112, clear_after_s=STAYS_S, printer=f"folder:{tmp_path}"
        ),
    )
    return folder


@pytest.fixture
def house(data):
    def furnish(workplace, settings):
        return open_desk(workplace, settings, hub_calls())

    return House(data, None, furnish)


@pytest.fixture
def shell(qtbot, house):  # noqa: ARG001 - makes the application
    shell = Shell(house, show=QWidget.show)
    shell.start()
    yield shell
    shell.close()
