"""A day at a window that nobody sees: one action after the other, as fast as they are answered."""

import os
from collections import deque
from types import TracebackType

from PySide6.QtWidgets import QApplication

from app.clock import ClockReading
from app.settings import Settings
from ui.desk import Desk
from ui.stopwatch import Painted, Scanner, open_unseen, scan_lap, search_lap
from ui.window import build

_LATELY = 20
"""Codes that are not scanned again at once: a double read is no action."""


class DayClock:
    """A clock that an action moves on."""

    def __init__(self, start_ms: int, pace_s: float) -> None:
        self._now_ms, self._pace_ms = float(start_ms), pace_s * 1000
        self._start_ms = start_ms

    def forward(self) -> None:
        """Let as much time pass as an action takes."""
        self._now_ms += self._pace_ms

    def read(self) -> ClockReading:
        """Return the simulated time."""
        now_ms = round(self._now_ms)
        return ClockReading("day", now_ms - self._start_ms, now_ms)


class Day:
    """Works one window. Without a QApplication one is made that needs no screen."""

    def __init__(self, desk: Desk, settings: Settings, clock: DayClock) -> None:
        if QApplication.instance() is None:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        self._application = QApplication.instance() or QApplication([])
        self._clock = clock
        self._window = build(desk, settings, clock)
        self._scanner = Scanner(self._window)
        self._lately: deque[str] = deque(maxlen=_LATELY)

    def __enter__(self) -> "Day":
        open_unseen(self._window)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._window.leave()
        self._application.processEvents()

    def scan(self, code: str) -> float | None:
        """Return the milliseconds of a scan; None for a code that was scanned just now."""
        self._clock.forward()
        if code in self._lately:
            return None
        self._lately.append(code)
        return scan_lap(self._window, self._scanner, code)

    def search(self, text: str) -> float:
        """Return the milliseconds of a search, which is closed again."""
        self._clock.forward()
        self._window.operation.open_search()
        taken_ms = search_lap(self._window, text)
        self._window.operation.do("close")
        return taken_ms

    def open_panel(self, name: str) -> None:
        """Open a panel, paint it and close it."""
        self._clock.forward()
        painted = Painted(self._window.page.sheets, lambda: True)
        self._window.operation.do(name)
        painted.wait()
        self._window.operation.do("close")

    def undo(self) -> None:
        """Take the last action back and see it said."""
        self._clock.forward()
        plate = self._window.page.plate
        before = plate.view
        painted = Painted(plate, lambda: plate.view != before)
        self._window.operation.do("undo")
        painted.wait()
        self._window.operation.do("close")
        self._application.processEvents()
