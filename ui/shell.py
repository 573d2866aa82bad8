"""Which window is open: that of the first start, that of the station, or practice; one at a time.

::

    first start ──done──▶ station (with its self-test) ◀──▶ practice
        │                    └─ after a fall: the same place on a fresh desk
        └──────────────── practice ──▶ first start

A window is never turned from one desk to another: it is put away and another is built. Desks are
opened and closed here too; that of the station stays open, and in touch, during practice.
"""

import sys
from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QLoggingCategory, QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import Clock
from app.rest import keep_what_is_loaded
from app.settings import Settings
from ui.application import application
from ui.desk import Desk
from ui.first_window import FirstWindow
from ui.house import House
from ui.mishaps import Mishaps
from ui.window import Window, build
from ui.workers.dead_keys import do_without_input_method
from ui.workers.lane import Lane
from ui.workers.task import Task

_FELL = 70
"""Exit status of a bug, as on the command line."""


class Shell(QObject):
    """Opens, switches and closes windows.

    Args:
        house: What is behind the windows.
        clock: Tells the time; None for the machine's own.
        show: Brings a window into sight.
    """

    def __init__(
        self,
        house: House,
        clock: Clock | None = None,
        show: Callable[[QWidget], None] = QWidget.showMaximized,
    ) -> None:
        super().__init__()
        self._house, self._clock, self._show = house, clock, show
        self.window: Window | FirstWindow | None = None
        self._desk: Desk | None = None
        self._practice: Desk | None = None
        self._is_switching = False
        self._lane = Lane("practice", self)
        self.mishaps = Mishaps(lambda: self._place)
        self.mishaps.happened.connect(self._tell_fall)
        self._place = ""

    def start(self) -> None:
        """Open the first window; one that fell comes back at the same place.

        Raises:
            EmpfangError: the event cannot be opened, or a choice is needed.
        """
        self.mishaps.install()
        place = self._house.place
        if self._house.has_event():
            self._open_station()
            self._go(place)
        else:
            self._open_first()

    def close(self) -> None:
        """Put everything away; the place is forgotten, because this is a proper end."""
        self.mishaps.uninstall()
        self._lane.close()
        self._put_window_away()
        for desk in (self._practice, self._desk):
            if desk is not None:
                self._house.close(desk)
        self._practice = self._desk = None
        self._house.keep_place("")

    def _open_first(self) -> None:
        window = FirstWindow(self._house.first, self._house.settings)
        window.closed.connect(QApplication.quit)
        window.done.connect(lambda: self._open_station(is_new=True))
        window.practice_wanted.connect(self._toggle_practice)
        window.restart_wanted.connect(self._restart)
        self._take(window)

    def _open_station(self, *, is_new: bool = False) -> None:
        if self._desk is None:
            self._desk = self._house.open()
        window = self._open(self._desk, self._house.settings, is_practice=False)
        window.settings_changed.connect(self._house.keep)
        window.place_changed.connect(self._keep_place)
        if is_new:
            window.do("self_test")

    def _open_practice(self, desk: Desk) -> None:
        self._practice, self._is_switching = desk, False
        if self._desk is not None:  # nobody watches meanwhile that it locks by itself
            self._desk.roles.lock()
        was_first = isinstance(self.window, FirstWindow)
        window = self._open(desk, self._house.settings, is_practice=True)
        window.settings_changed.connect(self._keep_look)
        if was_first:
            window.do("self_test")

    def _open(self, desk: Desk, settings: Settings, *, is_practice: bool) -> Window:
        if is_practice:
            # Papers go nowhere and designs of the real folder are not in the other one.
            settings = structs.replace(settings, door="", design="a6")
        window = build(desk, settings, self._clock, is_practice=is_practice)
        window.practice_wanted.connect(self._toggle_practice)
        window.ended.connect(QApplication.quit)
        window.restart_wanted.connect(self._restart)
        self._take(window)
        QTimer.singleShot(0, window, lambda: window.operation.prepare(with_camera=settings.camera))
        return window

    def _toggle_practice(self) -> None:
        if self._is_switching:
            return
        if self._practice is not None:
            ended, self._practice = self._practice, None
            if self._house.has_event():
                self._open_station()
            else:
                self._open_first()
            self._lane.submit(Task(lambda: self._house.close(ended)))
            return
        self._is_switching = True
        self._lane.submit(Task(self._house.practise, self._open_practice, self._stay, self._stay))

    def _stay(self, _error: Exception) -> None:
        self._is_switching = False
        if isinstance(self.window, FirstWindow):
            self.window.presenter.stay()

    def _restart(self) -> None:
        """Close everything and open it anew, at the same place."""
        place = self._place
        self._put_window_away()
        self.mishaps.clear()
        if self._practice is not None:
            ended, self._practice = self._practice, None
            self._house.close(ended)
        elif self._desk is not None:
            ended, self._desk = self._desk, None
            self._house.close(ended)
        if self._house.has_event():
            self._open_station()
            self._go(place)
        else:
            self._open_first()

    def _go(self, place: str) -> None:
        if place and isinstance(self.window, Window):
            self.window.places.go(place)

    def _take(self, window: Window | FirstWindow) -> None:
        """Show *window* where the one before was, then put that away: one is always in sight."""
        before, self.window = self.window, window
        if before is not None and not before.isMaximized():
            window.setGeometry(QRect(before.geometry()))
            window.show()
        else:
            self._show(window)
        window.activateWindow()
        if before is not None:
            before.put_away()

    def _put_window_away(self) -> None:
        if self.window is not None:
            before, self.window = self.window, None
            before.put_away()

    def _keep_place(self, place: str) -> None:
        self._place = place
        self._house.keep_place(place)

    def _keep_look(self, shown: Settings) -> None:
        """Keep what somebody chose in practice and what is no matter of the event."""
        kept = self._house.settings
        self._house.keep(structs.replace(kept, language=shown.language, theme=shown.theme))

    def _tell_fall(self, report: str) -> None:
        if isinstance(self.window, Window):
            self.window.around.show_fall(report)
        elif self.window is not None:
            self.window.show_fall(report)
        else:  # it fell while it was started anew: whoever starts the program next comes back
            application().exit(_FELL)


def run(house: House) -> int:
    """Open a window and stay until it is closed; return the exit status."""
    # It names each optional library it does without; that is nobody's defect.
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    if not house.settings.input_method:
        do_without_input_method()
    started = QApplication.instance() or QApplication(sys.argv[:1])
    # While one window follows the other there may be none for a moment.
    application().setQuitOnLastWindowClosed(False)
    shell = Shell(house)
    try:
        shell.start()
        keep_what_is_loaded()
        return started.exec()
    finally:
        shell.close()
