"""How the organiser's place is worked: which page is open and where its keys go."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, TypeVar

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

_AnyWork: TypeAlias = (
    FiguresWork
    | ImportWork
    | PreflightWork
    | DesignerWork
    | QuestionsWork
    | ExportsWork
    | PrivacyWork
    | HubWork
)
_Work = TypeVar("_Work", bound=_AnyWork)
_SIGNS = ("welcome", "already", "attention", "stop")


class OrganiserWork(QObject):
    """Connects the organiser's pages, each of which is made when it is first asked for.

    Signals:
        left: Back to reception.
        ended: The window is to close for good.
        noticed: Sign and words about the evacuation sheet, for any page.
        design_used: What the settings must say about the design to print with.
        refused: Whoever works here may not go to the place of that name.
        recorded: Something was written that other pages show.
    """

    left = Signal()
    ended = Signal()
    noticed = Signal(str, str)
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
        self._clock = clock
        self._works: dict[str, _AnyWork] = {}
        self._open: dict[str, Callable[[], object]] = {}
        self._back: dict[str, Callable[[], bool]] = {}
        self._look: dict[str, Callable[[], object]] = {}
        page.place_chosen.connect(self.open)
        page.design_chosen.connect(lambda number: self._open_design(self._names[number]))
        page.left.connect(self.left)

    @cached_property
    def figures(self) -> FiguresWork:
        """Works the page of the figures."""
        work = FiguresWork(self._page.figures, self._desk, self._language, PLACES)
        work.place_wanted.connect(self.open)
        return self._take("figures", work, work.open, look=work.presenter.look)

    @cached_property
    def importing(self) -> ImportWork:
        """Works the page of lists."""
        work = ImportWork(self._page.importing, self._desk, self._language)
        return self._take("import", work, work.open, work.back)

    @cached_property
    def check(self) -> PreflightWork:
        """Works the check of the badges."""
        work = PreflightWork(self._page.check, self._desk, self._language)
        work.design_wanted.connect(self._open_case)
        return self._take("check", work, self._open_check, work.back)

    @cached_property
    def designer(self) -> DesignerWork:
        """Works the designer."""
        work = DesignerWork(self._page.designer, self._desk, self._language)
        work.designs_changed.connect(self._show_designs)
        work.used.connect(self._take_used)
        return self._take("design", work, self._open_last_design, work.back)

    @cached_property
    def questions(self) -> QuestionsWork:
        """Works the inbox of questions."""
        work = QuestionsWork(self._page.questions, self._desk, self._language)
        work.presenter.recorded.connect(self.recorded)
        return self._take("questions", work, work.open, look=work.presenter.look)

    @cached_property
    def exports(self) -> ExportsWork:
        """Works the page of files and papers."""
        work = ExportsWork(self._page.exports, self._desk, self._language)
        work.recorded.connect(self.recorded)
        work.noticed.connect(self.noticed)
        return self._take("exports", work, work.open, work.back)

    @cached_property
    def privacy(self) -> PrivacyWork:
        """Works the page of privacy."""
        work = PrivacyWork(self._page.privacy, self._desk, self._language, self._clock)
        work.left.connect(self.ended)
        return self._take("privacy", work, work.open, work.back)

    @cached_property
    def hub(self) -> HubWork:
        """Works the page of the hub."""
        work = HubWork(self._page.hub, self._desk, self._language, self._clock)
        return self._take("hub", work, work.open, work.back, look=work.presenter.look)

    def open(self, place: str) -> None:
        """Open one of `ui.pages.organiser.PLACES`."""
        if not allows(self._desk.roles, place):
            self._page.show_place(self._page.place)
            self.refused.emit(place)
            return
        self._prepare(place)
        self._page.show_place(place)
        self._show_designs()
        self._open[place]()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*; pages out of sight do so when they are opened."""
        self._language = language
        self._page.set_language(language)
        self._unspoken = set(self._works)
        if not self._page.isHidden():
            self._prepare(self._page.place)
            self._show_designs()
        if self._scene is not None:
            self.show_answer(self._scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        work = self._made(self._page.place)
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            if not self._go_back():
                self.left.emit()
            return True
        return work.press(event)

    def evacuate(self) -> None:
        """Write the evacuation sheet and open it, whatever is in sight."""
        self._prepare("exports")
        self.exports.evacuate()

    def tick(self) -> None:
        """Look again at what changes by itself."""
        if self._page.isVisible() and self._page.place in self._look:
            self._look[self._page.place]()

    def open_invitation(self, text: str) -> None:
        """Open the page of the hub with an invitation that was scanned."""
        self._prepare("hub")
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

    def _made(self, place: str) -> _AnyWork:
        """Return what works *place*, made now where nobody has asked for it before."""
        asked: Mapping[str, Callable[[], _AnyWork]] = {
            "figures": lambda: self.figures,
            "import": lambda: self.importing,
            "check": lambda: self.check,
            "design": lambda: self.designer,
            "questions": lambda: self.questions,
            "exports": lambda: self.exports,
            "privacy": lambda: self.privacy,
            "hub": lambda: self.hub,
        }
        return asked[place]()

    def _prepare(self, place: str) -> None:
        """Have the page of *place*, in the language of now."""
        work = self._made(place)
        if place in self._unspoken:
            self._unspoken.remove(place)
            work.set_language(self._language)

    def _take(
        self,
        place: str,
        work: _Work,
        opens: Callable[[], object],
        back: Callable[[], bool] | None = None,
        look: Callable[[], object] | None = None,
    ) -> _Work:
        """Take the *work* of a page that was made just now.

        Args:
            place: Where it is.
            work: What was made.
            opens: Opens the place.
            back: Goes back in it, and says whether there was anything to leave.
            look: Follows the event there.
        """
        self._works[place], self._open[place] = work, opens
        if back is not None:
            self._back[place] = back
        if look is not None:
            self._look[place] = look
        work.set_language(self._language)
        return work

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
        self._prepare("design")
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
