"""How long a window stands still, and a scan waits, while a list is taken in beside them."""

import contextlib
import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.model.standing import Direction
from app.settings import Settings
from ui.desk import Desk
from ui.presenters.import_scene import Stage
from ui.presenters.importing import ImportPresenter
from ui.stopwatch import open_unseen
from ui.window import build

_BEAT_MS = 2
_SCANS_APART_S = 0.05
_PATIENCE_MS = 120_000


@dataclass(frozen=True, slots=True)
class ImportLaps:
    """Milliseconds until a list could be looked through, and until it was taken in.

    ``still_ms`` is the longest time for which the window did nothing else, ``scan_ms`` what each
    scan took that was answered meanwhile.
    """

    look_ms: float
    take_ms: float
    still_ms: float
    scan_ms: list[float]


class Heartbeat(QObject):
    """Beats in the window's thread; ``longest_ms`` is the longest pause between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last_ns = 0
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Beat from now on."""
        self._last_ns = time.perf_counter_ns()
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now_ns = time.perf_counter_ns()
        self.longest_ms = max(self.longest_ms, (now_ns - self._last_ns) / 1e6 - _BEAT_MS)
        self._last_ns = now_ns


def import_laps(desk: Desk, settings: Settings, file: Path, codes: Sequence[str]) -> ImportLaps:
    """Take *file* in on the page of a window that nobody sees, and scan *codes* meanwhile.

    Without a QApplication one is made that needs no screen.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication.instance() or QApplication([])
    window, heart = build(desk, settings), Heartbeat()
    try:
        open_unseen(window)
        window.places.open_organiser("import")
        application.processEvents()
        presenter = window.organising.importing.presenter
        heart.start()
        look_ms = _timed_ms(lambda: presenter.look_at(file), presenter, Stage.REVIEW)
        with _scans(desk, codes) as scan_ms:
            take_ms = _timed_ms(presenter.take, presenter, Stage.DONE)
        heart.stop()
    finally:
        window.close()
    return ImportLaps(look_ms, take_ms, heart.longest_ms, scan_ms)


def _timed_ms(begin: Callable[[], object], presenter: ImportPresenter, stage: Stage) -> float:
    """Begin something and let the window go on until the page stands at *stage*.

    Raises:
        TimeoutError: it never does.
    """
    loop, begun_ns = QEventLoop(), time.perf_counter_ns()

    def look() -> None:
        if presenter.scene.stage is stage:
            loop.quit()

    presenter.shown.connect(look)
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    begin()
    loop.exec()
    presenter.shown.disconnect(look)
    if presenter.scene.stage is not stage:
        message = f"the page stands at {presenter.scene.stage}, not at {stage}"
        raise TimeoutError(message)
    return (time.perf_counter_ns() - begun_ns) / 1e6


@contextlib.contextmanager
def _scans(desk: Desk, codes: Sequence[str]) -> Iterator[list[float]]:
    """Scan one code after the other in a thread of its own until the block ends."""
    times_ms: list[float] = []
    is_over = threading.Event()

    def scan() -> None:
        for code in itertools.cycle(codes):
            begun_ns = time.perf_counter_ns()
            desk.accept(code, session=None, direction=Direction.IN)
            times_ms.append((time.perf_counter_ns() - begun_ns) / 1e6)
            if is_over.wait(_SCANS_APART_S):
                return

    thread = threading.Thread(target=scan, name="scans beside a list")
    if codes:
        thread.start()
    try:
        yield times_ms
    finally:
        is_over.set()
        if codes:
            thread.join()
