"""Scanners that type: sees every key of the application before any field does."""

from collections import deque
from typing import TypeAlias

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.reading.layouts import Stroke, is_right_alt, place_table
from app.reading.wedge import Key, Ruling, Wedge
from ui.workers.dead_keys import DeadKeys

_MODIFIERS = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    )
)
_ENDS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab))

_LOOKS = 3
"""Turns of the event loop after which nothing is left of what waited when a silence ended.

When the window stood still, its timer goes off before it hears of the presses that came
meanwhile: the first look may be ahead of them, and the second in the same turn.
"""

Signature: TypeAlias = tuple[int, str, int]


class WedgeFilter(QObject):
    """Swallows whole scans wherever the focus is and lets typing through.

    Signals:
        scanned: The `Burst` of one scan.
    """

    scanned = Signal(object)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._platform = QGuiApplication.platformName()
        self._places = place_table(self._platform)
        self._wedge = Wedge()
        self._dead_keys = DeadKeys()
        self._is_right_alt_down = False
        self._held: deque[QKeyEvent] = deque()
        self._is_releasing = False
        self._passed: tuple[QObject, Signature] | None = None
        self._last_ms = 0
        self._since_last = QElapsedTimer()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._due = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self._look)
        self._looks = 0
        self._application = application
        application.installEventFilter(self)

    def close(self) -> None:
        """Stop looking at keys, for good."""
        self._due.stop()
        self._application.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Return whether this key press is kept away from *watched*."""
        if self._is_releasing or not isinstance(event, QKeyEvent):
            return False
        if is_right_alt(self._place(event)):
            self._is_right_alt_down = event.type() is QEvent.Type.KeyPress
        if event.type() is not QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        if Qt.Key(event.key()) in _MODIFIERS or self._is_on_its_way_up(watched, event):
            return False
        return self._rules_out(watched, event)

    def _rules_out(self, watched: QWidget, event: QKeyEvent) -> bool:
        if _is_command(event) and not self._has_altgr(event):
            # Control characters in a code arrive as Ctrl and a letter.
            return self._wedge.is_scanning or self._wedge.is_amid(event.timestamp())
        key = self._key(event)
        self._last_ms = key.at_ms
        self._since_last.start()
        ruling = self._wedge.press(key)
        self._obey(ruling)
        self._await_due()
        if not ruling.passes:
            if not key.repeats and not key.ends:
                self._held.append(event.clone())
            return True
        if ruling.released:
            # What was released may have moved the focus; this press goes after it.
            self._held.append(event.clone())
            self._release(1)
            return True
        self._passed = (watched, _signature(event))
        return False

    def _obey(self, ruling: Ruling) -> None:
        if ruling.burst is not None:
            leaked = ruling.burst.leaked
            self._held.clear()
            _take_back(leaked)
            self.scanned.emit(ruling.burst)
        self._release(len(ruling.released))

    def _release(self, count: int) -> None:
        """Deliver the first held presses to whoever has the focus now."""
        self._is_releasing = True
        for _ in range(min(count, len(self._held))):
            target = QApplication.focusWidget() or QApplication.activeWindow()
            event = self._held.popleft()
            if target is not None:
                self._dead_keys.deliver(target, event)
        self._is_releasing = False

    def _await_due(self) -> None:
        self._looks = 0
        due_ms = self._wedge.due_ms
        if due_ms is None:
            self._due.stop()
        else:
            self._due.start(max(0, due_ms - self._last_ms - self._since_last.elapsed()) + 1)

    def _look(self) -> None:
        """Believe in a silence only when no press was waiting to be heard of."""
        self._looks += 1
        if self._looks < _LOOKS:
            self._due.start(1)
        else:
            self._tick()

    def _tick(self) -> None:
        self._obey(self._wedge.tick(self._last_ms + self._since_last.elapsed()))
        self._await_due()

    def _is_on_its_way_up(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Whether a child of *watched* has had this very event and did not want it."""
        if self._passed is None:
            return False
        before, signature = self._passed
        if signature != _signature(event) or not isinstance(before, QWidget):
            return False
        return watched.isAncestorOf(before)

    def _key(self, event: QKeyEvent) -> Key:
        return Key(
            text=self._dead_keys.mark(event) or event.text(),
            stroke=Stroke(
                self._place(event),
                shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
                altgr=self._has_altgr(event),
            ),
            # Events that a program made carry no time.
            at_ms=event.timestamp() or self._clock.elapsed(),
            ends=Qt.Key(event.key()) in _ENDS,
            repeats=event.isAutoRepeat(),
        )

    def _place(self, event: QKeyEvent) -> int | None:
        # macOS has no scan codes; its virtual codes go by place.
        is_mac = self._platform == "cocoa"
        return self._places.get(event.nativeVirtualKey() if is_mac else event.nativeScanCode())

    def _has_altgr(self, event: QKeyEvent) -> bool:
        """Whether AltGr is down, or right Alt, which has its place on keyboards without one."""
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.GroupSwitchModifier:
            return True
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        return alt and (control or self._is_right_alt_down)


def _is_command(event: QKeyEvent) -> bool:
    """Whether Control, Alt or Meta make it a shortcut; both of the first are AltGr."""
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    return control != alt or bool(modifiers & Qt.KeyboardModifier.MetaModifier)


def _signature(event: QKeyEvent) -> Signature:
    return (event.key(), event.text(), event.timestamp())


def _take_back(count: int) -> None:
    """Remove the last characters from the field that has the focus."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        for _ in range(count):
            field.backspace()
