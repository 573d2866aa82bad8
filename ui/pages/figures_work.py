"""How the page of the figures is worked: its keys, and what stands where."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog

from ui import figures_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.figures import FiguresPage
from ui.presenters.figure_tables import tables
from ui.presenters.figures import FigureScene, FiguresPresenter
from ui.presenters.figures_words import chart, headline, key_figures, keys, remark

_KEYS = {
    Qt.Key.Key_F3: "turn",
    Qt.Key.Key_F4: "pane",
    Qt.Key.Key_F5: "report",
    Qt.Key.Key_F6: "earlier",
    Qt.Key.Key_F7: "board",
}
_CHARTED = "overview"


class FiguresWork(QObject):
    """Connects the page of the figures with its presenter.

    Signals:
        place_wanted: Somebody wants to another of the organiser's places, by name.
    """

    place_wanted = Signal(str)

    def __init__(
        self, page: FiguresPage, desk: Desk, language: Language, places: tuple[str, ...]
    ) -> None:
        super().__init__(page)
        self._page, self._language, self._places = page, language, places
        self.presenter = FiguresPresenter(desk, self)
        self.ask_file: Callable[[], str] = self._ask_file
        self._actions = self._all_actions()
        self.presenter.shown.connect(self._show)
        page.key_pressed.connect(self.do)

    def open(self) -> None:
        """Count, and show it."""
        self._show(self.presenter.scene)
        self.presenter.look()
        self._page.setFocus()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._page.set_language(language)
        self._show(self.presenter.scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        name = _KEYS.get(Qt.Key(event.key()))
        if name is not None:
            self.do(name)
        return name is not None

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        self._actions[name]()

    def close(self) -> None:
        """End the workers."""
        self.presenter.close()

    def _all_actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            "turn": self.presenter.turn,
            "pane": self.presenter.next_pane,
            "earlier": self._bring_in,
            "report": lambda: self._go("exports"),
            "board": lambda: self._go("hub"),
        }

    def _go(self, place: str) -> None:
        if place in self._places:
            self.place_wanted.emit(place)

    def _bring_in(self) -> None:
        if path := self.ask_file():
            self.presenter.keep_edition(Path(path))

    def _ask_file(self) -> str:
        title = self._language.say(texts.CHOOSE_EDITION)
        path, _ = QFileDialog.getOpenFileName(self._page, title, "", "JSON (*.json)")
        return path

    def _show(self, scene: FigureScene) -> None:
        page, language, say = self._page, self._language, self._language.say
        page.head.show_words(say(texts.FIGURES), remark(scene, language))
        page.head.show_keys(keys(scene, language, self._places), has_primary=False)
        page.legend.show_words(say(texts.ARRIVED), say(texts.RUNNING))
        if scene.sight is None:
            return
        numbers = scene.sight.numbers
        page.figures.show_figures(headline(numbers, language), key_figures(numbers, language))
        has_chart = scene.pane == _CHARTED
        page.show_chart(
            chart(scene.sight, language, is_wide=scene.is_wide) if has_chart else None,
            (say(texts.TURN_BACK if scene.is_wide else texts.TURN), say(texts.EARLIER)),
            say(texts.NOBODY_YET),
        )
        page.show_tables(tables(scene.sight, scene.pane, language))
