"""How the list of calls is worked, and how a guest comes onto it."""

from functools import cached_property

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent

from app.model.standing import Standing
from ui import group_texts as texts
from ui.language import Language
from ui.pages.sheets import Sheets
from ui.presenters.calls import CallsPresenter, CallsScene
from ui.presenters.group_words import MATTERS, call_rows, hand_over_rows
from ui.presenters.scene import Scene
from ui.texts import ERRORS
from ui.widgets.call_panel import CallPanel
from ui.widgets.guest_menu import GuestMenu


class CallsWork(QObject):
    """Connects the list with its presenter."""

    def __init__(self, sheets: Sheets, presenter: CallsPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._presenter = sheets, presenter
        self._language: Language | None = None
        presenter.shown.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether the list is in sight."""
        return self._sheets.open_sheet == "calls"

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._follow(self._presenter.scene)

    def open(self) -> None:
        """Show the list."""
        self._presenter.begin()
        self._show(self._presenter.scene)
        self._sheets.open_panel("calls")

    def press(self, event: QKeyEvent) -> bool:
        """Take a call by its digit; return whether the key does anything here."""
        place = _digit(event)
        if not self.is_open or place is None:
            return False
        self._presenter.take(place)
        return True

    @cached_property
    def _panel(self) -> CallPanel:
        panel = CallPanel()
        panel.pressed.connect(self._presenter.take)
        self._sheets.add("calls", panel, texts.CALLS)
        return panel

    @Slot(object)
    def _follow(self, scene: CallsScene) -> None:
        if self.is_open:
            self._show(scene)

    def _show(self, scene: CallsScene) -> None:
        if self._language is None:
            return
        say = self._language.say
        title = "" if scene.calls else say(texts.NO_CALLS)
        text = say(texts.TAKE_BY_KEY if scene.calls else texts.NO_CALLS_WHY)
        self._panel.show_calls(title, text, call_rows(scene, self._language))
        if scene.error is None:
            self._panel.show_status("", "")
        else:
            is_late = scene.error.code == "input"
            words = texts.TAKEN_BY_OTHERS if is_late else ERRORS[scene.error.code]
            self._panel.show_status("attention", say(words))


class HandOverWork(QObject):
    """Puts a guest on the help list at once; a digit then says what it is about.

    Signals:
        finished: The panel may close.
    """

    finished = Signal()

    def __init__(self, sheets: Sheets, presenter: CallsPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets, self._presenter = sheets, presenter
        self._language: Language | None = None
        self._guest: Standing | None = None
        presenter.handed_over.connect(self._open)

    @property
    def is_open(self) -> bool:
        """Whether somebody was just put on the list."""
        return self._sheets.open_sheet == "hand_over"

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._show()

    def press(self, event: QKeyEvent) -> bool:
        """Say by a digit what it is about; return whether the key does anything here."""
        place = _digit(event)
        if not self.is_open or place is None:
            return False
        if place < len(MATTERS):
            self._choose(MATTERS[place])
        return True

    @Slot(object)
    def follow(self, scene: Scene) -> None:
        """Close the panel when the next guest is there."""
        if self.is_open and scene.answer is not None:
            self.finished.emit()

    @cached_property
    def _panel(self) -> GuestMenu:
        panel = GuestMenu("handOver")
        panel.pressed.connect(self._choose)
        self._sheets.add("hand_over", panel, texts.HAND_OVER)
        return panel

    @Slot(str)
    def _choose(self, matter: str) -> None:
        if self._guest is not None:
            self.finished.emit()
            self._presenter.hand_over(self._guest, matter)

    @Slot(object)
    def _open(self, guest: Standing) -> None:
        self._guest = guest
        self._show()
        self._sheets.open_panel("hand_over")

    def _show(self) -> None:
        if self._guest is None or self._language is None:
            return
        note = self._language.say(texts.ON_HELP_LIST)
        self._panel.show_guest(self._guest.person.name, note, hand_over_rows(self._language))


def _digit(event: QKeyEvent) -> int | None:
    """Return which place a key from 1 to 9 stands for, counted from 0."""
    text = event.text()
    return int(text) - 1 if len(text) == 1 and text in "123456789" else None
