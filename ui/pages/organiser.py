"""The organiser's place in the window: what there is at the left, one page beside it."""

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QWidget

from ui import badge_texts as texts
from ui import export_texts, figures_texts, hub_texts, import_texts, privacy_texts, question_texts
from ui.language import Language
from ui.pages.designer import DesignerPage
from ui.pages.drawn import DrawnPage
from ui.pages.exports import ExportsPage
from ui.pages.figures import FiguresPage
from ui.pages.hub import HubPage
from ui.pages.importing import ImportPage
from ui.pages.preflight import PreflightPage
from ui.pages.privacy import PrivacyPage
from ui.pages.questions import QuestionsPage
from ui.theme import Look
from ui.widgets.keys import KeyButton
from ui.widgets.nav_item import NavItem
from ui.widgets.row_list import ListRow, RowList
from ui.widgets.status_line import StatusLine

_WIDTH = 208
PLACES = ("figures", "import", "check", "design", "questions", "exports", "privacy", "hub")
_Page = TypeVar("_Page", bound=DrawnPage)
_OF_BADGES = ("check", "design")
_WORDS = {
    "figures": figures_texts.FIGURES,
    "import": import_texts.IMPORT,
    "check": texts.CHECK,
    "design": texts.DESIGN,
    "questions": question_texts.QUESTIONS,
    "exports": export_texts.EXPORTS,
    "privacy": privacy_texts.PRIVACY,
    "hub": hub_texts.HUB,
}


class OrganiserPage(DrawnPage):
    """Shows one of `PLACES`; the scanner stays alive and what it answers is told at the left.

    A page is made when it is first asked for: most people never open most of them.

    Signals:
        place_chosen: One of `PLACES`.
        design_chosen: The number of a design of the list.
        left: Somebody wants back to reception.
    """

    place_chosen = Signal(str)
    design_chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("organiser", parent)
        self._place = PLACES[0]
        self._language: Language | None = None
        self._open = 0
        self._title, self._designs_title = QLabel("Empfang", self), QLabel(self)
        self._title.setObjectName("navTitle")
        self._designs_title.setObjectName("navLabel")
        self._items = {name: self._new_item(name) for name in PLACES}
        self.designs = RowList("designs", parent=self)
        self.answer = StatusLine("lastAnswer", self)
        self.back = KeyButton("back", self)
        self.back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages: dict[str, DrawnPage] = {}
        self.designs.chosen.connect(self.design_chosen)
        self.back.clicked.connect(self.left)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_place(self._place)

    @property
    def place(self) -> str:
        """Which of `PLACES` is shown."""
        return self._place

    @cached_property
    def figures(self) -> FiguresPage:
        """How many came, and when."""
        return self._put("figures", FiguresPage(self))

    @cached_property
    def importing(self) -> ImportPage:
        """Lists of guests to take in."""
        return self._put("import", ImportPage(self))

    @cached_property
    def check(self) -> PreflightPage:
        """Badges that need a look before they are printed."""
        return self._put("check", PreflightPage(self))

    @cached_property
    def designer(self) -> DesignerPage:
        """What a badge looks like."""
        return self._put("design", DesignerPage(self))

    @cached_property
    def questions(self) -> QuestionsPage:
        """What the stations cannot decide by themselves."""
        return self._put("questions", QuestionsPage(self))

    @cached_property
    def exports(self) -> ExportsPage:
        """Files and papers."""
        return self._put("exports", ExportsPage(self))

    @cached_property
    def privacy(self) -> PrivacyPage:
        """What somebody may ask about themselves."""
        return self._put("privacy", PrivacyPage(self))

    @cached_property
    def hub(self) -> HubPage:
        """What this station agrees with."""
        return self._put("hub", HubPage(self))

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self._language, say = language, language.say
        self.setAccessibleName(say(texts.ORGANISER))
        self._show_items()
        self._designs_title.setText(say(texts.DESIGNS))
        self.designs.setAccessibleName(say(texts.DESIGNS))
        self.back.show_key("Esc", say(texts.BACK))

    def show_place(self, name: str) -> None:
        """Show one of `PLACES`, as far as its page is made."""
        self._place = name
        for each, item in self._items.items():
            item.setChecked(each == name)
        for each, page in self._pages.items():
            page.setVisible(each == name)
        for part in (self._designs_title, self.designs):
            part.setVisible(name in _OF_BADGES)
        self.arrange()

    def show_open(self, count: int) -> None:
        """Show how many questions are open beside their place."""
        if count != self._open:
            self._open = count
            self._show_items()

    def show_designs(self, rows: Sequence[ListRow], chosen: int) -> None:
        """Show the designs that there are."""
        self.designs.show_rows(rows, chosen)

    def _dress(self, look: Look) -> None:
        for part in (self.designs, self.answer):
            part.set_look(look)
        for item in self._items.values():
            item.set_look(look)
        for page in self._pages.values():
            page.set_look(look)
        self.back.set_look(look, look.px(16))

    def _lay(self, look: Look) -> None:
        tall, wide = self.height(), look.px(_WIDTH)
        row, indent, foot = look.target(48), look.px(24), look.target(64)
        self._title.setGeometry(indent, look.px(20), wide - indent, look.px(56))
        top = look.size("header")
        top += self._arrange_items(top, wide - 1, row, tall - foot - top) + look.px(16)
        self._designs_title.setGeometry(indent, top, wide - indent, look.px(36))
        answer = look.px(96)
        answer_top = tall - foot - answer - look.px(12)
        list_top = top + look.px(36)
        room = max(0, answer_top - list_top - look.px(16))
        self.designs.setGeometry(0, list_top, wide - 1, room)
        self.answer.setGeometry(look.px(16), answer_top, wide - look.px(24), answer)
        self.answer.setVisible(answer_top >= top)
        self.back.setGeometry(0, tall - foot, wide - 1, foot)
        for page in self._pages.values():
            page.setGeometry(self._room)
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        wide = look.px(_WIDTH)
        painter.fillRect(0, 0, wide, self.height(), look.colour("panel"))
        painter.setPen(look.colour("hair"))
        painter.drawLine(wide - 1, 0, wide - 1, self.height())
        if self.answer.isVisibleTo(self):
            line = self.answer.y() - look.px(12)
            painter.drawLine(0, line, wide, line)
        painter.drawLine(0, self.back.y() - 1, wide, self.back.y() - 1)

    @property
    def _room(self) -> QRect:
        """Where a page is, beside the list at the left."""
        wide = self._look.px(_WIDTH) if self._look is not None else 0
        return QRect(wide, 0, self.width() - wide, self.height())

    def _put(self, name: str, page: _Page) -> _Page:
        """Take a page that was made just now, out of sight and as it would be by now."""
        self._pages[name] = page
        page.hide()
        if self._look is not None:
            page.ensurePolished()  # what is measured in it has the right fonts from the first
            page.set_look(self._look)
            page.setGeometry(self._room)
        return page

    def _arrange_items(self, top: int, wide: int, row: int, room: int) -> int:
        """Give the places their rows, those around the open one where not all have room.

        Returns:
            How high they are together.
        """
        names = list(self._items)
        shown = min(len(names), max(1, room // row))
        first = min(max(0, names.index(self._place) - shown // 2), len(names) - shown)
        for number, item in enumerate(self._items.values()):
            item.setGeometry(0, top + (number - first) * row, wide, row)
            item.setVisible(first <= number < first + shown)
        return shown * row

    def _show_items(self) -> None:
        if self._language is None:
            return
        say, number = self._language.say, self._language.number(self._open)
        for name, item in self._items.items():
            waits = name == "questions" and self._open > 0
            spoken = say(question_texts.OPEN_COUNT, count=number)
            item.show_words(say(_WORDS[name]), number if waits else "", spoken)

    def _new_item(self, name: str) -> NavItem:
        item = NavItem(name, self)
        item.clicked.connect(lambda: self.place_chosen.emit(name))
        return item
