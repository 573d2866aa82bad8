"""A sheet in place of the right column: a title and one task; the scanner stays alive."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import Look


@runtime_checkable
class Content(Protocol):
    """A widget that follows the look."""

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        ...


@runtime_checkable
class Wide(Protocol):
    """A widget whose sheet is as wide as it wants."""

    def width_in(self, look: Look) -> int:
        """Return the width of the sheet."""
        ...


class Sheet(QFrame):
    """Shows one *content* widget under a title."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.content = content
        self._look: Look | None = None
        self._title, self._escape = QLabel(self), QLabel("Esc", self)
        self._title.setObjectName("sheetTitle")
        self._escape.setObjectName("keyCap")
        self._escape.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._escape)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(content, 1)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        margin = look.size("margin")
        self._column.setContentsMargins(2, 0, 0, 0)
        self._head.setContentsMargins(margin, 0, margin, 0)
        self._escape.setFixedSize(look.px(44), look.px(32))
        self._title.setFixedHeight(look.size("header"))
        if isinstance(self.content, Content):
            self.content.set_look(look)
        self.update()

    def set_title(self, title: str) -> None:
        """Show *title* at the top."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairline below the title."""
        super().paintEvent(event)
        if self._look is not None:
            painter = QPainter(self)
            painter.setPen(self._look.colour("hair"))
            y = self._look.size("header")
            painter.drawLine(2, y, self.width(), y)
