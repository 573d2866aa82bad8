"""The latest arrivals as a table."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.model.desk import Arrival
from ui import answer_texts, texts
from ui.language import Language
from ui.question_texts import UNSURE

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What a column holds."""

    TIME = 0
    VERDICT = 1
    NAME = 2
    REMARK = 3


class ArrivalsModel(QAbstractTableModel):
    """Rows of `Arrival`, newest first."""

    ArrivalRole = Qt.ItemDataRole.UserRole

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._arrivals: tuple[Arrival, ...] = ()
        self._texts: dict[tuple[int, int], str] = {}

    def show_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Replace the rows; nothing is told to the view when they are the same."""
        if tuple(arrivals) == self._arrivals:
            return
        self.beginResetModel()
        self._arrivals = tuple(arrivals)
        self._texts.clear()
        self.endResetModel()

    def set_language(self, language: Language) -> None:
        """Say times and remarks in another language."""
        self._language = language
        self._texts.clear()
        if self._arrivals:
            last = self.index(len(self._arrivals) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self._arrivals)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        arrival = self._arrivals[index.row()]
        if role == self.ArrivalRole:
            return arrival
        if role == Qt.ItemDataRole.DisplayRole:
            place = index.row(), index.column()
            if place not in self._texts:  # a view asks again and again, and formats are slow
                self._texts[place] = self._text(arrival, Column(index.column()))
            return self._texts[place]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            unsure = arrival.is_unsure or arrival.is_since_unsure
            parts = [self._text(arrival, column) for column in Column]
            return " ".join([*parts, self._language.say(UNSURE)] if unsure else parts)
        return None

    def _text(self, arrival: Arrival, column: Column) -> str:
        say = self._language.say
        if column is Column.TIME:
            return self._time(arrival.at, is_unsure=arrival.is_unsure)
        if column is Column.VERDICT:
            return say(answer_texts.VERDICTS[arrival.reason])
        if column is Column.NAME:
            return arrival.name or say(answer_texts.VERDICTS[arrival.reason])
        if arrival.room:
            return arrival.room
        since = ""
        if arrival.since:
            since = self._time(arrival.since, is_unsure=arrival.is_since_unsure)
        remark = answer_texts.REMARKS[arrival.reason]
        return say(remark, time=since) if since or remark != texts.SINCE else ""

    def _time(self, instant: datetime, *, is_unsure: bool) -> str:
        time = self._language.time(instant)
        return f"{time}?" if is_unsure else time

    @property
    def has_unsure(self) -> bool:
        """Whether any time that is shown is unsure."""
        return any(each.is_unsure or each.is_since_unsure for each in self._arrivals)
