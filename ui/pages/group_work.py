"""How the panel of a group is worked, and that of companions who are only counted."""

from functools import cached_property

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from app.errors import EmpfangError
from app.model.standing import Standing
from ui import group_texts as texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters.group import GroupPresenter, GroupScene
from ui.presenters.group_words import roll_view
from ui.presenters.tally import MOST, TallyPresenter
from ui.texts import ERRORS
from ui.widgets.keys import Key
from ui.widgets.roll_panel import RollPanel
from ui.widgets.task_panel import PanelView, TaskPanel

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GroupWork(QObject):
    """Connects the panel with its presenter."""

    def __init__(self, sheets: Sheets, presenter: GroupPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._presenter = sheets, presenter
        self._language: Language | None = None
        presenter.shown.connect(self._show)
        presenter.found.connect(self._open)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        if self._presenter.scene is not None:
            self._show(self._presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Let the group in at Enter, tick by a name's key; return whether that was it."""
        if self._sheets.open_sheet != "group":
            return False
        if Qt.Key(event.key()) in ENTER:
            self._presenter.admit()
            return True
        return self._panel.list.tick_by(event)

    @cached_property
    def _panel(self) -> RollPanel:
        panel, presenter = RollPanel(), self._presenter
        panel.toggled.connect(presenter.toggle)
        panel.submitted.connect(presenter.admit)
        self._sheets.add("group", panel, texts.GROUP, submit=presenter.admit)
        return panel

    @Slot()
    def _open(self) -> None:
        panel = self._panel
        self._sheets.open_panel("group")
        panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _show(self, scene: GroupScene) -> None:
        if self._language is not None:
            self._panel.show_view(roll_view(scene, self._language))


class CompanionsWork(QObject):
    """Asks for a number and counts it with a guest."""

    def __init__(self, sheets: Sheets, presenter: TallyPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._presenter = sheets, presenter
        self._language: Language | None = None
        self._guest: Standing | None = None
        self._error: EmpfangError | None = None
        self._is_wrong = self._is_busy = False
        presenter.failed.connect(self._fail)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show()

    def open(self, guest: Standing) -> None:
        """Ask how many come along with *guest*."""
        self._guest, self._error, self._is_wrong = guest, None, False
        self._is_busy = False
        self._panel.field.clear()
        self._show()
        self._sheets.open_panel("companions")
        self._panel.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Count what was typed."""
        if self._is_busy:
            return
        text = self._panel.field.text().strip()
        is_number = text.isascii() and text.isdigit() and 1 <= int(text) <= MOST
        if self._guest is None or not is_number:
            self._is_wrong = True
            self._show()
            return
        self._is_busy = True
        self._presenter.accompany(self._guest, int(text))

    @cached_property
    def _panel(self) -> TaskPanel:
        panel = TaskPanel("companions")
        panel.pressed.connect(lambda _key: self.submit())
        panel.field.textEdited.connect(lambda _text: self._forgive())
        self._sheets.add("companions", panel, texts.COMPANIONS, submit=self.submit)
        return panel

    def _forgive(self) -> None:
        if self._is_wrong or self._error:
            self._is_wrong, self._error = False, None
            self._show()

    @Slot(object)
    def _fail(self, error: EmpfangError) -> None:
        self._is_busy = False
        if self._sheets.open_sheet == "companions":
            self._error = error
            self._show()

    def _show(self) -> None:
        if self._language is None or self._guest is None:
            return
        say = self._language.say
        status = ("", "")
        if self._error is not None:
            status = ("stop", say(ERRORS[self._error.code]))
        elif self._is_wrong:
            status = ("attention", say(texts.NUMBER_NEEDED, most=self._language.number(MOST)))
        self._panel.show_view(
            PanelView(
                self._guest.person.name,
                say(texts.COMPANIONS_WHY),
                field=say(texts.HOW_MANY),
                keys=(Key("count", "⏎", say(texts.COUNT)),),
                primary="count",
                status=status,
            )
        )
