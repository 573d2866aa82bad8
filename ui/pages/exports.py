"""The page about files and papers: what there is, how it is written, and the key that does it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import export_texts as texts
from ui.language import Language
from ui.theme import Look
from ui.widgets.page_head import PageHead
from ui.widgets.row_list import RowList
from ui.widgets.task_panel import TaskPanel

_THINGS, _CHOICES = 304, 288
_ROW = 64


class ExportsPage(QWidget):
    """Shows two lists and a panel; knows no service.

    Signals:
        key_pressed: The name of a key.
    """

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exports")
        self._look: Look | None = None
        self.head = PageHead(self)
        self.things = RowList("exportThings", parent=self)
        self.choices = RowList("exportChoices", height=_ROW, parent=self)
        self.panel = TaskPanel("exportPanel", self)
        self.panel.pressed.connect(self.key_pressed)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        for part in (self.head, self.things, self.choices, self.panel):
            part.set_look(look)
        self._arrange()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        say = language.say
        self.setAccessibleName(say(texts.EXPORTS))
        self.things.setAccessibleName(say(texts.KINDS_LIST))
        self.choices.setAccessibleName(say(texts.CHOICES))
        self.head.show_words(say(texts.EXPORTS), say(texts.REMARK))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Arrange everything anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground and the hairlines between the columns."""
        super().paintEvent(event)
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        painter.fillRect(self.rect(), look.colour("ground"))
        painter.setPen(look.colour("hair"))
        for column in (self.choices, self.panel):
            painter.drawLine(column.x() - 1, look.size("header"), column.x() - 1, self.height())

    def _arrange(self) -> None:
        if self._look is None:
            return
        look, top, wide = self._look, self._look.size("header"), self.width()
        tall, first, second = self.height() - top, look.px(_THINGS), look.px(_CHOICES)
        self.head.setGeometry(0, 0, wide, top)
        self.things.setGeometry(0, top, first - 1, tall)
        self.choices.setGeometry(first, top, second - 1, tall)
        self.panel.setGeometry(first + second, top, wide - first - second, tall)
        self.update()
