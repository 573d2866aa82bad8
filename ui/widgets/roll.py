"""The roll: everybody who booked, ticked; the key of a row takes the tick away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygon, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from ui.theme import Look, fits
from ui.widgets.keys import KeyButton

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""Of the rows in sight, in their order."""
_WIDEST = 300
"""Units that a column has at least."""


@dataclass(frozen=True, slots=True)
class RollRow:
    """Somebody on the roll."""

    id: str
    name: str
    is_ticked: bool = True


@dataclass(frozen=True, slots=True)
class RollWords:
    """The words around the rows; ``record`` has a gap for the count, ``page`` for two numbers."""

    title: str = ""
    how: str = ""
    record: str = ""
    page: str = ""
    next_page: str = ""
    ticked: str = ""
    not_ticked: str = ""


class RollButton(QPushButton):
    """One row: its key, a box that is ticked or not, and a name that is never cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rollRow")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._look: Look | None = None
        self._cap = ""

    def show_row(self, row: RollRow, cap: str, look: Look, words: RollWords) -> None:
        """Show *row*, which the key *cap* turns."""
        self._look, self._cap = look, cap
        self.setText(row.name)
        self.setChecked(row.is_ticked)
        state = words.ticked if row.is_ticked else words.not_ticked
        self.setAccessibleName(f"{row.name}, {state}, {cap}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a height for a finger."""
        return QSize(1, self._look.target(44) if self._look else 44)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw key, box and name."""
        if self._look is None:
            return
        look, painter, tall = self._look, QPainter(self), self.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = QRect(look.px(2), (tall - look.px(28)) // 2, look.px(32), look.px(28))
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.drawRoundedRect(cap, look.px(4), look.px(4))
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("label", 600))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._cap)
        self._paint_box(painter, QRect(look.px(44), (tall - look.px(20)) // 2, *[look.px(20)] * 2))
        self._paint_name(painter, QRect(look.px(76), 0, self.width() - look.px(84), tall))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_box(self, painter: QPainter, box: QRect) -> None:
        if self._look is None:
            return
        look = self._look
        if not self.isChecked():
            painter.setPen(QPen(look.colour("edge"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            return
        painter.fillRect(box, look.colour("ink"))
        painter.setPen(QPen(look.colour("ground"), max(2, look.px(3))))
        x, y, side = box.x(), box.y(), box.width()
        steps = ((0.2, 0.55), (0.42, 0.76), (0.8, 0.28))
        painter.drawPolyline(
            QPolygon([QPoint(x + round(a * side), y + round(b * side)) for a, b in steps])
        )

    def _paint_name(self, painter: QPainter, box: QRect) -> None:
        if self._look is None:
            return
        look, name = self._look, self.text()
        font = look.font("body", 400, name)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        wrapped = flags | Qt.TextFlag.TextWordWrap
        painter.setFont(font)
        while font.pixelSize() > 1 and not fits(name, font, box.width()):
            taken = painter.boundingRect(box, wrapped, name)
            if taken.height() <= box.height() and taken.width() <= box.width():
                break
            font.setPixelSize(font.pixelSize() - 1)
            painter.setFont(font)
        painter.setPen(look.colour("ink" if self.isChecked() else "ink2"))
        painter.drawText(box, wrapped, name)


class Roll(QFrame):
    """Rows in columns, page by page.

    Signals:
        submitted: The ids of the rows that are ticked.
    """

    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roll")
        self._look: Look | None = None
        self._words = RollWords()
        self._rows: list[RollRow] = []
        self._page = 0
        self._buttons: list[RollButton] = []
        self._title, self._how, self._paging = QLabel(self), QLabel(self), QLabel(self)
        for label, name in (
            (self._title, "columnTitle"),
            (self._how, "columnNote"),
            (self._paging, "columnNote"),
        ):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._paging.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._record = KeyButton("solution", self)
        self._record.setProperty("rank", "head")
        self._record.clicked.connect(self.submit)
        self.hide()

    @property
    def rows(self) -> tuple[RollRow, ...]:
        """Everybody on the roll."""
        return tuple(self._rows)

    @property
    def pages(self) -> int:
        """How many pages the rows take."""
        return max(1, -(-len(self._rows) // self._per_page()))

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._record.set_look(look, look.px(24))
        self._arrange()

    def show_words(self, words: RollWords) -> None:
        """Say everything in another language."""
        self._words = words
        self._arrange()

    def open_with(self, rows: Sequence[RollRow]) -> None:
        """Show *rows* from the first page on."""
        self._rows, self._page = list(rows), 0
        self.show()
        self.raise_()
        self.setFocus()
        self._arrange()

    def turn(self, key: str) -> bool:
        """Tick or untick the row of that key; return whether there is one in sight."""
        number = KEYS.find(key.casefold()) if len(key) == 1 else -1
        index = self._page * self._per_page() + number
        if number < 0 or number >= self._per_page() or index >= len(self._rows):
            return False
        row = self._rows[index]
        self._rows[index] = replace(row, is_ticked=not row.is_ticked)
        self._arrange()
        return True

    def turn_page(self, step: int) -> None:
        """Show the next page, or with -1 the one before; after the last the first."""
        self._page = (self._page + step) % self.pages
        self._arrange()

    def submit(self) -> None:
        """Say who is ticked."""
        self.submitted.emit(tuple(row.id for row in self._rows if row.is_ticked))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give all rows their places."""
        super().resizeEvent(event)
        self._arrange()

    def _shape(self) -> tuple[int, int]:
        """Return how many rows and columns there is room for."""
        if self._look is None:
            return 1, 1
        look = self._look
        down = max(1, (self.height() - look.px(72)) // look.target(44))
        across = max(1, (self.width() - 2 * look.size("margin")) // look.px(_WIDEST))
        return down, across

    def _per_page(self) -> int:
        down, across = self._shape()
        return min(len(KEYS), down * across)

    def _arrange(self) -> None:
        if self._look is None or self.isHidden():
            return
        look, margin, words = self._look, self._look.size("margin"), self._words
        ticked = sum(row.is_ticked for row in self._rows)
        self._record.show_key("⏎", words.record.format(count=ticked), is_primary=True)
        wide = max(look.px(360), self._record.sizeHint().width())
        right = self.width() - margin
        self._record.setGeometry(right - wide, look.px(8), wide, look.target(52))
        self._title.setText(words.title)
        self._how.setText(words.how)
        room = right - wide - look.px(16) - margin
        self._title.setGeometry(margin, look.px(10), room, look.px(26))
        self._how.setGeometry(margin, look.px(36), room, look.px(24))
        paged = words.page.format(page=self._page + 1, pages=self.pages) if self.pages > 1 else ""
        self._paging.setText(f"{paged} · {words.next_page}" if paged else "")
        self._paging.setGeometry(margin, look.px(10), room, look.px(26))
        self._arrange_rows(margin, look.px(68))

    def _arrange_rows(self, left: int, top: int) -> None:
        if self._look is None:
            return
        look, (down, across) = self._look, self._shape()
        page = self._rows[self._page * self._per_page() :][: self._per_page()]
        while len(self._buttons) < len(page):
            button = RollButton(self)
            button.clicked.connect(lambda _on, b=button: self.turn(KEYS[self._buttons.index(b)]))
            self._buttons.append(button)
        tall, wide = look.target(44), (self.width() - 2 * left) // across
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(page))
            if number < len(page):
                x, y = left + number // down * wide, top + number % down * tall
                button.setGeometry(x, y, wide - look.px(8), tall)
                button.show_row(page[number], KEYS[number], look, self._words)
