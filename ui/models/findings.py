"""Badges with a problem, as a list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui import badge_texts as texts
from ui.language import Language
from ui.presenters.preflight_finding import Finding, finding_words, remedy_word

Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractListModel):
    """Rows of `Finding`, the gravest first."""

    FindingRole = Qt.ItemDataRole.UserRole
    WordsRole = Qt.ItemDataRole.UserRole + 1
    RemedyRole = Qt.ItemDataRole.UserRole + 2
    NameRole = Qt.ItemDataRole.UserRole + 3

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._findings: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All rows."""
        return self._findings

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._findings = tuple(findings)
        self.endResetModel()

    def set_language(self, language: Language) -> None:
        """Say what is wrong in another language."""
        self._language = language
        if self._findings:
            self.dataChanged.emit(self.index(0), self.index(len(self._findings) - 1))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self._findings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        finding = self._findings[index.row()]
        name = finding.name or self._language.say(texts.NO_NAME)
        words = finding_words(finding, self._language)
        remedy = remedy_word(finding, self._language)
        return {
            self.FindingRole: finding,
            self.WordsRole: words,
            self.RemedyRole: remedy,
            self.NameRole: name,
            int(Qt.ItemDataRole.DisplayRole): name,
            int(Qt.ItemDataRole.AccessibleTextRole): f"{name}: {words} {remedy}",
        }.get(role)
