"""Dead keys without an input method, which would swallow those of a scan.

On Linux Qt's own composition takes a dead key and the key after it away before anybody sees
them: ``=Z`` of a scanner on a German computer becomes ``Ź``. So the program does without it and
composes what people type here, after it was told from a scan.
"""

import os
import sys
import unicodedata

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from app.reading.layouts import with_mark

_VARIABLE = "QT_IM_MODULE"
_LIST_VARIABLE = "QT_IM_MODULES"
_NONE = "none"

_MARKS = {
    Qt.Key.Key_Dead_Grave: "\u0300",
    Qt.Key.Key_Dead_Acute: "\u0301",
    Qt.Key.Key_Dead_Circumflex: "\u0302",
    Qt.Key.Key_Dead_Tilde: "\u0303",
    Qt.Key.Key_Dead_Macron: "\u0304",
    Qt.Key.Key_Dead_Breve: "\u0306",
    Qt.Key.Key_Dead_Abovedot: "\u0307",
    Qt.Key.Key_Dead_Diaeresis: "\u0308",
    Qt.Key.Key_Dead_Abovering: "\u030a",
    Qt.Key.Key_Dead_Doubleacute: "\u030b",
    Qt.Key.Key_Dead_Caron: "\u030c",
    Qt.Key.Key_Dead_Cedilla: "\u0327",
    Qt.Key.Key_Dead_Ogonek: "\u0328",
}


def do_without_input_method() -> None:
    """Let every key press come through on Linux; call before there is a QApplication.

    Input methods for Chinese, Japanese or Korean and the Compose key are off with it.
    """
    if sys.platform.startswith("linux"):
        os.environ.pop(_LIST_VARIABLE, None)
        os.environ[_VARIABLE] = _NONE


class DeadKeys:
    """Delivers typed keys; a dead key waits for the letter that it belongs to."""

    def __init__(self) -> None:
        self._is_needed = os.environ.get(_VARIABLE) == _NONE
        self._mark = ""

    def mark(self, event: QKeyEvent) -> str:
        """Return the combining mark that a dead key puts on the next letter, else nothing.

        Where the system composes by itself, the next letter has it already.
        """
        return _MARKS.get(Qt.Key(event.key()), "") if self._is_needed else ""

    def deliver(self, target: QObject, event: QKeyEvent) -> None:
        """Send *event* to *target*, composed with a dead key before it."""
        if not self._is_needed or not isinstance(target, QLineEdit):
            self._mark = ""
            QApplication.sendEvent(target, event)
            return
        mark, self._mark = self._mark, self.mark(event)
        if self._mark and not mark:
            return
        if not mark or not event.text().isprintable():
            QApplication.sendEvent(target, event)
            return
        QApplication.sendEvent(target, _composed(event, mark))


def _composed(event: QKeyEvent, mark: str) -> QKeyEvent:
    text = unicodedata.normalize("NFC", with_mark(event.text() or " ", mark))
    return QKeyEvent(event.type(), event.key(), event.modifiers(), text)
