"""The page on people's rights: a search and what there is at the left, one panel beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from ui import privacy_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.theme import Look
from ui.widgets.page_head import PageHead
from ui.widgets.row_list import ListRow, RowList
from ui.widgets.task_panel import PanelView, TaskPanel

_LIST, _ROW, _FIELD = 368, 64, 48


class PrivacyPage(DrawnPage):
    """Shows rows and a panel; knows no service.

    Signals:
        key_pressed: The name of a key.
        typed: What stands in the search.
    """

    key_pressed = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("privacy", parent)
        self.head = PageHead(self)
        self.field = QLineEdit(self)
        self.field.setObjectName("panelField")
        self.list = RowList("privacyRows", height=_ROW, parent=self)
        self.panel = TaskPanel("privacyPanel")
        self._room = QScrollArea(self)
        self._room.setObjectName("panelRoom")
        self._room.setWidgetResizable(True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setWidget(self.panel)
        self.field.textChanged.connect(self.typed)
        self.head.pressed.connect(self.key_pressed)
        self.panel.pressed.connect(self.key_pressed)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self.setAccessibleName(language.say(texts.PRIVACY))
        self.list.setAccessibleName(language.say(texts.PLAN))
        self.field.setAccessibleName(language.say(texts.SEARCH_PERSON))
        self.field.setPlaceholderText(language.say(texts.SEARCH_PERSON))

    def show_list(self, rows: Sequence[ListRow], chosen: int) -> None:
        """Show the rows at the left."""
        self.list.show_rows(rows, chosen)

    def show_panel(self, view: PanelView) -> None:
        """Show the panel."""
        self.panel.show_view(view)

    def _dress(self, look: Look) -> None:
        for part in (self.head, self.list, self.panel):
            part.set_look(look)

    def _lay(self, look: Look) -> None:
        top, wide = look.size("header"), self.width()
        left, field = min(look.px(_LIST), wide // 2), look.target(_FIELD)
        gap = look.px(16)
        self.head.setGeometry(0, 0, wide, top)
        self.field.setGeometry(look.px(24), top + gap, left - look.px(40), field)
        list_top = top + field + 2 * gap
        self.list.setGeometry(0, list_top, left - 1, max(0, self.height() - list_top))
        self._room.setGeometry(left, top, wide - left, self.height() - top)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.colour("hair"))
        x = self._room.x() - 1
        painter.drawLine(x, look.size("header"), x, self.height())
