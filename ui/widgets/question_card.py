"""One side of a question: where and when, what, and perhaps the key that keeps it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import FAMILY, Look, family_for
from ui.widgets.keys import KeyButton

_KEY_SHARE = 100


@dataclass(frozen=True, slots=True)
class CardView:
    """What a card shows; ``answer`` is empty where the keys stand below the cards."""

    station: str
    time: str
    title: str
    rows: tuple[tuple[str, str], ...] = ()
    answer: str = ""
    is_current: bool = False

    @property
    def spoken(self) -> str:
        """All of it in one breath, for a screen reader."""
        rows = [f"{key}: {value}" for key, value in self.rows]
        return ". ".join(part for part in (self.station, self.time, self.title, *rows) if part)


class QuestionCard(QFrame):
    """Shows a `CardView`.

    Signals:
        answered: Its key was clicked.
    """

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look: Look | None = None
        self._view = CardView("", "", "")
        self._station, self._time, self._title = (
            self._label(name) for name in ("cardStation", "cardTime", "cardTitle")
        )
        self._title.setWordWrap(True)
        self._head = QHBoxLayout()
        self._head.addWidget(self._station, 1)
        self._head.addWidget(self._time)
        self._rows = QGridLayout()
        self._rows.setColumnStretch(1, 1)
        self.key = KeyButton("solution", self)
        self.key.setProperty("rank", "head")
        self.key.clicked.connect(self.answered)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._title)
        self._column.addLayout(self._rows)
        self._column.addStretch(1)
        self._column.addWidget(self.key)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self._column.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(24))
        self._column.setSpacing(look.px(12))
        self._rows.setHorizontalSpacing(look.px(12))
        self._rows.setVerticalSpacing(look.px(8))
        self.key.set_look(look, look.px(24))
        self.key.setFixedHeight(look.target(56))
        self.show_card(self._view, "")

    def show_card(self, view: CardView, cap: str) -> None:
        """Show *view*; *cap* is the key that keeps it."""
        self._view = view
        self._station.setText(view.station)
        self._time.setText(view.time)
        for label in (self._station, self._time):
            label.setVisible(bool(view.station or view.time))
        self._show_title(view.title)
        self._show_rows()
        self.key.setVisible(bool(view.answer))
        if cap:
            self.key.show_key(cap, view.answer, is_primary=view.is_current)
        self.setAccessibleName(view.spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the border: two dots of accent around what holds now, else one of edge."""
        super().paintEvent(event)
        if self._look is None:
            return
        is_current = self._view.is_current
        width = 2 if is_current else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("accent" if is_current else "edge"), width))
        box = self.rect().toRectF().adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, self._look.px(4), self._look.px(4))

    def _show_title(self, text: str) -> None:
        """Set the whole text in one face that has all its letters."""
        self._title.setText(text)
        self._title.setProperty("face", "own" if family_for(text) == FAMILY else "complete")
        self._title.style().unpolish(self._title)
        self._title.style().polish(self._title)

    def _show_rows(self) -> None:
        while item := self._rows.takeAt(0):
            if (label := item.widget()) is not None:
                label.deleteLater()
        for number, (key, value) in enumerate(self._view.rows):
            name, words = self._label("cardKey"), self._label("cardValue")
            words.setWordWrap(True)
            name.setText(key)
            words.setText(value)
            if self._look is not None:
                name.setMinimumWidth(self._look.px(_KEY_SHARE))
            self._rows.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(words, number, 1)
            for label in (name, words):
                label.show()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(_LEFT)
        return label


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
