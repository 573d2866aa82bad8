"""A small window that asks for the PIN before the list can be opened."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import PinError
from ui.language import Language, language
from ui.storage_texts import OPEN, PIN, PIN_WANTED, PIN_WRONG
from ui.texts import CANCEL

_SIZE = QSize(420, 150)


class PinWindow(QDialog):
    """Asks until the PIN opens the list or somebody gives up.

    Signals:
        opened: The PIN was right.
    """

    opened = Signal()

    def __init__(
        self, spoken: Language, unlock: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language, self._unlock = spoken, unlock
        self.setWindowTitle("Empfang")
        self._text = QLabel(spoken.say(PIN_WANTED))
        self._text.setObjectName("pinText")
        self._text.setWordWrap(True)
        self._field = QLineEdit()
        self._field.setObjectName("pin")
        self._field.setAccessibleName(spoken.say(PIN))
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        buttons = QDialogButtonBox()
        buttons.addButton(spoken.say(OPEN), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(spoken.say(CANCEL), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._try)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.resize(_SIZE)
        for part in (self._text, self._field, buttons):
            column.addWidget(part)
        self._field.setFocus()

    @Slot()
    def _try(self) -> None:
        try:
            self._unlock(self._field.text())
        except PinError:
            self._text.setText(self._language.say(PIN_WRONG))
            self._field.clear()
        else:
            self.opened.emit()
            self.accept()


def ask_pin(name: str, unlock: Callable[[str], None]) -> bool:
    """Ask until *unlock* takes a PIN; False when somebody gave up.

    Args:
        name: Of the language.
        unlock: Raises `PinError` for a wrong one.
    """
    # It lives on in Qt's own keeping; the window that follows finds it there.
    _application = QApplication.instance() or QApplication(sys.argv[:1])
    asking = PinWindow(language(name), unlock)
    is_open = asking.exec() == QDialog.DialogCode.Accepted
    asking.deleteLater()
    return is_open
