"""Trying the scanner out: a code to scan, what it told, and the serial ports to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.badge.qr import qr_matrix
from ui.theme import Look

_CODE_SIDE = 300
_SMALLEST_MODULE = 2
_QUIET = 4


class ScannerCheck(QWidget):
    """Shows a code, lines of words and a choice of ports.

    Signals:
        chosen: The identity of the port that was chosen, empty for none.
    """

    chosen = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scannerCheck")
        self._picture = _picture(text)
        self._look: Look | None = None
        self._code, self._hint, self._findings, self._serial, self._title = (
            self._label(name) for name in ("code", "helpText", "findings", "serial", "portsTitle")
        )
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._ports = QVBoxLayout()
        self._column = QVBoxLayout(self)
        for label in (self._hint, self._code, self._findings, self._title):
            self._column.addWidget(label)
        self._column.addLayout(self._ports)
        self._column.addWidget(self._serial)
        self._column.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        self._look = look
        margin = look.size("margin")
        self._column.setContentsMargins(margin, look.px(16), margin, look.px(16))
        self._column.setSpacing(look.px(12))
        self._ports.setSpacing(look.px(8))
        self._fit_code()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make the code as large as the words leave room for."""
        super().resizeEvent(event)
        self._fit_code()

    def show_words(self, hint: str, code_name: str, findings: Sequence[str]) -> None:
        """Show what to do, and what the code told, a line each."""
        self._hint.setText(hint)
        self._code.setAccessibleName(code_name)
        self._findings.setText("\n".join(findings))
        self._findings.setVisible(bool(findings))
        self._fit_code()

    def show_ports(
        self, title: str, ports: Sequence[tuple[str, str]], chosen: str, state: str
    ) -> None:
        """Show rows of (identity, name) to choose from, and how the *chosen* one is doing."""
        for button in self.findChildren(QPushButton, "choice"):
            button.setParent(None)
            button.deleteLater()
        for identity, name in ports:
            self._ports.addWidget(self._port(identity, name, is_chosen=identity == chosen))
        self._title.setText(title)
        self._title.setVisible(bool(ports))
        self._serial.setText(state)
        self._serial.setVisible(bool(state))
        self._fit_code()

    def _fit_code(self) -> None:
        """Scale the code to whole dots a module: a scanner wants sharp edges on a screen."""
        if self._look is None:
            return
        modules = self._picture.width()
        self._code.setPixmap(QPixmap())
        words = self._column.heightForWidth(self.width())
        room = min(self._look.px(_CODE_SIDE), self.height() - words, self.width())
        times = max(_SMALLEST_MODULE, room // modules)
        self._code.setPixmap(QPixmap.fromImage(self._picture.scaledToWidth(modules * times)))

    def _port(self, identity: str, name: str, *, is_chosen: bool) -> QPushButton:
        button = QPushButton(name, self)
        button.setObjectName("choice")
        button.setAccessibleName(name)
        button.setCheckable(True)
        button.setChecked(is_chosen)
        button.clicked.connect(lambda: self.chosen.emit(identity))
        return button

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label


def _picture(text: str) -> QImage:
    """Return the QR code of *text*, a dot a module, with the white that must lie around it."""
    matrix = qr_matrix(text)
    side = len(matrix) + 2 * _QUIET
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(matrix):
        for x, is_dark in enumerate(row):
            if is_dark:
                image.setPixelColor(x + _QUIET, y + _QUIET, Qt.GlobalColor.black)
    return image
