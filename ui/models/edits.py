"""Qt's view of what a list would change, each row with a tick."""

from collections.abc import Set as AbstractSet
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui import import_texts as texts
from ui.language import Language
from ui.presenters.import_words import EditRow, EditRows

Index = QModelIndex | QPersistentModelIndex
_FEW = 20
"""So many rows are told one by one that they changed."""


class EditsModel(QAbstractListModel):
    """Rows of `EditRow`; which are ticked is told apart from what they say."""

    RowRole = Qt.ItemDataRole.UserRole
    TickRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._rows = EditRows()
        self._ticked: AbstractSet[str] = frozenset()

    def set_language(self, language: Language) -> None:
        """Read rows aloud in another language."""
        self._language = language

    def show_rows(self, rows: EditRows) -> None:
        """Show other rows, from the first one on."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_ticked(self, ticked: AbstractSet[str]) -> None:
        """Tick the rows with these keys, and no others."""
        changed = ticked ^ self._ticked
        self._ticked = ticked
        if len(changed) > _FEW:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        for key in changed & set(self._rows.keys):
            index = self.index(self._rows.keys.index(key))
            self.dataChanged.emit(index, index)

    @property
    def are_all_ticked(self) -> bool:
        """Whether no row would be left."""
        return set(self._rows.keys) - {""} <= self._ticked

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == self.RowRole:
            return row
        if role == self.TickRole:
            return row.key in self._ticked
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, row: EditRow) -> str:
        say = self._language.say
        tick = say(texts.TICKED if row.key in self._ticked else texts.UNTICKED) if row.key else ""
        values = " → ".join(part for part in (row.before, row.after) if part)
        return ", ".join(part for part in (row.name, row.field, values, tick) if part)
