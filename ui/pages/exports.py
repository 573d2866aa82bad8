"""The page about files and papers: what there is, how it is written, and the key that does it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui import export_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.theme import Look
from ui.widgets.page_head import PageHead
from ui.widgets.row_list import RowList
from ui.widgets.task_panel import TaskPanel

_THINGS, _CHOICES = 304, 288
_ROW = 64


class ExportsPage(DrawnPage):
    """Shows two lists and a panel; knows no service.

    Signals:
        key_pressed: The name of a key.
    """

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("exports", parent)
        self.head = PageHead(self)
        self.things = RowList("exportThings", parent=self)
        self.choices = RowList("exportChoices", height=_ROW, parent=self)
        self.panel = TaskPanel("exportPanel", self)
        self.panel.pressed.connect(self.key_pressed)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        say = language.say
        self.setAccessibleName(say(texts.EXPORTS))
        self.things.setAccessibleName(say(texts.KINDS_LIST))
        self.choices.setAccessibleName(say(texts.CHOICES))
        self.head.show_words(say(texts.EXPORTS), say(texts.REMARK))

    def _dress(self, look: Look) -> None:
        for part in (self.head, self.things, self.choices, self.panel):
            part.set_look(look)

    def _lay(self, look: Look) -> None:
        top, wide = look.size("header"), self.width()
        tall, first, second = self.height() - top, look.px(_THINGS), look.px(_CHOICES)
        self.head.setGeometry(0, 0, wide, top)
        self.things.setGeometry(0, top, first - 1, tall)
        self.choices.setGeometry(first, top, second - 1, tall)
        self.panel.setGeometry(first + second, top, wide - first - second, tall)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.colour("hair"))
        for column in (self.choices, self.panel):
            painter.drawLine(column.x() - 1, look.size("header"), column.x() - 1, self.height())
