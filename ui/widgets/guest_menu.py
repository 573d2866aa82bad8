"""What can be done with one guest: rows, each with a key, a word and how things stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import COMPLETE_FAMILY, Look, family_for, repolish
from ui.widgets.keys import KeyButton

_ROW = 56
"""Units that a row has where there is room."""
_ROW_OF_TWO = 72
"""Units that a row of two lines has."""


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One row; ``detail`` says how things stand, or why this cannot be done now.

    ``below`` stands in a line of its own under the word, for whoever is told apart by it.
    """

    name: str
    cap: str
    word: str
    detail: str = ""
    below: str = ""
    is_possible: bool = True


class MenuButton(KeyButton):
    """A row to press: key cap and words at the left, how things stand at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("menuRow", parent)
        self._detail, self._below = QLabel(self), QLabel(self)
        self._detail.setObjectName("menuDetail")
        self._below.setObjectName("menuDetail")
        self._detail.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for label in (self._word, self._below):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._row.removeWidget(self._word)
        self._words.addStretch(1)
        self._words.addWidget(self._word)
        self._words.addWidget(self._below)
        self._words.addStretch(1)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._detail)

    def set_look(self, look: Look, indent: int | None = None) -> None:
        """Take sizes; what is said at the right ends where the hairline ends."""
        super().set_look(look, indent)
        self._row.setContentsMargins(indent or 0, 0, 0, 0)

    def show_row(self, row: MenuRow, *, has_room: bool) -> None:
        """Show *row*, its detail only where it has room."""
        is_complete = family_for(row.word) == COMPLETE_FAMILY
        self._word.setProperty("face", "complete" if is_complete else "")
        self.show_key(row.cap, row.word)
        self._detail.setText(row.detail)
        self._detail.setVisible(bool(row.detail) and has_room)
        self._below.setText(row.below)
        self._below.setVisible(bool(row.below))
        self.setEnabled(row.is_possible)
        if self.property("possible") != row.is_possible:
            self.setProperty("possible", row.is_possible)
            repolish(self)
        spoken = (row.word, row.below, row.detail, row.cap)
        self.setAccessibleName(" ".join(part for part in spoken if part))

    def needed_height(self, width: int) -> int:
        """Return the height that all words need in that width."""
        return self._row.heightForWidth(width)


class GuestMenu(QWidget):
    """The guest's name, and below it what can be done.

    Signals:
        pressed: The name of a row that was clicked.
    """

    pressed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look: Look | None = None
        self._rows: tuple[MenuRow, ...] = ()
        self._buttons: list[MenuButton] = []
        self._name, self._origin = QLabel(self), QLabel(self)
        self._name.setObjectName("cardTitle")
        self._origin.setObjectName("columnNote")
        for label in (self._name, self._origin):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._name)
        self._column.addWidget(self._origin)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)

    @property
    def rows(self) -> tuple[MenuRow, ...]:
        """What is shown."""
        return self._rows

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        margin = look.size("margin")
        self._column.setContentsMargins(margin, look.px(16), margin, look.px(8))
        self._grid.setContentsMargins(0, look.px(12), 0, 0)
        for button in self._buttons:
            button.set_look(look, 0)
        self._arrange()

    def show_guest(self, name: str, origin: str, rows: Sequence[MenuRow]) -> None:
        """Show what can be done with whom."""
        self._name.setText(name)
        is_complete = family_for(name) == COMPLETE_FAMILY
        self._name.setProperty("face", "complete" if is_complete else "")
        self._name.style().polish(self._name)
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self._rows = tuple(rows)
        while len(self._buttons) > len(rows):
            button = self._buttons.pop()
            button.hide()
            button.deleteLater()
        while len(self._buttons) < len(rows):
            self._buttons.append(self._new_button())
        for button, row in zip(self._buttons, rows, strict=True):
            button.setProperty("action", row.name)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep every row in sight, in two columns where the window is low."""
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size that never makes the sheet wider."""
        return QSize(1, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a hairline above every row."""
        super().paintEvent(event)
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setPen(self._look.colour("hair"))
        for button in self._buttons:
            painter.drawLine(button.x(), button.y() - 1, button.geometry().right(), button.y() - 1)

    def _arrange(self) -> None:
        if self._look is None or not self._rows:
            return
        look, count = self._look, len(self._rows)
        head = self._name.heightForWidth(self.width()) + self._origin.sizeHint().height()
        room = self.height() - head - look.px(48)
        has_room = room >= count * (look.target(48) + 1) or any(row.below for row in self._rows)
        down = count if has_room else (count + 1) // 2
        tall = max(look.target(44), min(look.target(_ROW), room // max(1, down) - 1))
        inner = self.width() - 2 * look.size("margin")
        wide = inner if has_room else inner // 2
        for number, (button, row) in enumerate(zip(self._buttons, self._rows, strict=True)):
            button.show_row(row, has_room=has_room)
            least = look.target(_ROW_OF_TWO) if row.below else tall
            button.setFixedHeight(max(least, button.needed_height(wide)))
            self._grid.addWidget(button, number % down, number // down)
        self._grid.setVerticalSpacing(1)
        for column in range(2):
            self._grid.setColumnStretch(column, 0 if has_room and column else 1)
        self.update()

    def _new_button(self) -> MenuButton:
        button = MenuButton(self)
        button.clicked.connect(lambda: self.pressed.emit(str(button.property("action"))))
        if self._look is not None:
            button.set_look(self._look, 0)
        button.show()
        return button
