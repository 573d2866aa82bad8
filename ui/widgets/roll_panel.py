"""A group at the desk: who is still missing, and one key that lets all others in."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import COMPLETE_FAMILY, Look, family_for
from ui.widgets.keys import KeyButton
from ui.widgets.roll_call import RollCall, RollRow
from ui.widgets.status_line import StatusLine

_WIDEST = 704
"""Units of a sheet with three columns; more would leave the plate too little."""
_SMALL = 0.8
"""Below this scale the plate needs all that a sheet of the usual width leaves."""
_LIST_HEIGHT = 356
"""Units that the names have in the lowest window that is not small."""


@dataclass(frozen=True, slots=True)
class RollView:
    """What the panel shows; without a ``status`` the key is there to be pressed."""

    title: str
    text: str
    rows: tuple[RollRow, ...]
    key: str
    is_possible: bool = True
    status: tuple[str, str] = ("", "")


class RollPanel(QWidget):
    """Shows a `RollView`.

    Signals:
        toggled: The number of a name that somebody ticked or unticked.
        submitted: The key was pressed.
    """

    toggled = Signal(int)
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rollPanel")
        self._look: Look | None = None
        self._title, self._text = self._label("cardTitle"), self._label("columnNote")
        self.list = RollCall()
        self.status = StatusLine("rollStatus", self)
        self.submit = KeyButton("solution", self)
        self.submit.setProperty("rank", "head")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.status)
        self._column.addWidget(self.submit)
        self.list.toggled.connect(self.toggled)
        self.submit.clicked.connect(self.submitted)
        self.setFocusProxy(self.list)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        margin = look.size("margin")
        self._column.setContentsMargins(margin, look.px(12), margin, look.px(16))
        self._column.setSpacing(look.px(6))
        self.list.set_look(look)
        self.status.set_look(look)
        self.submit.set_look(look, look.px(24))
        self.submit.setFixedHeight(look.target(56))

    def width_in(self, look: Look) -> int:
        """Return the width of the sheet: as much as the columns of names need."""
        usual, columns = look.size("sheet"), self.list.columns_in(look, look.px(_LIST_HEIGHT))
        return usual if look.scale < _SMALL else max(usual, look.px(_WIDEST) * columns // 3)

    def show_view(self, view: RollView) -> None:
        """Show *view*."""
        self._title.setText(view.title)
        is_complete = family_for(view.title) == COMPLETE_FAMILY
        self._title.setProperty("face", "complete" if is_complete else "")
        self._title.style().polish(self._title)
        self._text.setText(view.text)
        self.list.setAccessibleName(f"{view.title}. {view.text}")
        self.list.show_rows(view.rows)
        self.submit.show_key("⏎", view.key, is_primary=view.is_possible)
        self.submit.setEnabled(view.is_possible)
        self.status.show_status(*view.status)
        self.status.setVisible(bool(view.status[1]))

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


def rows_of(names: Sequence[str], absent: frozenset[int]) -> tuple[RollRow, ...]:
    """Return a row for each name; the numbers of those who are missing are *absent*."""
    return tuple(RollRow(name, number not in absent) for number, name in enumerate(names))
