"""All keys on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.theme import Look


class HelpList(QWidget):
    """Rows of a key cap and what the key does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpList")
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        self._look = look
        margin = look.size("margin")
        self._grid.setContentsMargins(margin, look.px(16), margin, look.px(16))
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(8))
        for cap in self.findChildren(QLabel, "keyCap"):
            cap.setFixedSize(look.px(52), look.px(32))

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show rows of (cap, words)."""
        for label in self.findChildren(QLabel):
            label.setParent(None)
            label.deleteLater()
        for row, (cap, words) in enumerate(keys):
            self._grid.addWidget(self._label("keyCap", cap), row, 0)
            self._grid.addWidget(self._label("helpText", words), row, 1)
        self._grid.setRowStretch(len(keys), 1)
        if self._look is not None:
            self.set_look(self._look)

    def _label(self, name: str, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        if name == "keyCap":
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label
