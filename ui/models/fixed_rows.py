"""A list model over a tuple of rows that are replaced together."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


class FixedRows(QAbstractListModel, Generic[Row]):
    """Holds rows; what each says is told by `data` of a subclass."""

    RowRole = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; where `stays` says so, each keeps its place in the view."""
        is_same, fresh = self.stays(self._rows, rows), tuple(rows)
        if is_same:
            self._rows = fresh
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def stays(self, before: Sequence[Row], after: Sequence[Row]) -> bool:
        """Whether the rows are the same ones as before: here, as many."""
        return len(before) == len(after)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self._rows)
