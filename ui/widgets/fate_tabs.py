"""Numbers that are tabs: how many people a list adds, changes, cancels, leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.theme import Look, fits

HEIGHT = 112

Stroke = tuple[tuple[float, float], ...]
_SIGNS: dict[str, tuple[str, tuple[Stroke, ...]]] = {
    "new": ("text_welcome", (((0.5, 0.1), (0.5, 0.9)), ((0.1, 0.5), (0.9, 0.5)))),
    "changed": (
        "text_already",
        (
            ((0.0, 0.3), (1.0, 0.3)),
            ((0.75, 0.05), (1.0, 0.3), (0.75, 0.55)),
            ((1.0, 0.75), (0.0, 0.75)),
            ((0.25, 0.5), (0.0, 0.75), (0.25, 1.0)),
        ),
    ),
    "cancelled": ("text_attention", (((0.05, 0.5), (0.95, 0.5)),)),
    "vanished": ("text_stop", (((0.1, 0.1), (0.9, 0.9)), ((0.9, 0.1), (0.1, 0.9)))),
}
"""By name of a tab: a colour, and strokes in a square of 1."""


@dataclass(frozen=True, slots=True)
class TabView:
    """A tab: its name, the number, and what it counts."""

    name: str
    number: str
    word: str


class FateTab(QPushButton):
    """One number with its sign and word; checked while its rows are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fateTab")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view = TabView("", "", "")
        self._look: Look | None = None
        self._word = QLabel(self)
        self._word.setObjectName("figureWords")
        self._word.setWordWrap(True)
        self._word.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._arrange()
        self.update()

    def show_view(self, view: TabView, *, is_current: bool) -> None:
        """Show a number and what it counts."""
        self.view = view
        self._word.setText(view.word)
        self.setAccessibleName(f"{view.number} {view.word}")
        self.setChecked(is_current)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the word its place."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground, number and sign."""
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), look.colour("accent_soft"))
            painter.fillRect(
                0, self.height() - look.px(4), self.width(), look.px(4), look.colour("accent")
            )
        painter.fillRect(self.width() - 1, 0, 1, self.height(), look.colour("hair"))
        left, room = look.px(24), self.width() - look.px(24 + 12 + 24 + 8)
        font = look.font("native", 600)
        while font.pixelSize() > 1 and not fits(self.view.number, font, room):
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        number = QRectF(left, look.px(12), room + look.px(8), look.px(56))
        box = painter.boundingRect(number, _MIDDLE, self.view.number)
        painter.drawText(number, _MIDDLE, self.view.number)
        self._paint_sign(painter, box.right() + look.px(16), number.center().y())
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_sign(self, painter: QPainter, left: float, middle: float) -> None:
        if self._look is None or self.view.name not in _SIGNS:
            return
        colour, strokes = _SIGNS[self.view.name]
        side = self._look.px(16)
        painter.setPen(QPen(self._look.colour(colour), max(2, self._look.px(3))))
        for stroke in strokes:
            points = [QPointF(left + x * side, middle + (y - 0.5) * side) for x, y in stroke]
            painter.drawPolyline(points)

    def _arrange(self) -> None:
        if self._look is not None:
            look = self._look
            self._word.setGeometry(
                look.px(24), look.px(62), self.width() - look.px(28), look.px(44)
            )


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class FateTabs(QWidget):
    """A row of tabs.

    Signals:
        chosen: The name of a tab.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fateTabs")
        self._look: Look | None = None
        self._tabs: list[FateTab] = []

    @property
    def tabs(self) -> list[FateTab]:
        """The tabs that are shown."""
        return self._tabs

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        for tab in self._tabs:
            tab.set_look(look)
        self._arrange()

    def show_tabs(self, views: Sequence[TabView], current: str) -> None:
        """Show the tabs, and which of them is open."""
        while len(self._tabs) > len(views):
            tab = self._tabs.pop()
            tab.hide()
            tab.deleteLater()
        while len(self._tabs) < len(views):
            self._tabs.append(self._new_tab())
        for tab, view in zip(self._tabs, views, strict=True):
            tab.show_view(view, is_current=view.name == current)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Divide the width anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairline below."""
        if self._look is not None:
            painter = QPainter(self)
            line = self._look.colour("hair")
            painter.fillRect(0, self.height() - 1, self.width(), 1, line)

    def _arrange(self) -> None:
        for number, tab in enumerate(self._tabs):
            start = self.width() * number // len(self._tabs)
            end = self.width() * (number + 1) // len(self._tabs)
            tab.setGeometry(start, 0, end - start, self.height() - 1)

    def _new_tab(self) -> FateTab:
        tab = FateTab(self)
        tab.clicked.connect(lambda: self._choose(tab))
        if self._look is not None:
            tab.set_look(self._look)
        tab.show()
        return tab

    def _choose(self, tab: FateTab) -> None:
        tab.setChecked(True)
        self.chosen.emit(tab.view.name)
