"""A station at work in a window of its own process; obeys and reports lines of JSON.

    desk_process.py DATA [composing]

Every answer is a line ``{"person", "reason", "between"}``. Orders are ``{"do": KEY}``,
``{"focus": N}``, ``{"stall": N}``; each is answered by a report of what could have been
touched by keys. Stalled, the window stands still once, after the Nth key press from then on.
"""

import json
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.bootstrap.opening import open_desk
from app.bootstrap.workplace import open_workplace
from app.clock import SystemClock
from app.commands.self_call import hub_calls
from app.settings import Settings
from tests.ui.hands import focusable
from ui.window import build
from ui.workers.dead_keys import do_without_input_method

STALL_S = 0.4


class HastyClock(SystemClock):
    """Goes so fast that the same code is never a double read."""

    def read(self):
        reading = super().read()
        return replace(reading, mono_ms=reading.mono_ms * 10_000)


def say(line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def tell(answer):
    person = answer.standing and answer.standing.registration
    between = sorted(person.registration for person in answer.between)
    say({"person": person, "reason": answer.reason, "between": between})


class Stall(QObject):
    """Lets the window stand still once, amid the presses of a scan."""

    def __init__(self, parent, count):
        super().__init__(parent)
        self._count = count
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.KeyPress and watched.isWidgetType():
            self._count -= 1
            if self._count == 0:
                QTimer.singleShot(0, lambda: time.sleep(STALL_S))
        return False


class Orders(QObject):
    """Carries lines from the reading thread into the window's."""

    read = Signal(dict)

    def __init__(self, window):
        super().__init__(window)
        self._window = window
        self._clicks = 0
        self._watch()
        self.read.connect(self._obey)
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self):
        for line in sys.stdin:
            self.read.emit(json.loads(line))
        self.read.emit({"close": True})

    def _watch(self):
        """Count the clicks of every button, of those too that were made since."""
        for button in self._window.findChildren(QPushButton):
            if not button.property("counted"):
                button.setProperty("counted", "yes")
                button.clicked.connect(self._count)

    @Slot()
    def _count(self):
        self._clicks += 1

    @Slot(dict)
    def _obey(self, order):
        window = self._window
        if "close" in order:
            window.close()
            return
        if "do" in order:
            window.operation.do(order["do"])
        if "stall" in order:
            Stall(window, order["stall"])
        self._watch()
        places, found = focusable(window), window.findChild(QLabel, "findings")
        if "focus" in order:
            places[order["focus"]].setFocus()
        say(
            {
                "active": window.isActiveWindow(),
                "clicks": self._clicks,
                "fields": {f.objectName(): f.text() for f in window.findChildren(QLineEdit)},
                "findings": found.text() if found is not None else "",
                "focusable": len(places),
                "sheet": window.page.sheets.open_sheet,
                "theme": window.theme,
                "plate": window.page.plate.view.verdict,
            }
        )


def main(data, *options):
    if "composing" not in options:
        do_without_input_method()
    settings = Settings(prints_on_arrival=False, sounds=False, clear_after_s=3600)
    desk = open_desk(open_workplace(Path(data)), settings, hub_calls(), on_answer=tell)
    application = QApplication([])
    window = build(desk, settings, HastyClock())
    window.show()
    window.activateWindow()
    orders = Orders(window)
    say({"ready": True})
    application.exec()
    orders.deleteLater()
    desk.stop_background()


main(*sys.argv[1:])
