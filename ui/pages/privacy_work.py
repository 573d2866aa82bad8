"""How the page on people's rights is worked: its keys, and what stands where."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.clock import Clock
from ui import privacy_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.privacy import PrivacyPage
from ui.presenters.privacy import PrivacyPresenter
from ui.presenters.privacy_scene import PrivacyScene
from ui.presenters.privacy_words import panel, rows

_KEYS = {
    Qt.Key.Key_F4: ("erase", "run", "leave"),
    Qt.Key.Key_F5: ("report", "file", "erase_files", "protocol"),
    Qt.Key.Key_F7: ("ask_erase", "ask_run", "ask_leave"),
}
"""One key asks and another one does it; in the search Del is a letter's."""


class PrivacyWork(QObject):
    """Connects the page with its presenter.

    Signals:
        left: The window is to close for good.
    """

    left = Signal()

    def __init__(self, page: PrivacyPage, desk: Desk, language: Language, clock: Clock) -> None:
        super().__init__(page)
        self._page, self._language = page, language
        self.presenter = PrivacyPresenter(desk, clock, self)
        self._actions = self._all_actions()
        self.presenter.shown.connect(self._show)
        self.presenter.left.connect(self.left)
        page.list.chosen.connect(self.presenter.choose)
        page.typed.connect(self.presenter.search)
        page.key_pressed.connect(self.do)

    def open(self) -> None:
        """Show how things are, with nobody in sight."""
        self._page.field.clear()
        self.presenter.look()
        self._page.field.setFocus()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._page.set_language(language)
        self._show(self.presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        offered = {key.name for key in self._page.panel.view.keys}
        names = _KEYS.get(Qt.Key(event.key()), ())
        name = next((one for one in names if one in offered), None)
        if name is not None:
            self.do(name)
        return name is not None

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        self._actions[name]()

    def back(self) -> bool:
        """Leave what was asked, or what was looked for; return whether anything was."""
        if self.presenter.back():
            return True
        if not self._page.field.text():
            return False
        self._page.field.clear()
        return True

    def close(self) -> None:
        """End the workers."""
        self.presenter.close()

    def _all_actions(self) -> Mapping[str, Callable[[], object]]:
        presenter = self.presenter
        return {
            "report": lambda: presenter.write_report(self._language.name),
            "protocol": lambda: presenter.write_protocol(self._language.name),
            "ask_erase": lambda: presenter.ask("erase"),
            "erase": lambda: presenter.erase(with_files=False),
            "erase_files": lambda: presenter.erase(with_files=True),
            "ask_run": lambda: presenter.ask("run"),
            "run": presenter.run,
            "ask_leave": lambda: presenter.ask("leave"),
            "leave": presenter.leave,
            "file": presenter.hand_over,
            "back": self.back,
        }

    def _show(self, scene: PrivacyScene) -> None:
        page = self._page
        page.head.show_words(self._language.say(texts.PRIVACY), "")
        page.show_list(rows(scene, self._language), scene.chosen)
        page.show_panel(panel(scene, self._language))
