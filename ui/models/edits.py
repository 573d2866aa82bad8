"""Qt's view of what a list would change, each row with a tick."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui import import_texts as texts
from ui.language import Language
from ui.models.fixed_rows import FixedRows
from ui.presenters.import_words import EditRow

Index = QModelIndex | QPersistentModelIndex


class EditsModel(FixedRows[EditRow]):
    """Rows of `EditRow`; which are ticked is told apart from what they say."""

    TickRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._ticked: AbstractSet[str] = frozenset()

    def set_language(self, language: Language) -> None:
        """Read rows aloud in another language."""
        self._language = language

    def show_all(self, rows: Sequence[EditRow]) -> None:
        """Show other rows, from the first one on."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def set_ticked(self, ticked: AbstractSet[str]) -> None:
        """Tick the rows with these keys, and no others."""
        changed = ticked ^ self._ticked
        self._ticked = ticked
        if not changed:
            return
        for number, row in enumerate(self._rows):
            if row.key in changed:
                self.dataChanged.emit(self.index(number), self.index(number))

    @property
    def are_all_ticked(self) -> bool:
        """Whether no row would be left."""
        return all(row.key in self._ticked for row in self._rows if row.key)

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
