"""The page of the figures: numbers to be read from afar, arrivals as bars, tables below."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QWidget

from ui import figures_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.presenters.figures_words import Chart
from ui.theme import Look
from ui.widgets.bars import ArrivalBars
from ui.widgets.figure_table import FigureTable, TableView
from ui.widgets.key_figures import KeyFigures
from ui.widgets.keys import KeyButton
from ui.widgets.legend import Legend
from ui.widgets.page_head import PageHead

_FIGURES, _CHART, _CHART_HEAD = 152, 256, 56
_MOST_TABLES = 5


class FiguresPage(DrawnPage):
    """Shows numbers, a chart and tables; knows no service.

    Signals:
        key_pressed: The name of a key.
    """

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("figures", parent)
        self._has_chart = True
        self.head = PageHead(self)
        self.figures = KeyFigures(self)
        self.title = QLabel(self)
        self.title.setObjectName("columnTitle")
        self.legend = Legend(self)
        self.bars = ArrivalBars(self)
        self.tables = [FigureTable(self) for _ in range(_MOST_TABLES)]
        self.keys = [self._new_key(name) for name in ("turn", "earlier")]
        self.head.pressed.connect(self.key_pressed)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self.setAccessibleName(language.say(texts.FIGURES))

    def show_chart(self, chart: Chart | None, words: tuple[str, str], empty: str) -> None:
        """Show the bars, or none of them; *words* are those of the two keys beside them."""
        self._has_chart = chart is not None
        for key, cap, word in zip(self.keys, ("F3", "F6"), words, strict=True):
            key.show_key(cap, word)
        if chart is not None:
            self.title.setText(chart.title)
            self.legend.show_expected(chart.expected)
            self.bars.show_bars(chart.bars, chart.marks, spoken=chart.spoken, empty=empty)
        self.arrange()

    def show_tables(self, views: Sequence[TableView]) -> None:
        """Show tables side by side."""
        for number, table in enumerate(self.tables):
            table.setVisible(number < len(views))
            if number < len(views):
                table.show_view(views[number])
        self.arrange()

    def _dress(self, look: Look) -> None:
        for part in (self.head, self.figures, self.legend, self.bars):
            part.set_look(look)
        for table in self.tables:
            table.set_look(look)
        for key in self.keys:
            key.set_look(look, look.px(12))

    def _lay(self, look: Look) -> None:
        wide = self.width()
        left, right, head = look.px(24), look.size("margin"), look.size("header")
        self.head.setGeometry(0, 0, wide, head)
        self.figures.setGeometry(0, head, wide, look.px(_FIGURES))
        self._lay_chart(look, QRect(left, head + look.px(_FIGURES), wide - left - right, 0))
        top, shown = self._table_top(look), [t for t in self.tables if t.isVisibleTo(self)]
        gap = look.px(32)
        room = wide - left - right - gap * (len(shown) - 1)
        # The first of three tells of rooms and has more to say than the others.
        parts = (36, 34, 30) if len(shown) == 3 else (1,) * len(shown)  # noqa: PLR2004 - so many
        x = left
        for table, part in zip(shown, parts, strict=True):
            each = room * part // sum(parts)
            table.setGeometry(x, top + look.px(4), each, self.height() - top - look.px(12))
            x += each + gap
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        top = self._table_top(look)
        if self._has_chart:
            painter.fillRect(0, top - 1, self.width(), 1, look.colour("hair"))
        shown = [table for table in self.tables if table.isVisibleTo(self)]
        for table in shown[1:]:
            painter.fillRect(
                table.x() - look.px(16), top, 1, self.height() - top, look.colour("hair")
            )

    def _table_top(self, look: Look) -> int:
        chart = look.px(_CHART) if self._has_chart else 0
        return look.size("header") + look.px(_FIGURES) + chart

    def _lay_chart(self, look: Look, box: QRect) -> None:
        """Place title, keys, legend and bars; *box* says where they begin."""
        for part in (self.title, self.legend, self.bars, *self.keys):
            part.setVisible(self._has_chart)
        tall = look.target(40)
        head = max(look.px(_CHART_HEAD), tall + look.px(8))
        middle = box.y() + head // 2
        title = self.title.sizeHint()
        self.title.setGeometry(box.x(), middle - title.height() // 2, title.width(), title.height())
        x = box.x() + title.width() + look.px(16)
        for key in self.keys:
            hint = key.sizeHint().width()
            key.setGeometry(x, middle - tall // 2, hint, tall)
            x += hint + look.px(8)
        self.legend.setGeometry(x, middle - tall // 2, box.right() - x, tall)
        rest = look.px(_CHART) - head - look.px(8)
        self.bars.setGeometry(box.x(), box.y() + head, box.width(), rest)

    def _new_key(self, name: str) -> KeyButton:
        key = KeyButton("solution", self)
        key.setProperty("rank", "head")
        key.clicked.connect(lambda: self.key_pressed.emit(name))
        return key
