"""How the organiser's place is worked: which page is open and where its keys go."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui import badge_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.designer_work import DesignerWork
from ui.pages.organiser import OrganiserPage
from ui.pages.preflight_work import PreflightWork
from ui.presenters import words
from ui.presenters.designing_cases import Case
from ui.presenters.scene import Scene
from ui.widgets.row_list import ListRow

_SIGNS = ("welcome", "already", "attention", "stop")


class OrganiserWork(QObject):
    """Connects the organiser's pages.

    Signals:
        left: Back to reception.
        design_used: What the settings must say about the design to print with.
    """

    left = Signal()
    design_used = Signal(str)

    def __init__(self, page: OrganiserPage, desk: Desk, language: Language, design: str) -> None:
        super().__init__(page)
        self._page, self._desk, self._language, self._design = page, desk, language, design
        self._names: list[str] = []
        self._scene: Scene | None = None
        self.check = PreflightWork(page.check, desk, language)
        self.designer = DesignerWork(page.designer, desk, language)
        page.place_chosen.connect(self.open)
        page.design_chosen.connect(lambda number: self._open_design(self._names[number]))
        page.left.connect(self.left)
        self.check.design_wanted.connect(self._open_case)
        self.designer.designs_changed.connect(self._show_designs)
        self.designer.used.connect(self._take_used)

    def open(self, place: str) -> None:
        """Open the check or the designer."""
        self._page.show_place(place)
        self._show_designs()
        if place == "check":
            self.check.start(self._design)
            self._page.check.findings.setFocus()
        elif not self.designer.presenter.name:
            self._open_design(self._in_use() or self._names[0])
        else:
            self._page.designer.elements.setFocus()

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._page.set_language(language)
        self.check.set_language(language)
        self.designer.set_language(language)
        self._show_designs()
        if self._scene is not None:
            self.show_answer(self._scene)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        is_check = self._page.place == "check"
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            if not (self.check.back() if is_check else self._page.designer.close_kinds()):
                self.left.emit()
            return True
        return self.check.press(event) if is_check else self.designer.press(event)

    def show_answer(self, scene: Scene) -> None:
        """Tell what the station answered to a scan meanwhile."""
        self._scene = scene
        view = words.plate_view(scene, self._language)
        sign = view.verdict if view.verdict in _SIGNS else ""
        said = "\n".join(part for part in (view.word, view.name) if part)
        self._page.answer.show_status(sign, said if sign else "")

    def close(self) -> None:
        """End all workers."""
        self.check.close()
        self.designer.close()

    def _open_design(self, name: str, case: Case | None = None) -> None:
        self._page.show_place("design")
        self.designer.open(name, case)
        self._show_designs()
        self._page.designer.elements.setFocus()

    def _open_case(self, case: Case) -> None:
        self._open_design(self._in_use() or self._names[0], case)

    def _in_use(self) -> str:
        return self._desk.designs.name_of(self._design)

    def _take_used(self, setting: str) -> None:
        self._design = setting
        self._show_designs()
        self.design_used.emit(setting)

    def _show_designs(self) -> None:
        self._names = self._desk.designs.names()
        in_use, say = self._in_use(), self._language.say
        rows = [ListRow(name, say(texts.IN_USE) if name == in_use else "") for name in self._names]
        opened = self.designer.presenter.name if self._page.place == "design" else ""
        chosen = self._names.index(opened) if opened in self._names else -1
        self._page.show_designs(rows, chosen)
