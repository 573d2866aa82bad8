"""A place of the organiser at the left, with a number where something waits there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import Look, repolish


class NavItem(QPushButton):
    """A word and perhaps a count; checked while its place is shown."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navItem")
        self.setProperty("place", place)
        self.setCheckable(True)
        self._count = QLabel(self)
        self._count.setObjectName("navCount")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._follow)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self._count)

    @property
    def count(self) -> str:
        """The number that is shown, empty where nothing waits."""
        return self._count.text()

    def set_look(self, look: Look) -> None:
        """Take sizes."""
        self._row.setContentsMargins(0, 0, look.px(24), 0)

    def show_words(self, word: str, count: str = "", spoken: str = "") -> None:
        """Show the place's name; *spoken* is what the *count* means."""
        self.setText(word)
        self._count.setText(count)
        self._count.setVisible(bool(count))
        self.setAccessibleName(f"{word}, {spoken}" if count else word)

    def _follow(self, is_checked: bool) -> None:  # noqa: FBT001 - what Qt's signal carries
        self._count.setProperty("current", is_checked)
        repolish(self._count)
