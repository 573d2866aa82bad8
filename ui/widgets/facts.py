"""The facts below the plate, and the one key that solves a problem."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.keys import KeyButton
from ui.widgets.sign import paint_sign


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: a key word and its value, perhaps a room, a second line, a key to press.

    ``solution`` is the word of the key F7; a primary one is the way out of a problem. ``flag``
    is a sign with its words, behind the value: something to heed.
    """

    key: str
    value: str = ""
    tile: str = ""
    second: str = ""
    solution: str = ""
    is_primary: bool = False
    is_dense: bool = False
    flag: tuple[str, str] = ("", "")


class Flag(QWidget):
    """A sign and its words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._sign, self._left = "", 0
        self._words = QLabel(self)
        self._words.setObjectName("factValue")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)

    def show_flag(self, flag: tuple[str, str], look: Look, *, is_first: bool) -> None:
        """Show *flag*, at some distance unless it stands first; nothing without words."""
        self._look = look
        self._sign, words = flag
        self._words.setText(words)
        self.setVisible(bool(words))
        self._left = 0 if is_first else look.px(32)
        self._row.setContentsMargins(self._left + look.px(36), 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the sign."""
        super().paintEvent(event)
        if self._look is not None and self._sign:
            side = self._look.px(24)
            box = QRectF(self._left, (self.height() - side) / 2, side, side)
            colours = self._look.colour("ink"), self._look.colour("ground")
            paint_sign(QPainter(self), self._sign, box, *colours)


class FactRow(QWidget):
    """Shows one `Fact`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[Fact, Look] | None = None
        self._key, self._tile, self._value, self._second = (
            self._label(name) for name in ("factKey", "tile", "factValue", "factSecond")
        )
        self._flag = Flag(self)
        first = QHBoxLayout()
        first.setSpacing(0)
        first.addWidget(self._value)
        first.addWidget(self._flag)
        first.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addLayout(first)
        texts.addWidget(self._second)
        texts.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._key)
        self._row.addWidget(self._tile)
        self._row.addLayout(texts, 1)

    def show_fact(self, fact: Fact, look: Look) -> None:
        """Show *fact* at the sizes of *look*."""
        if self._shown == (fact, look):
            return
        self._shown = (fact, look)
        for label, text in self._texts(fact):
            label.setText(text)
            label.setVisible(bool(text) or label is self._key)
        if self._value.property("dense") is not fact.is_dense:
            self._value.setProperty("dense", fact.is_dense)
            self._value.style().polish(self._value)
        self._key.setFixedWidth(look.size("axis") - look.size("margin"))
        self._tile.setFixedHeight(look.px(40))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._value.setContentsMargins(look.px(16) if fact.tile else 0, 0, 0, 0)
        self._flag.show_flag(fact.flag, look, is_first=not fact.value)
        said = (fact.tile, fact.value, fact.flag[1])
        self.setAccessibleName(f"{fact.key}: {' '.join(part for part in said if part)}")

    def _texts(self, fact: Fact) -> list[tuple[QLabel, str]]:
        texts = (fact.key, fact.tile, fact.value, fact.second)
        return list(zip((self._key, self._tile, self._value, self._second), texts, strict=True))

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


class Facts(QFrame):
    """Rows of facts; where height is short the last ones drop, the solution never does.

    Signals:
        solved: Somebody clicked the key of the solution.
    """

    solved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts")
        self._facts: tuple[Fact, ...] = ()
        self._rows = [FactRow(self) for _ in range(3)]
        self._look: Look | None = None
        self._lines: list[int] = []
        self.solution = KeyButton("solution", self)
        self.solution.clicked.connect(self.solved)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._arrange()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show at most three *facts*, the most important first."""
        self._facts = tuple(facts)[: len(self._rows)]
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the rows their new places."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw hairlines between the rows."""
        super().paintEvent(event)
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setPen(self._look.colour("hair"))
        margin = self._look.size("margin")
        for y in self._lines:
            painter.drawLine(margin, y, self.width() - margin, y)

    def _arrange(self) -> None:
        if self._look is None:
            return
        look = self._look
        shown = self._that_fit(look)
        spare = self.height() - sum(_height(fact, look) for fact in shown)
        y = max(0, min(spare // 2, look.px(10)))
        self._lines = []
        for row in self._rows[len(shown) :]:
            row.hide()
        self.solution.setVisible(any(fact.solution for fact in shown))
        for row, fact in zip(self._rows, shown, strict=False):
            height = _height(fact, look)
            self._place(row, fact, y, height)
            y += height
            if not fact.is_primary:
                self._lines.append(y - 1)
        if self._lines and shown and not shown[-1].is_primary:
            self._lines.pop()
        self.update()

    def _that_fit(self, look: Look) -> list[Fact]:
        # The last row may lose some air before it is dropped.
        room = self.height() + look.px(8)
        shown = list(self._facts)
        while len(shown) > 1 and sum(_height(fact, look) for fact in shown) > room:
            droppable = [fact for fact in shown if not fact.solution]
            shown.remove(droppable[-1])
        return shown

    def _place(self, row: FactRow, fact: Fact, y: int, height: int) -> None:
        if self._look is None:
            return
        look, margin = self._look, self._look.size("margin")
        row.show_fact(fact, look)
        row.setGeometry(margin, y, self.width() - 2 * margin, height)
        row.show()
        if fact.solution:
            self._place_solution(fact, y, height)

    def _place_solution(self, fact: Fact, y: int, height: int) -> None:
        if self._look is None:
            return
        look, left = self._look, self._look.size("axis")
        self.solution.show_key("F7", fact.solution, is_primary=fact.is_primary)
        self.solution.set_look(look, look.px(24) if fact.is_primary else None)
        full = self.width() - left - look.size("margin")
        width = full if fact.is_primary else min(full, self.solution.sizeHint().width())
        tall = look.target(64 if fact.is_primary else 48)
        self.solution.setGeometry(left, y + (height - tall) // 2, width, tall)
        self.solution.raise_()


def _height(fact: Fact, look: Look) -> int:
    if fact.second:
        return look.px(96)
    if fact.solution:
        return look.target(64) + look.px(16) if fact.is_primary else look.target(64)
    return look.px(56) if fact.is_dense else look.size("row_fact")
