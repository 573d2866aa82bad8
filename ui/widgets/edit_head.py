"""The head above the changes of a list: a tick for all of them, and what the columns are."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import Look
from ui.widgets.edit_delegate import column_starts, paint_tick, tick_box


class TickAll(QPushButton):
    """A tick as large as a finger needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tickAll")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.look: Look | None = None
        self.is_on = False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tick."""
        if self.look is None:
            return
        painter = QPainter(self)
        paint_tick(painter, self.look, tick_box(self.look, self.rect()), is_on=self.is_on)
        if self.hasFocus():
            painter.setPen(QPen(self.look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class EditHead(QWidget):
    """Names the columns; its tick stands where those of the rows stand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editHead")
        self._look: Look | None = None
        self._words: Sequence[str] = ()
        self.tick = TickAll(self)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = self.tick.look = look
        self._arrange()
        self.update()

    def show_words(self, words: Sequence[str]) -> None:
        """Show what stands in the columns; with none of them only the line."""
        self._words = words
        self.update()

    def show_tick(self, *, is_shown: bool, is_on: bool) -> None:
        """Show whether all rows are ticked, where rows can be."""
        self.tick.is_on = is_on
        self.tick.setVisible(is_shown)
        self.tick.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the tick into its place."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the words and the line below them."""
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        left = look.px(24)
        painter.fillRect(
            left, self.height() - 1, self.width() - left - look.px(32), 1, look.colour("edge")
        )
        painter.setFont(look.font("label"))
        painter.setPen(look.colour("ink2"))
        for start, word in zip(column_starts(self.width(), look), self._words, strict=False):
            place = QRect(start, 0, self.width() - start, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)

    def _arrange(self) -> None:
        if self._look is not None:
            self.tick.setGeometry(0, 0, self._look.target(64), self.height())
