"""How the organiser's place is worked: which page is open and where its keys go."""

from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.clock import Clock
from ui import badge_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.designer_work import DesignerWork
from ui.pages.exports_work import ExportsWork
from ui.pages.figures_work import FiguresWork
from ui.pages.hub_work import HubWork
from ui.pages.importing_work import ImportWork
from ui.pages.organiser import PLACES, OrganiserPage
from ui.pages.preflight_work import PreflightWork
from ui.pages.privacy_work import PrivacyWork
from ui.pages.questions_work import QuestionsWork
from ui.permits import allows
from ui.presenters import words
from ui.presenters.designing_cases import Case
from ui.presenters.scene import Scene
from ui.widgets.row_list import ListRow

_Work: TypeAlias = (
    FiguresWork
    | ImportWork
    | PreflightWork
    | DesignerWork
    | QuestionsWork
    | ExportsWork
    | PrivacyWork
    | HubWork
)
_SIGNS = ("welcome", "already", "attention", "stop")


class OrganiserWork(QObject):
    """Connects the organiser's pages.

    Signals:
        left: Back to reception.
        design_used: What the settings must say about the design to print with.
        refused: Whoever works here may not go to the place of that name.
        recorded: Something was written that other pages show.
    """

    left = Signal()
    design_used = Signal(str)
    refused = Signal(str)
    recorded = Signal()

    def __init__(
        self, page: OrganiserPage, desk: Desk, language: Language, design: str, clock: Clock
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._language, self._design = page, desk, language, design
        self._names: list[str] = []
        self._unspoken: set[str] = set()
        self._scene: Scene | None = None
        self.check = PreflightWork(page.check, desk, language)
        self.designer = DesignerWork(page.designer, desk, language)
        self.figures = FiguresWork(page.figures, desk, language, PLACES)
        self.questions = QuestionsWork(page.questions, desk, language)
        self.hub = HubWork(page.hub, desk, language, clock)
        self.importing = ImportWork(page.importing, desk, language)
        self.exports = ExportsWork(page.exports, desk, language)
        self.privacy = PrivacyWork(page.privacy, desk, language, clock)
        self._works: dict[str, _Work] = {
            "figures": self.figures,
            "import": self.importing,
            "questions": self.questions,
            "check": self.check,
            "design": self.designer,
            "exports": self.exports,
            "privacy": self.privacy,
            "hub": self.hub,
        }
        self._tell_places()
        self._connect()

    def _tell_places(self) -> None:
        """Note what opens a place, what goes back in it, and what follows the event there."""
        self._open = {
            "figures": self.figures.open,
            "import": self.importing.open,
            "check": self._open_check,
            "design": self._open_last_design,
            "questions": self.questions.open,
            "exports": self.exports.open,
            "privacy": self.privacy.open,
            "hub": self.hub.open,
        }
        self._back = {
            "check": self.check.back,
            "hub": self.hub.back,
            "import": self.importing.back,
            "exports": self.exports.back,
            "privacy": self.privacy.back,
            "design": self.designer.back,
        }
        self._look = {
            "figures": self.figures.presenter.look,
            "questions": self.questions.presenter.look,
            "hub": self.hub.presenter.look,
        }

    def _connect(self) -> None:
        page = self._page
        page.place_chosen.connect(self.open)
        self.figures.place_wanted.connect(self.open)
        page.design_chosen.connect(lambda number: self._open_design(self._names[number]))
        page.left.connect(self.left)
        self.questions.presenter.recorded.connect(self.recorded)
        self.exports.recorded.connect(self.recorded)
        self.check.design_wanted.connect(self._open_case)
        self.designer.designs_changed.connect(self._show_designs)
        self.designer.used.connect(self._take_used)

    def open(self, place: str) -> None:
        """Open one of `ui.pages.organiser.PLACES`."""
        if not allows(self._desk.roles, place):
            self._page.show_place(self._page.place)
            self.refused.emit(place)
            return
        self._speak(place)
        self._page.show_place(place)
        self._show_designs()
        self._open[place]()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; pages out of sight do so when they are opened."""
        self._language = language
        self._page.set_language(language)
        self._unspoken = set(self._works)
        if not self._page.isHidden():
            self._speak(self._page.place)
        self._show_designs()
        if self._scene is not None:
            self.show_answer(self._scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        work = self._works[self._page.place]
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            if not self._go_back():
                self.left.emit()
            return True
        return work.press(event)

    def evacuate(self) -> None:
        """Write the evacuation sheet and open it, whatever is in sight."""
        self._speak("exports")
        self.exports.evacuate()

    def tick(self) -> None:
        """Look again at what changes by itself."""
        if self._page.isVisible() and self._page.place in self._look:
            self._look[self._page.place]()

    def open_invitation(self, text: str) -> None:
        """Open the page of the hub with an invitation that was scanned."""
        self._speak("hub")
        self._page.show_place("hub")
        self.hub.open(text)

    def propose(self, file: Path) -> None:
        """Look at *file* on the page of lists as soon as that is open."""
        self.importing.presenter.propose(file)

    def show_answer(self, scene: Scene) -> None:
        """Tell what the station answered to a scan meanwhile."""
        self._scene = scene
        view = words.plate_view(scene, self._language)
        sign = view.verdict if view.verdict in _SIGNS else ""
        said = "\n".join(part for part in (view.word, view.name) if part)
        self._page.answer.show_status(sign, said if sign else "")
        if self._page.isVisible() and self._page.place == "figures":
            self.figures.presenter.look()

    def close(self) -> None:
        """End all workers."""
        for work in self._works.values():
            work.close()

    def _speak(self, place: str) -> None:
        if place in self._unspoken:
            self._unspoken.remove(place)
            self._works[place].set_language(self._language)

    def _go_back(self) -> bool:
        """Close what lies over the page in sight; return whether anything did."""
        back = self._back.get(self._page.place)
        return back is not None and back()

    def _open_check(self) -> None:
        self.check.start(self._design)
        self._page.check.findings.setFocus()

    def _open_last_design(self) -> None:
        if self.designer.presenter.name:
            self._page.designer.elements.setFocus()
        else:
            self._open_design(self._in_use() or self._names[0])

    def _open_design(self, name: str, case: Case | None = None) -> None:
        self._speak("design")
        self._page.show_place("design")
        self.designer.open(name, case)
        self._show_designs()
        self._page.designer.elements.setFocus()

    def _open_case(self, case: Case) -> None:
        own = self._desk.designs.chosen_for(case.content.category)
        name = own if own in self._names else self._in_use()
        self._open_design(name or self._names[0], case)

    def _in_use(self) -> str:
        return self._desk.designs.name_of(self._design)

    def _take_used(self, setting: str) -> None:
        self._design = setting
        self._show_designs()
        self.design_used.emit(setting)

    def _show_designs(self) -> None:
        self._names = self._desk.designs.names()
        in_use, choices = self._in_use(), self._desk.designs.choices()
        users = {name: ", ".join(c for c in choices if choices[c] == name) for name in self._names}
        users[in_use] = self._language.say(texts.IN_USE)
        rows = [ListRow(name, users[name]) for name in self._names]
        opened = self.designer.presenter.name if self._page.place == "design" else ""
        chosen = self._names.index(opened) if opened in self._names else -1
        self._page.show_designs(rows, chosen)
