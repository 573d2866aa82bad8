"""The page about the central list: its stations at the left, what can be done beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QWidget

from ui import hub_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.theme import Look
from ui.widgets.page_head import PageHead
from ui.widgets.row_list import ListRow, RowList
from ui.widgets.task_panel import PanelView, TaskPanel

_LIST = 368
_ROW = 64
_FOOT = 72


class HubPage(DrawnPage):
    """Shows rows and one or two panels; knows no service.

    Signals:
        key_pressed: The name of a key.
    """

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("hub", parent)
        self.head = PageHead(self)
        self.list = RowList("stations", height=_ROW, parent=self)
        self.list.hide()
        self.panels = [TaskPanel(name, self) for name in ("firstPanel", "secondPanel")]
        self._note = QLabel(self)
        self._note.setObjectName("checkNote")
        self._note.setWordWrap(True)
        self.head.pressed.connect(self.key_pressed)
        for panel in self.panels:
            panel.pressed.connect(self.key_pressed)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self.setAccessibleName(language.say(texts.HUB))
        self.list.setAccessibleName(language.say(texts.STATIONS))
        self._note.setText(language.say(texts.RUNS_WITH_WINDOW))

    def show_list(self, rows: Sequence[ListRow], chosen: int) -> None:
        """Show the stations of the hub, nothing where this laptop is none."""
        self.list.show_rows(rows, chosen)
        if self.list.isVisibleTo(self) != bool(rows):
            self.list.setVisible(bool(rows))
            self._note.setVisible(bool(rows))
            self.arrange()

    def show_panels(self, views: Sequence[PanelView]) -> None:
        """Show one panel or two."""
        was = [panel.isVisibleTo(self) for panel in self.panels]
        for number, panel in enumerate(self.panels):
            panel.setVisible(number < len(views))
            if number < len(views):
                panel.show_view(views[number])
        if was != [panel.isVisibleTo(self) for panel in self.panels]:
            self.arrange()

    def _dress(self, look: Look) -> None:
        self.head.set_look(look)
        self.list.set_look(look)
        for panel in self.panels:
            panel.set_look(look)

    def _lay(self, look: Look) -> None:
        top, wide = look.size("header"), self.width()
        has_list = self.list.isVisibleTo(self)
        bottom = self._bottom(look)
        left, tall = look.px(_LIST) if has_list else 0, bottom - top
        both = self.panels[1].isVisibleTo(self)
        half = (wide - left) // 2 if both else wide - left
        self.head.setGeometry(0, 0, wide, top)
        self.list.setGeometry(0, top, max(0, left - 1), tall)
        # Beside no list its words begin below the page's title.
        shift = 0 if has_list else look.px(8)
        self.panels[0].setGeometry(left - shift, top, half + shift, tall)
        self.panels[1].setGeometry(left + half, top, half, tall)
        self._note.setVisible(has_list)
        self._note.setGeometry(look.px(24), bottom + 1, wide - look.px(56), look.px(_FOOT))
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.colour("hair"))
        second = self.panels[1]
        has_list = self.list.isVisibleTo(self)
        if has_list or second.isVisibleTo(self):
            x = self.panels[0].x() - 1 if has_list else second.x() - 1
            painter.drawLine(x, look.size("header"), x, self._bottom(look))
        if has_list:
            painter.drawLine(0, self._bottom(look), self.width(), self._bottom(look))

    def _bottom(self, look: Look) -> int:
        foot = look.px(_FOOT) if self.list.isVisibleTo(self) else 0
        return self.height() - foot
