"""All keys on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.theme import Look, repolish

_ROOMY = 30
"""Units that a row needs for its words in full size."""


class HelpList(QWidget):
    """Rows of a key cap and what the key does; they are made when they are first seen."""

    def __init__(self, name: str = "helpList", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._look: Look | None = None
        self._keys: tuple[tuple[str, str], ...] = ()
        self._is_stale = False

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        self._look = look
        self._fit()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show rows of (cap, words)."""
        if tuple(keys) == self._keys:
            return
        self._keys, self._is_stale = tuple(keys), True
        if self.isVisible():
            self._make_rows()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Make the rows, if they were not made in these words."""
        self._make_rows()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep every key in sight, however low the window is."""
        super().resizeEvent(event)
        self._fit()

    def _make_rows(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        for label in self.findChildren(QLabel):
            label.setParent(None)
            label.deleteLater()
        for row, (cap, words) in enumerate(self._keys):
            self._grid.addWidget(self._label("keyCap", cap), row, 0)
            self._grid.addWidget(self._label("helpText", words), row, 1)
        self._grid.setRowStretch(len(self._keys), 1)
        self._fit()

    def _fit(self) -> None:
        """Give the caps the height that all rows have room for."""
        caps = self.findChildren(QLabel, "keyCap")
        if self._look is None or not caps:
            return
        look = self._look
        margin, edge = look.size("margin"), look.px(8)
        row = (self.height() - 2 * edge) // len(caps)
        self._set_dense(is_dense=row < look.px(_ROOMY))
        height = max(1, min(look.px(32), row - 1))
        self._grid.setContentsMargins(margin, edge, margin, edge)
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(max(0, min(look.px(8), row - height)))
        for cap in caps:
            cap.setFixedSize(look.px(52), height)

    def _set_dense(self, *, is_dense: bool) -> None:
        """Write smaller where a low window has little room."""
        if self.property("dense") != is_dense:
            self.setProperty("dense", is_dense)
            repolish(self)

    def _label(self, name: str, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        if name == "keyCap":
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label
