"""The conflict inbox: open questions at the left, two cards and their keys beside them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import question_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.presenters.question_words import QuestionView
from ui.theme import Look
from ui.widgets.keys import KeyButton
from ui.widgets.page_head import PageHead
from ui.widgets.question_card import QuestionCard
from ui.widgets.row_list import ListRow, RowList
from ui.widgets.status_line import StatusLine

_LIST = 368
_ROW = 88
_SIDES = 2


class QuestionsPage(DrawnPage):
    """Shows a list of questions and one of them; knows no service.

    Signals:
        answered: 1 or 2, the key of an answer.
    """

    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("questions", parent)
        self.head = PageHead(self)
        self.list = RowList("questionList", height=_ROW, parent=self)
        self.list.installEventFilter(self)
        self._asked, self._why, self._kept = (
            self._label(name) for name in ("asked", "askedWhy", "askedKept")
        )
        self.cards = [QuestionCard(self) for _ in range(_SIDES)]
        self.keys = [self._new_key(number) for number in range(1, _SIDES + 1)]
        self.status = StatusLine("questionStatus", self)
        self._lay_out()
        for number, card in enumerate(self.cards, start=1):
            card.answered.connect(lambda n=number: self.answered.emit(n))

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        say = language.say
        self.setAccessibleName(say(texts.QUESTIONS))
        self.list.setAccessibleName(say(texts.QUESTIONS))
        self._kept.setText(say(texts.KEPT))

    def show_list(self, rows: Sequence[ListRow], chosen: int) -> None:
        """Show the open questions and which one is looked at."""
        had_focus = self.hasFocus() or self.list.hasFocus()
        self.list.show_rows(rows, chosen)
        self.list.setVisible(bool(rows))
        if had_focus:
            self.take_focus()
        self.arrange()

    def take_focus(self) -> None:
        """Put the keys where they belong: on the list, or on the page where there is none."""
        (self.list if self.list.isVisibleTo(self) else self).setFocus()

    def show_question(self, view: QuestionView) -> None:
        """Show what is asked."""
        self._asked.setText(view.asked)
        self._why.setText(view.why)
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(view.cards))
            if number < len(view.cards):
                card.show_card(view.cards[number], str(number + 1))
        for number, key in enumerate(self.keys):
            key.setVisible(number < len(view.answers))
            if number < len(view.answers):
                key.show_key(str(number + 1), view.answers[number])
        self._kept.setVisible(bool(view.cards))

    def press(self, event: QKeyEvent) -> bool:
        """Do what key 1 or 2 does; return whether it does anything."""
        if event.text() not in ("1", "2") or event.modifiers() & _COMMANDS:
            return False
        self.answered.emit(int(event.text()))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys of answers away from the list, which would look for names with them."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self.press(event):
            return True
        return super().eventFilter(watched, event)

    def _dress(self, look: Look) -> None:
        for part in (self.head, self.list, self.status):
            part.set_look(look)
        for card in self.cards:
            card.set_look(look)
        self._column.setContentsMargins(
            look.size("margin"), look.px(20), look.size("margin"), look.px(20)
        )
        self._column.setSpacing(look.px(16))
        for row in (self._card_row, self._key_row):
            row.setSpacing(look.px(24))
        for key in self.keys:
            key.set_look(look, look.px(24))
            key.setFixedHeight(look.target(56))

    def _lay(self, look: Look) -> None:
        top, wide = look.size("header"), self.width()
        left = look.px(_LIST) if self.list.isVisibleTo(self) else 0
        self.head.setGeometry(0, 0, wide, top)
        self.list.setGeometry(0, top, max(0, left - 1), self.height() - top)
        # Beside no list its words begin below the page's title.
        shift = 0 if left else look.px(8)
        self._detail.setGeometry(left - shift, top, wide - left + shift, self.height() - top)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        painter.setPen(look.colour("hair"))
        x = self._detail.x() - 1
        if self.list.isVisibleTo(self):
            painter.drawLine(x, look.size("header"), x, self.height())

    def _lay_out(self) -> None:
        self._detail = QWidget(self)
        self._column = QVBoxLayout(self._detail)
        self._card_row, self._key_row = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((self._card_row, self.cards), (self._key_row, self.keys)):
            for part in parts:
                # Both are as wide as each other, whatever they say.
                part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                row.addWidget(part, 1)
        for label in (self._asked, self._why):
            self._column.addWidget(label)
        self._column.addLayout(self._card_row)
        self._column.addLayout(self._key_row)
        self._column.addWidget(self.status)
        self._column.addStretch(1)
        self._column.addWidget(self._kept)

    def _new_key(self, number: int) -> KeyButton:
        key = KeyButton("solution", self)
        key.setProperty("rank", "head")
        key.clicked.connect(lambda: self.answered.emit(number))
        return key

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
