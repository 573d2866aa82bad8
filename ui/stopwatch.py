"""How long it takes from the last key of a scan until its answer is painted, unseen by anybody."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from app.settings import Settings
from ui.desk import Desk
from ui.window import Window, build

KEY_PACE_MS = 4
"""What the time stamps of a measured scanner are apart."""

_PAUSE_MS = 1_000
_PATIENCE_MS = 30_000


@dataclass(frozen=True, slots=True)
class Laps:
    """Milliseconds of each scan, from its Enter to the painted answer.

    ``bare_ms`` is the same for a widget that does nothing but paint; ``cpu_ms`` what the whole
    process computed for a scan, its painting and the clearing of the page included.
    """

    answer_ms: list[float]
    bare_ms: list[float]
    cpu_ms: float


class _Bare(QWidget):
    """Changes its colour with each key."""

    def __init__(self) -> None:
        super().__init__()
        self._hue = 0

    def keyPressEvent(self, _event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Want to be painted anew."""
        self._hue = (self._hue + 1) % 360
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill everything."""
        QPainter(self).fillRect(self.rect(), QColor.fromHsv(self._hue, 255, 255))


BETWEEN_MS = 300
"""From one measured scan to the next: faster than any desk, and the badge before is drawn."""


class Painted(QObject):
    """Ends a loop of events as soon as *widget* was painted and *holds* is true."""

    def __init__(self, widget: QWidget, holds: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._holds = holds
        self._loop = QEventLoop()
        self.at_ns = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice a paint event; what is posted now comes after it."""
        if event.type() is QEvent.Type.Paint and not self.at_ns and self._holds():
            QTimer.singleShot(0, self._end)
        return False

    def wait(self) -> float:
        """Return the moment in ns at which it was painted.

        Raises:
            TimeoutError: it never was.
        """
        QTimer.singleShot(_PATIENCE_MS, self._loop.quit)
        self._loop.exec()
        self.deleteLater()
        if not self.at_ns:
            message = f"{self.parent()} was not painted"
            raise TimeoutError(message)
        return self.at_ns

    def _end(self) -> None:
        self.at_ns = self.at_ns or time.perf_counter_ns()
        self._loop.quit()


class Scanner:
    """Types into a window as a scanner does, without waiting."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._at_ms = _PAUSE_MS

    def type(self, text: str) -> None:
        """Type a code without its Enter."""
        self._at_ms += _PAUSE_MS
        for sign in text:
            self._press(Qt.Key(ord(sign.upper())), sign)

    def enter(self) -> None:
        """Type the Enter that ends a code."""
        self._press(Qt.Key.Key_Return, "\r")

    def _press(self, key: Qt.Key, text: str) -> None:
        self._at_ms += KEY_PACE_MS
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(self._at_ms)
        QApplication.sendEvent(QApplication.focusWidget() or self._window, event)


def laps(desk: Desk, settings: Settings, codes: Sequence[str]) -> Laps:
    """Scan *codes* one after the other in a window that nobody sees.

    Without a QApplication one is made that needs no screen.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication.instance() or QApplication([])
    window = build(desk, settings)
    try:
        open_unseen(window)
        begun_ns = time.process_time_ns()
        scanner, answers = Scanner(window), []
        for code in codes:
            _pause(window)
            answers.append(scan_lap(window, scanner, code))
        cpu_ms = (time.process_time_ns() - begun_ns) / 1e6 / len(codes)
    finally:
        window.close()
    bare = _Bare()
    bare.resize(window.size())
    try:
        open_unseen(bare)
        bares = [_bare_lap(bare, Scanner(bare)) for _ in codes]
    finally:
        bare.close()
    application.processEvents()
    return Laps(answers, bares, cpu_ms)


def search_laps(desk: Desk, settings: Settings, texts: Sequence[str]) -> list[float]:
    """Return milliseconds from each text in the search box to its painted answer.

    The window is one that nobody sees, and there must be a QApplication already.
    """
    window = build(desk, settings)
    try:
        open_unseen(window)
        window.operation.open_search()
        return [search_lap(window, text) for text in texts]
    finally:
        window.close()


def search_lap(window: Window, text: str) -> float:
    """Return milliseconds from *text* in the open search to its painted answer."""
    overlay = window.page.search
    answers: list[bool] = []
    hits = overlay.findChildren(QListView, "hits")[0].model()

    def take() -> None:
        answers.append(True)

    hits.modelReset.connect(take)
    painted = Painted(overlay, lambda: bool(answers))
    begun_ns = time.perf_counter_ns()
    overlay.field.setText(text)
    overlay.typed.emit(text)
    lap_ms = (painted.wait() - begun_ns) / 1e6
    hits.modelReset.disconnect(take)
    return lap_ms


def scan_lap(window: Window, scanner: Scanner, code: str) -> float:
    """Return milliseconds from the Enter of a scan to its painted answer; clear the page."""
    scanner.type(code)
    plate = window.page.plate
    painted = Painted(plate, lambda: plate.view.verdict != "idle")
    begun_ns = time.perf_counter_ns()
    scanner.enter()
    lap_ms = (painted.wait() - begun_ns) / 1e6
    cleared = Painted(plate, lambda: plate.view.verdict == "idle")
    window.operation.do("close")
    cleared.wait()
    return lap_ms


def _pause(window: QWidget) -> None:
    """Let the window do what is left of the scan before."""
    loop = QEventLoop(window)
    QTimer.singleShot(BETWEEN_MS, loop.quit)
    loop.exec()


def _bare_lap(bare: _Bare, scanner: Scanner) -> float:
    painted = Painted(bare, lambda: True)
    begun_ns = time.perf_counter_ns()
    scanner.enter()
    return (painted.wait() - begun_ns) / 1e6


def open_unseen(widget: QWidget) -> None:
    """Show *widget* and wait until it is painted."""
    painted = Painted(widget, lambda: True)
    widget.show()
    widget.activateWindow()
    painted.wait()
