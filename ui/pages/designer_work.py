"""How the designer is worked: every key and click, and what it changes."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.badge.edit import Place
from app.badge.fonts import bundled_fonts
from app.badge.geometry import box_of
from app.badge.stock import Stock, bundled_stocks
from app.errors import BadgeError, EmpfangError
from ui import badge_texts as texts
from ui.desk import Desk
from ui.language import Language
from ui.pages.categories_work import CategoriesWork
from ui.pages.designer import DesignerPage
from ui.presenters.designing import DesigningPresenter
from ui.presenters.designing_cases import Case
from ui.presenters.designing_elements import (
    FILE_NAME,
    INSERT,
    Element,
    elements,
    head_settings,
    settings,
)
from ui.presenters.designing_proof import Proof
from ui.presenters.designing_words import case_rows, design_keys, edit_keys, error_words, status
from ui.texts import ERRORS
from ui.widgets.row_list import ListRow

_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYS = {
    (Qt.Key.Key_S, True): "save",
    (Qt.Key.Key_Z, True): "undo",
    (Qt.Key.Key_Y, True): "redo",
    (Qt.Key.Key_Delete, False): "remove",
    (Qt.Key.Key_Insert, False): "add",
    (Qt.Key.Key_F5, False): "whom",
    (Qt.Key.Key_F6, False): "turn",
    (Qt.Key.Key_F7, False): "use",
    (Qt.Key.Key_PageDown, False): "next",
    (Qt.Key.Key_PageUp, False): "previous",
    (Qt.Key.Key_Up, True): "lower",
    (Qt.Key.Key_Down, True): "raise",
}


class DesignerWork(QObject):
    """Connects the designer's page with its presenter.

    Signals:
        designs_changed: A design was saved, or others are in use.
        used: What the settings must say about the design to print with.
    """

    designs_changed = Signal()
    used = Signal(str)

    def __init__(self, page: DesignerPage, desk: Desk, language: Language) -> None:
        super().__init__(page)
        self._page, self._desk, self._language = page, desk, language
        self.presenter = DesigningPresenter(desk, self)
        self.categories = CategoriesWork(page, desk, language)
        self._elements: tuple[Element, ...] = ()
        self._proof = Proof()
        self._stock: Stock | None = None
        self._cases: tuple[tuple[Case, ...], int] = ((), 0)
        self._notice = self._trouble = ""
        self._actions = self._all_actions()
        self._connect_presenter()
        self._connect_page()

    def open(self, name: str, case: Case | None = None) -> None:
        """Edit another design, tried with *case* first."""
        if name != self.presenter.name or not self.presenter.is_changed:
            self._notice = ""
            self.presenter.open(name)
        self.presenter.proofs.look_for_cases(case)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language = language
        self._page.set_language(language)
        self.categories.set_language(language)
        self._show_draft()
        self._show_cases(*self._cases)
        self._show_status()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does that no field wanted; return whether it does anything."""
        if self._page.kinds.is_open and event.text().isdigit():
            return self._page.kinds.choose(int(event.text()) - 1)
        is_command = event.modifiers() == _CONTROL
        name = _KEYS.get((Qt.Key(event.key()), is_command))
        if name is not None:
            self.do(name)
        return name is not None

    def do(self, name: str) -> None:
        """Do what the key *name* stands for."""
        self._actions[name]()

    def back(self) -> bool:
        """Close what lies over the page; return whether anything did."""
        return self._page.close_kinds() or self.categories.back()

    def close(self) -> None:
        """End the workers."""
        self.presenter.close()
        self.categories.close()

    def _all_actions(self) -> Mapping[str, Callable[[], None]]:
        presenter = self.presenter
        return {
            "save": presenter.save,
            "use": self._use,
            "whom": self._ask_whom,
            "undo": presenter.undo,
            "redo": presenter.redo,
            "turn": presenter.turn,
            "remove": presenter.remove,
            "add": self._page.open_kinds,
            "next": lambda: presenter.proofs.next_case(1),
            "previous": lambda: presenter.proofs.next_case(-1),
            "lower": lambda: presenter.lift(-1),
            "raise": lambda: presenter.lift(1),
        }

    def _connect_presenter(self) -> None:
        presenter = self.presenter
        presenter.drafted.connect(self._show_draft)
        presenter.selected.connect(self._show_draft)
        presenter.selected.connect(self.categories.back)
        presenter.failed.connect(self._show_error)
        presenter.kept.connect(self._take_kept)
        presenter.used.connect(self._take_used)
        presenter.proofs.proofed.connect(self._take_proof)
        presenter.proofs.offered.connect(self._show_cases)
        presenter.proofs.failed.connect(self._show_error)
        self.categories.changed.connect(self.designs_changed)
        self.categories.failed.connect(self._show_error)

    def _connect_page(self) -> None:
        page, presenter = self._page, self.presenter
        page.key_pressed.connect(self.do)
        page.add_wanted.connect(presenter.add)
        page.picture_chosen.connect(lambda file: presenter.add_picture(Path(file)))
        page.elements.chosen.connect(self._choose)
        page.cases.chosen.connect(presenter.proofs.choose_case)
        page.settings.entered.connect(self._set)
        page.canvas.picked.connect(
            lambda number: presenter.select(None if number < 0 else (number, None))
        )
        page.canvas.dragged.connect(presenter.try_box)
        page.canvas.dropped.connect(presenter.put)
        page.canvas.nudged.connect(presenter.nudge)
        page.canvas.stretched.connect(lambda dx, dy: presenter.nudge(dx, dy, stretches=True))
        page.canvas.scaled.connect(presenter.proofs.set_dpi)

    def _choose(self, number: int) -> None:
        element = self._elements[number]
        self.presenter.select((element.index, element.row))

    def _set(self, place: Place, value: object) -> None:
        if place[-1] == INSERT:
            self._insert(place, str(value))
        elif place == ("src",):
            self.presenter.change_picture(Path(str(value)))
        elif place == (FILE_NAME,):
            self.presenter.set_save_name(str(value or ""))
            self._show_draft()
        else:
            self.presenter.change(place, value)

    def _insert(self, place: Place, word: str) -> None:
        """Put a word of the list behind the text of the chosen element."""
        selection = self.presenter.selection
        if not word or selection is None:
            return
        values = self.presenter.draft.parts[selection[0]].values
        row = values if selection[1] is None else values["row"][selection[1]]
        text = f"{row.get('text', '')} {word}".strip()
        self.presenter.change((*place[:-1], "text"), text)

    def _use(self) -> None:
        if self.presenter.is_changed:
            self._tell(self._language.say(texts.SAVE_FIRST))
        else:
            self.presenter.use()

    def _ask_whom(self) -> None:
        """Open or close the table of the categories that print with this design."""
        if self.presenter.is_changed:
            self._tell(self._language.say(texts.SAVE_FIRST))
        elif not self.categories.back():
            self.categories.open(self.presenter.name)

    def _take_kept(self, name: str) -> None:
        self._tell(self._language.say(texts.SAVED, name=name))
        self.designs_changed.emit()

    def _take_used(self, name: str) -> None:
        has_others = bool(self._desk.designs.choices())
        sentence = texts.IN_USE_USUALLY if has_others else texts.IN_USE_NOW
        self._tell(self._language.say(sentence, name=name))
        self.used.emit(self._desk.designs.setting(name))

    def _take_proof(self, proof: Proof) -> None:
        self._proof = proof
        self._stock = proof.stock or self._stock
        self._page.show_proof(proof)
        self._page.arrange()
        self._show_head()
        self._show_status()

    def _tell(self, sentence: str) -> None:
        self.categories.back()
        self._notice, self._trouble = sentence, ""
        self._show_status()

    def _show_error(self, error: EmpfangError) -> None:
        is_file = isinstance(error, BadgeError)
        sentence = error.sentence if is_file else self._language.say(ERRORS[error.code])
        self._trouble = error_words(sentence, self._language)
        self._show_status()

    def _show_status(self) -> None:
        said = status(self._proof, self._notice, self._language)
        # What went wrong stays in sight when a page is drawn meanwhile.
        self._page.status.show_status(*(("stop", self._trouble) if self._trouble else said))
        self._page.arrange()

    def _show_draft(self) -> None:
        presenter, page, language = self.presenter, self._page, self._language
        if not presenter.name:
            return
        self._notice = "" if presenter.is_changed else self._notice
        self._trouble = ""
        self._elements = elements(presenter.draft, presenter.side, language)
        chosen = self._chosen()
        rows = [ListRow(e.title, level=int(e.row is not None)) for e in self._elements]
        page.elements.show_rows(rows, chosen)
        parts, side = presenter.draft.parts, presenter.side
        boxes = [box_of(part.values) if part.side == side else None for part in parts]
        page.canvas.show_boxes(boxes, presenter.selection[0] if presenter.selection else -1)
        self._show_settings(self._elements[chosen] if chosen >= 0 else None)
        self._show_head()
        page.show_keys(edit_keys(presenter, language))

    def _show_head(self) -> None:
        head, presenter = self._page.head, self.presenter
        title, remark, keys = design_keys(presenter, self._stock, self._language)
        head.show_words(title, remark)
        head.show_keys(keys)

    def _chosen(self) -> int:
        numbers = [
            number
            for number, element in enumerate(self._elements)
            if (element.index, element.row) == self.presenter.selection
        ]
        return numbers[0] if numbers else -1

    def _show_settings(self, element: Element | None) -> None:
        presenter, language = self.presenter, self._language
        if element is None:
            stocks, families = bundled_stocks(), bundled_fonts().families
            shown = head_settings(presenter.draft, presenter.save_name, stocks, families, language)
            self._page.show_chosen(language.say(texts.PAGE), language.say(texts.NOTHING_CHOSEN))
        else:
            shown = settings(presenter.draft, element, presenter.page, language)
            sides = [f"{setting.value:g}" for setting in shown[:4]]
            spoken = dict(zip(("left", "top", "width", "height"), sides, strict=True))
            words = language.say(texts.PAGE_ALOUD, title=element.title, **spoken)
            self._page.show_chosen(element.title, words)
        self._page.settings.show_settings(shown, language.point)

    def _show_cases(self, cases: tuple[Case, ...], chosen: int) -> None:
        self._cases = (cases, chosen)
        self._page.cases.show_rows(case_rows(cases, self._language), chosen)
