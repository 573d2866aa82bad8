"""How long a window stands still while papers are made beside it."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.reports.kinds import Kind
from app.rest import keep_what_is_loaded
from app.settings import Settings
from ui.desk import Desk
from ui.presenters.exports import ExportScene, ExportsPresenter
from ui.stopwatch import open_unseen
from ui.stopwatch_import import Heartbeat
from ui.window import build

_PATIENCE_MS = 300_000
_IDLE_MS = 1_000


def papers_still_ms(
    desk: Desk, settings: Settings, kinds: Sequence[Kind], folder: Path
) -> dict[str, float]:
    """Write papers on the page of a window that nobody sees; return its longest stop for each.

    ``idle`` is that of the same window while nothing is done. Without a QApplication one is made
    that needs no screen.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication.instance() or QApplication([])
    window = build(desk, settings)
    try:
        open_unseen(window)
        keep_what_is_loaded()  # as the program does when its window stands
        window.places.open_organiser("exports")
        application.processEvents()
        presenter = window.organising.exports.presenter
        _waited(_IDLE_MS)
        heart = Heartbeat()
        heart.start()
        _waited(_IDLE_MS)
        heart.stop()
        found = {"idle": heart.longest_ms}
        for kind in kinds:
            found[kind.value] = _still_ms(presenter, kind, folder)
    finally:
        window.close()
    return found


def _still_ms(presenter: ExportsPresenter, kind: Kind, folder: Path) -> float:
    """Return the longest pause of the window until *kind* is written.

    Raises:
        TimeoutError: it never was.
    """
    loop, heart = QEventLoop(), Heartbeat()

    def look(scene: ExportScene) -> None:
        if not scene.is_busy:
            loop.quit()

    presenter.choose(kind)
    heart.start()
    presenter.write(str(folder))
    presenter.shown.connect(look)
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    loop.exec()
    presenter.shown.disconnect(look)
    heart.stop()
    if presenter.scene.written is None:
        message = f"{kind} was not written: {presenter.scene.error}"
        raise TimeoutError(message)
    return heart.longest_ms


def _waited(duration_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()
