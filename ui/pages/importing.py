"""The page on which a list of guests is taken in: what it would change, and what it asks first."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from ui import import_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.pages.import_review import ImportReview
from ui.theme import Look
from ui.widgets.page_head import PageHead
from ui.widgets.row_list import ListRow, RowList
from ui.widgets.status_line import StatusLine

REVIEW, QUESTION, COLUMNS = "review", "question", "columns"
_ASKED, _WHY, _FOOT = 44, 56, 72
_ROW = 72
_COLUMNS_PART = 0.6


class ImportPage(DrawnPage):
    """Shows a difference, a question or the columns of a list; knows no service.

    Signals:
        key_pressed: The name of a key of the head that was clicked.
        answered: The number of an answer.
    """

    key_pressed = Signal(str)
    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("importing", parent)
        self._mode = QUESTION
        self.head, self.review = PageHead(self), ImportReview(self)
        self._asked, self._why = (self._label(name) for name in ("asked", "askedWhy"))
        self.status = StatusLine("importStatus", self)
        self.choices = RowList("importChoices", height=_ROW, parent=self)
        self.columns = RowList("importColumns", height=_ROW, parent=self)
        self.fields = RowList("importFields", parent=self)
        self.choices.installEventFilter(self)
        self.choices.clicked.connect(lambda index: self.answered.emit(index.row()))
        self.head.pressed.connect(self.key_pressed)
        self.review.key_pressed.connect(self.key_pressed)

    @property
    def mode(self) -> str:
        """What is shown: a review, a question or columns."""
        return self._mode

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self.review.set_language(language)
        self.setAccessibleName(language.say(texts.CHECK_LIST))
        self.columns.setAccessibleName(language.say(texts.COLUMNS_TITLE))
        self.fields.setAccessibleName(language.say(texts.HOLDS))

    def show_mode(self, mode: str, asked: str = "", why: str = "") -> None:
        """Show the review, or ask something."""
        is_new = mode != self._mode
        self._mode = mode
        self._asked.setText(asked)
        self._why.setText(why)
        self.review.setVisible(mode == REVIEW)
        for part in (self._asked, self._why, self.status):
            part.setVisible(mode != REVIEW)
        for rows in (self.columns, self.fields):
            rows.setVisible(mode == COLUMNS)
        if is_new:
            self.choices.hide()
        self.arrange()

    def show_choices(self, rows: Sequence[ListRow]) -> None:
        """Show the answers to what is asked."""
        self.choices.setAccessibleName(self._asked.text())
        self.choices.show_rows(rows, -1)
        self.choices.setVisible(bool(rows))

    def show_fields(self, words: Sequence[str], chosen: int) -> None:
        """Show what the chosen column can hold."""
        self.fields.show_rows([ListRow(word) for word in words], chosen)

    def focus_first(self) -> None:
        """Give the keys to what is worked first here."""
        first = {REVIEW: self.review.edits, COLUMNS: self.columns, QUESTION: self.choices}
        part = first[self._mode]
        (part if part.isVisibleTo(self) else self).setFocus()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no part wanted; return whether it does anything."""
        if self._mode == REVIEW:
            return self.review.press(event)
        is_asking = self._mode == QUESTION and self.choices.isVisibleTo(self)
        if is_asking and event.text().isdigit() and event.text() != "0":
            self.answered.emit(int(event.text()) - 1)
        elif Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if is_asking:
                self.answered.emit(self.choices.currentIndex().row())
            else:
                self.key_pressed.emit("enter")
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take digits and Enter away from the answers, which would look for words with them."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self.press(event):
            return True
        return super().eventFilter(watched, event)

    def _dress(self, look: Look) -> None:
        parts = (self.head, self.review, self.status, self.choices, self.columns, self.fields)
        for part in parts:
            part.set_look(look)

    def _lay(self, look: Look) -> None:
        wide, tall = self.width(), self.height()
        top, edge = look.size("header"), look.px(24)
        self.head.setGeometry(0, 0, wide, top)
        self.review.setGeometry(0, top, wide, tall - top)
        room = wide - edge - look.px(32)
        asked = top + look.px(16)
        self._asked.setGeometry(edge, asked, room, look.px(_ASKED))
        why = max(look.px(_WHY), self._why.heightForWidth(room))
        self._why.setGeometry(edge, asked + look.px(_ASKED), room, why)
        below = asked + look.px(_ASKED) + why + look.px(8)
        foot = look.target(_FOOT)
        rest = max(0, tall - below - foot)
        self.choices.setGeometry(0, below, wide, rest)
        middle = round(wide * _COLUMNS_PART)
        self.columns.setGeometry(0, below, middle - 1, rest)
        self.fields.setGeometry(middle, below, wide - middle, rest)
        height = min(foot, self.status.height_in(room))
        self.status.setGeometry(edge, tall - foot + (foot - height) // 2, room, height)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        hair = look.colour("hair")
        if self._mode == COLUMNS:
            top = self.fields.y()
            painter.fillRect(0, top - 1, self.width(), 1, hair)
            painter.fillRect(self.fields.x() - 1, top, 1, self.height() - top, hair)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
