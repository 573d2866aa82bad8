"""The guests that a search found, as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from app.model.code import grouped, is_own
from app.model.standing import Standing
from app.ports import Hit
from ui import texts
from ui.language import Language

_LOCAL_SHOWN = 6
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with what tells it from its namesakes."""

    hit: Hit
    standing: Standing | None = None

    @property
    def remark(self) -> str:
        """Shortened address and end of the code: enough to ask, too little to misuse."""
        if self.standing is None:
            return ""
        email = _shortened(self.standing.person.get("email"))
        code = self.standing.code
        code = grouped(code)[-9:] if is_own(code) else code[-6:]
        return " · ".join(part for part in (email, code) if part)


class HitsModel(QAbstractListModel):
    """Rows of `Found`, best first."""

    FoundRole = Qt.ItemDataRole.UserRole

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._found: tuple[Found, ...] = ()

    @property
    def found(self) -> tuple[Found, ...]:
        """All rows."""
        return self._found

    def show_found(self, found: Sequence[Found]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def set_language(self, language: Language) -> None:
        """Say states in another language."""
        self._language = language
        if self._found:
            self.dataChanged.emit(self.index(0), self.index(len(self._found) - 1))

    def state(self, found: Found) -> str:
        """Return whether the guest is here, in words."""
        if found.hit.arrived is None:
            return self._language.say(texts.NOT_THERE)
        return self._language.say(texts.THERE_SINCE, time=self._language.time(found.hit.arrived))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self._found)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._found[index.row()]
        if role == self.FoundRole:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.hit.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (found.hit.name, found.hit.organisation, self.state(found))
            return ", ".join(part for part in parts if part)
        return None


def _shortened(email: str) -> str:
    local, at, domain = email.partition("@")
    return f"{local[:_LOCAL_SHOWN]}…@{domain}" if at and len(local) > _LOCAL_SHOWN else email
