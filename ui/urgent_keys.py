"""Keys that work wherever somebody is typing, too."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ui.application import application
from ui.window_keys import window_action

URGENT = frozenset({"evacuation"})
"""Actions that no field may keep: on X11 Ctrl+E goes to the end of a line."""


class UrgentKeys(QObject):
    """Gives urgent keys to a *window* before the field that has the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        application().focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take an urgent key away from a field of the window."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and window_action(event) in URGENT:
            QApplication.sendEvent(self._window, event)
            return True
        return super().eventFilter(watched, event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        is_field = isinstance(now, QLineEdit | QPlainTextEdit)
        if now is not None and is_field and now.window() is self._window:
            now.installEventFilter(self)
