"""How the page about files and papers is worked: its keys, and what stands where."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent

from app.admission.doors import choose_session
from app.errors import EmpfangError
from app.reports.orders import Written
from ui import export_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.exports import ExportsPage
from ui.presenters.export_choices import choices
from ui.presenters.export_words import choice_rows, panel, thing_rows
from ui.presenters.exports import REENTER, THINGS, ExportScene, ExportsPresenter

_KEYS = {
    Qt.Key.Key_F5: "open",
    Qt.Key.Key_F6: "take_back",
    Qt.Key.Key_F7: "write",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ExportsWork(QObject):
    """Connects the page of files and papers with its presenter.

    Signals:
        recorded: Somebody was entered from paper.
        noticed: Sign and words about the evacuation sheet, for any page.
    """

    recorded = Signal()
    noticed = Signal(str, str)

    def __init__(self, page: ExportsPage, desk: Desk, language: Language) -> None:
        super().__init__(page)
        self._page, self._desk, self._language = page, desk, language
        self._has_rows: bool | None = None
        self.show_file = QDesktopServices.openUrl
        self.presenter = ExportsPresenter(desk, language.name, self)
        self._actions = self._all_actions()
        self.presenter.evacuated.connect(self._take_sheet)
        self.presenter.shown.connect(self._show)
        self.presenter.recorded.connect(self.recorded)
        page.things.chosen.connect(self._choose)
        page.choices.clicked.connect(lambda index: self._change(index.row()))
        page.key_pressed.connect(self.do)

    def open(self) -> None:
        """Show what can be written."""
        self.presenter.look()
        self._show(self.presenter.scene)
        self._page.things.setFocus()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*, and write in it."""
        self._language = language
        self._page.set_language(language)
        self.presenter.speak(language.name)
        self._show(self.presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        key = Qt.Key(event.key())
        if key in _ENTER and self._page.choices.hasFocus():
            self._change(self._page.choices.currentIndex().row())
            return True
        name = _KEYS.get(key)
        if name is not None:
            self.do(name)
        return name is not None

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        self._actions[name]()

    def back(self) -> bool:
        """Stop what is being written; return whether anything was."""
        return self.presenter.stop()

    def evacuate(self) -> None:
        """Write the evacuation sheet and open it, wherever the window is."""
        self.presenter.evacuate()

    def close(self) -> None:
        """End the workers."""
        self.presenter.close()

    def _all_actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "write": self._write,
            "enter": self._write,
            "open": self._open,
            "stop": self.presenter.stop,
            "take_back": self.presenter.take_back,
        }

    def _take_sheet(self, written: Written | None) -> None:
        if written is None:
            self.noticed.emit("stop", self._language.say(texts.EVACUATION_FAILED))
            return
        self.show_file(QUrl.fromLocalFile(str(written.path)))
        self.noticed.emit("", "")

    def _choose(self, number: int) -> None:
        self.presenter.choose(THINGS[number])

    def _change(self, number: int) -> None:
        asked = choices(self.presenter.scene.order)
        if 0 <= number < len(asked):
            self.presenter.change(asked[number])

    def _write(self) -> None:
        text = self._page.panel.field.text()
        if self.presenter.scene.thing == REENTER:
            self.presenter.enter(text, self._door())
        else:
            self.presenter.write(text)

    def _door(self) -> str | None:
        """Return the door of the event, the first one where there are several."""
        programme = self._desk.programme()
        try:
            door = choose_session(programme, None)
        except EmpfangError:
            door = programme.entrances[0]
        return door.id if door else None

    def _open(self) -> None:
        written = self.presenter.scene.written
        if written is not None:
            self.show_file(QUrl.fromLocalFile(str(written.path)))

    def _show(self, scene: ExportScene) -> None:
        page, language = self._page, self._language
        page.things.show_rows(thing_rows(language), THINGS.index(scene.thing))
        current = page.choices.currentIndex().row()
        page.choices.show_rows(choice_rows(scene, language), current)
        page.panel.show_view(panel(scene, language))
        is_paper = scene.thing == REENTER
        if is_paper is not self._has_rows or scene.entered is not None:
            page.panel.field.setText("" if is_paper else str(scene.folder))
        self._has_rows = is_paper
