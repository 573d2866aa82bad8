"""A sign with a sentence beside it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme import Look
from ui.widgets.sign import paint_sign


class StatusLine(QWidget):
    """Says how something stands: ``welcome``, ``attention`` or ``stop``, and in words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look: Look | None = None
        self._sign = ""
        self._words = QLabel(self)
        self._words.setObjectName("statusWords")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def height_in(self, width: int) -> int:
        """Return the height that the sentence needs in that width."""
        edges = self._row.contentsMargins()
        inner = width - edges.left() - edges.right()
        return self._words.heightForWidth(inner) + edges.top() + edges.bottom()

    def width_of_line(self) -> int:
        """Return the width in which the sentence needs one line."""
        edges = self._row.contentsMargins()
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        return words + edges.left() + edges.right() + 2

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._row.setContentsMargins(look.px(36), look.px(2), 0, look.px(2))
        self.setMinimumHeight(look.px(28))
        self.update()

    def show_status(self, sign: str, text: str) -> None:
        """Show a sign and a sentence; an empty sentence shows nothing."""
        self._sign = sign if text else ""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the sign."""
        super().paintEvent(event)
        if self._look is not None and self._sign:
            side = self._look.px(24)
            colour = self._look.colour(f"text_{self._sign}")
            box = QRectF(0, self._look.px(2), side, side)
            paint_sign(QPainter(self), self._sign, box, colour, self._look.colour("ground"))
