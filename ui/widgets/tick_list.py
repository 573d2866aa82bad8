"""A list of rows that are ticked by digit, space bar or click; Enter goes on."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QWidget

from ui.theme import Look
from ui.widgets.row_list import ListRow, RowDelegate, RowModel

DIGITS = "123456789"
_ROW, _FEWEST = 64, 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)


class TickList(QListView):
    """Rows of which any may be ticked. What each key does elsewhere in the window stays.

    Signals:
        ticked: The number of a row whose tick somebody set or took away.
        confirmed: Somebody goes on.
    """

    ticked = Signal(int)
    confirmed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rows = RowModel(self)
        self._delegate = RowDelegate(has_radio=False, height=_ROW, parent=self)
        self._row_px = 0
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(lambda index: self.ticked.emit(index.row()))

    @property
    def cursor_row(self) -> int:
        """The row on which the cursor stands."""
        return max(0, self.currentIndex().row())

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._delegate.look, self._row_px = look, look.target(_ROW)
        self._fit()
        self.scheduleDelayedItemsLayout()

    def show_rows(self, rows: Sequence[ListRow], *, is_new: bool) -> None:
        """Show rows; the cursor goes to the first of those that are *new*."""
        place = 0 if is_new else self.cursor_row
        self._rows.show_rows(rows)
        self.setCurrentIndex(self._rows.index(min(place, len(rows) - 1)))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick, go on or move; every other key is the window's."""
        number = DIGITS.find(event.text()) if event.text() else -1
        if event.key() in _ENTER:
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.ticked.emit(self.cursor_row)
        elif 0 <= number < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(number))
            self.ticked.emit(number)
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that all rows need."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def _fit(self) -> None:
        count = self._rows.rowCount()
        self.setMaximumHeight(max(1, count) * self._row_px)
        self.setMinimumHeight(min(count, _FEWEST) * self._row_px)
        self.updateGeometry()
