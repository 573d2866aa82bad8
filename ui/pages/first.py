"""The page of the first start: a question with three answers, then what a list says."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui import first_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.theme import Look
from ui.widgets.badge_panel import BadgeSheet
from ui.widgets.page_head import PageHead
from ui.widgets.task_panel import PanelView, TaskPanel

_FORM = 480


class FirstPage(DrawnPage):
    """Shows three answers side by side, or one finding with a form.

    Signals:
        key_pressed: The name of a key.
    """

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("first", parent)
        self.head = PageHead(self)
        self.answers = [TaskPanel(name, self) for name in ("byList", "byHub", "bySample")]
        self.finding = TaskPanel("finding", self)
        self.viewfinder, self._camera_words = BadgeSheet(self), QLabel(self)
        self._camera_words.setObjectName("cardKey")
        self._camera_words.setWordWrap(True)
        self.viewfinder.hide()
        self._names = [QLabel(self) for _ in range(2)]
        self.name, self.day = QLineEdit(self), QLineEdit(self)
        for label in self._names:
            label.setObjectName("fieldName")
        for panel in (*self.answers, self.finding):
            panel.pressed.connect(self.key_pressed)
        for field in (self.name, self.day):
            field.returnPressed.connect(lambda: self.key_pressed.emit("take"))
        self.finding.hide()

    def set_language(self, language: Language) -> None:
        """Say the fields' names in *language*."""
        say = language.say
        self.setAccessibleName(say(texts.QUESTION))
        fields, words = (self.name, self.day), (texts.EVENT_NAME, texts.EVENT_DAY)
        for label, field, text in zip(self._names, fields, words, strict=True):
            label.setText(say(text))
            field.setAccessibleName(say(text))

    def show_question(self, title: str, remark: str, views: Sequence[PanelView]) -> None:
        """Ask."""
        self.head.show_words(title, remark)
        for panel, view in zip(self.answers, views, strict=True):
            panel.show_view(view)
        self._show_parts(is_found=False)

    def show_finding(self, title: str, remark: str, view: PanelView) -> None:
        """Show what a list says, and ask how the event is called."""
        self.head.show_words(title, remark)
        self.finding.show_view(view)
        self._show_parts(is_found=True)

    def show_camera(self, image: QImage | None, words: str) -> None:
        """Show what the camera sees under the second answer, and how it is; empty while off."""
        self.viewfinder.show_image(image, words)
        self._camera_words.setText(words)
        is_asking = self.answers[1].isVisibleTo(self)
        for part in (self.viewfinder, self._camera_words):
            part.setVisible(is_asking and bool(words))

    def _dress(self, look: Look) -> None:
        self.head.set_look(look)
        self.viewfinder.set_look(look)
        for panel in (*self.answers, self.finding):
            panel.set_look(look)

    def _lay(self, look: Look) -> None:
        wide, top = self.width(), look.size("header")
        tall, margin = self.height() - top, look.size("margin")
        self.head.setGeometry(0, 0, wide, top)
        for number, panel in enumerate(self.answers):
            x = wide * number // len(self.answers)
            panel.setGeometry(x, top, wide * (number + 1) // len(self.answers) - x, tall)
        box = self.answers[1].geometry().adjusted(margin, tall * 2 // 3, -margin, -margin)
        words = look.px(44)
        self.viewfinder.setGeometry(box.adjusted(0, 0, 0, -words))
        self._camera_words.setGeometry(box.adjusted(0, box.height() - words, 0, 0))
        form = min(look.px(_FORM), wide // 2)
        self.finding.setGeometry(form + margin, top, wide - form - margin, tall)
        y = top + look.px(20)
        for label, field in zip(self._names, (self.name, self.day), strict=True):
            label.setGeometry(margin, y, form - margin, look.px(32))
            y += look.px(36)
            field.setGeometry(margin, y, form - margin, look.target(52))
            y += look.target(52) + look.px(16)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.colour("hair"))
        for panel in self.answers[1:]:
            if panel.isVisibleTo(self):
                painter.drawLine(panel.x() - 1, self.head.height(), panel.x() - 1, self.height())

    def _show_parts(self, *, is_found: bool) -> None:
        for panel in self.answers:
            panel.setVisible(not is_found)
        if is_found:
            self.show_camera(None, "")
        for part in (self.finding, self.name, self.day, *self._names):
            part.setVisible(is_found)
        self.arrange()
