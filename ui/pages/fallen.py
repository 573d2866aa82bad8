"""The page after an unexpected error: what happened, that nothing is lost, and how to go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui import shell_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.theme import Look
from ui.widgets.keys import Key
from ui.widgets.task_panel import PanelView, TaskPanel

_COLUMN = 760


class FallenPage(DrawnPage):
    """Covers the window; no name and no code is on it.

    Signals:
        restart_wanted: Start anew, at the same place.
        closed: Go on as if nothing had been.
    """

    restart_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("fallen", parent)
        self._language: Language | None = None
        self._is_copied = False
        self.panel = TaskPanel("fallenPanel", self)
        self.report = QPlainTextEdit(self)
        self.report.setObjectName("report")
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.panel)
        self._below = QVBoxLayout()
        self._below.addWidget(self.report)
        self._column.addLayout(self._below, 1)
        self.panel.pressed.connect(self.do)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()

    def show_report(self, report: str, language: Language) -> None:
        """Come into sight with *report*."""
        self._language, self._is_copied = language, False
        self.report.setPlainText(report)
        self._say()
        self.show()
        self.raise_()
        self.setFocus()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; out of sight there is nothing to say."""
        self._language = language
        if self.isVisible():
            self._say()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does while the page is in sight; return whether it is."""
        if not self.isVisible():
            return False
        names = {
            Qt.Key.Key_Return: "restart",
            Qt.Key.Key_Enter: "restart",
            Qt.Key.Key_F5: "copy",
            Qt.Key.Key_Escape: "go_on",
        }
        if name := names.get(Qt.Key(event.key())):
            self.do(name)
        return True

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        if name == "copy":
            QGuiApplication.clipboard().setText(self.report.toPlainText())
            self._is_copied = True
            self._say()
        elif name == "restart":
            self.restart_wanted.emit()
        else:
            self.hide()
            self.closed.emit()

    def _dress(self, look: Look) -> None:
        self.panel.set_look(look)

    def _lay(self, look: Look) -> None:
        left = look.size("axis") - look.size("margin")
        right = max(look.size("margin"), self.width() - left - look.px(_COLUMN))
        margin = look.size("margin")
        self._below.setContentsMargins(margin, 0, margin, 0)
        self._column.setContentsMargins(left, look.px(32), right, look.px(32))

    def _say(self) -> None:
        if self._language is None:
            return
        say = self._language.say
        self.setAccessibleName(say(texts.FALLEN))
        self.report.setAccessibleName(say(texts.REPORT))
        keys = (
            Key("restart", "⏎", say(texts.START_ANEW)),
            Key("go_on", "Esc", say(texts.GO_ON)),
            Key("copy", "F5", say(texts.COPY_REPORT)),
        )
        status = ("welcome", say(texts.COPIED)) if self._is_copied else ("", "")
        why = f"{say(texts.FALLEN_WHY)}\n\n{say(texts.FALLEN_TO_DO)}"
        view = PanelView(say(texts.FALLEN), why, keys=keys, primary="restart", status=status)
        self.panel.show_view(view)
