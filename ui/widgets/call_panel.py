"""The calls of other stations, each with the key that takes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.row_list import ListRow, RowList
from ui.widgets.status_line import StatusLine

_ROW = 64


class CallPanel(QWidget):
    """Rows of calls, or that there are none.

    Signals:
        pressed: The number of a row that was clicked.
    """

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("callPanel")
        self._title, self._text = QLabel(self), QLabel(self)
        self._title.setObjectName("cardTitle")
        self._text.setObjectName("columnNote")
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.list = RowList("callList", height=_ROW, indent=0)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.list.clicked.connect(lambda index: self.pressed.emit(index.row()))
        self.status = StatusLine("callStatus", self)
        self._column = QVBoxLayout(self)
        for widget in (self._title, self._text, self.status):
            self._column.addWidget(widget)
        self._column.addWidget(self.list, 1)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        margin = look.size("margin")
        self._column.setContentsMargins(margin, look.px(16), margin, look.px(8))
        self._column.setSpacing(look.px(8))
        self.list.set_look(look)
        self.status.set_look(look)

    def show_calls(self, title: str, text: str, rows: Sequence[ListRow]) -> None:
        """Show *rows* under what there is to know."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self.list.setAccessibleName(text)
        self.list.show_rows(rows, -1)

    def show_status(self, sign: str, words: str) -> None:
        """Show what went wrong, nothing when empty."""
        self.status.show_status(sign, words)
        self.status.setVisible(bool(words))
