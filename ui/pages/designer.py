"""The designer: elements at the left, the page in the middle, what can be set at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from ui import badge_texts as texts
from ui.language import Language
from ui.pages.drawn import DrawnPage
from ui.presenters.designing_fields import KINDS
from ui.presenters.designing_proof import LABEL_DPI, Proof
from ui.theme import Look
from ui.widgets.badge_panel import BadgeSheet
from ui.widgets.keys import Key, KeyBar, KeyButton
from ui.widgets.kind_list import KindList
from ui.widgets.page_canvas import PageCanvas
from ui.widgets.page_head import PageHead
from ui.widgets.row_list import RowList
from ui.widgets.setting_panel import SettingPanel, choose_picture
from ui.widgets.status_line import StatusLine
from ui.widgets.task_panel import PanelView, TaskPanel

_LEFT, _RIGHT = 208, 336
_CASE_ROWS = 3
_BLACK_PART = 0.34


class DesignerPage(DrawnPage):
    """Shows a design; knows no service.

    Signals:
        key_pressed: The name of a key that was clicked.
        add_wanted: The kind of element that is to be added.
        picture_chosen: The path of a picture that is to be added.
        category_pressed: What was pressed in the table of categories; see `TaskPanel`.
    """

    key_pressed = Signal(str)
    add_wanted = Signal(str)
    picture_chosen = Signal(str)
    category_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("designer", parent)
        self._language: Language | None = None
        self._keys: tuple[Key, ...] = ()
        self.head = PageHead(self)
        self._left_title, self._right_title, self._cases_title, self._black_title = (
            self._label(name) for name in ("columnTitle", "columnTitle", "fieldName", "blackTitle")
        )
        self.elements = RowList("elements", parent=self)
        self.add = KeyButton("addElement", self)
        self.kinds = KindList(self)
        self.canvas = PageCanvas(self)
        self.black = BadgeSheet(self)
        self.keys = KeyBar(self, indent=12)
        self.settings = SettingPanel()
        self._scroll = QScrollArea(self)
        self.status = StatusLine("designStatus", self)
        self.cases = RowList("cases", has_radio=True, parent=self)
        self.categories: TaskPanel | None = None
        self._scroll.setWidget(self.settings)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._black_title.setWordWrap(True)
        self.add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add.clicked.connect(self.open_kinds)
        self.kinds.chosen.connect(self._want_kind)
        self.keys.pressed.connect(self.key_pressed)
        self.head.pressed.connect(self.key_pressed)

    def set_language(self, language: Language) -> None:
        """Say everything that does not depend on the design."""
        self._language = language
        say = language.say
        self.setAccessibleName(say(texts.DESIGN))
        self._left_title.setText(say(texts.ELEMENTS))
        self.elements.setAccessibleName(say(texts.ELEMENTS))
        self._cases_title.setText(say(texts.TRY_WITH))
        self.cases.setAccessibleName(say(texts.TRY_WITH))
        self._black_title.setText(say(texts.BLACK_AND_WHITE, dpi=LABEL_DPI))
        self.add.show_key("+", say(texts.ELEMENT))
        self.add.setAccessibleName(say(texts.ADD))
        self.kinds.show_kinds([say(texts.KINDS[kind]) for kind in KINDS])
        self.canvas.setAccessibleName(say(texts.PAGE))
        self.canvas.viewport().setAccessibleName(say(texts.PAGE))
        self.arrange()

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show what can be done with the chosen element, under the page."""
        self._keys = tuple(keys)
        self.arrange()

    def show_chosen(self, title: str, spoken: str) -> None:
        """Show which element can be set."""
        self._right_title.setText(title)
        self.canvas.setAccessibleDescription(spoken)

    def show_proof(self, proof: Proof) -> None:
        """Show how the page prints; a design that is wrong leaves the last page."""
        if proof.colour is not None and proof.stock is not None:
            self.canvas.show_page((proof.stock.width, proof.stock.height), proof.stock.safe)
            self.canvas.show_picture(proof.colour)
            self.black.show_image(proof.black, self._black_title.text())

    def open_kinds(self) -> None:
        """Offer the kinds of elements."""
        self.kinds.open()
        self.arrange()

    def close_kinds(self) -> bool:
        """Offer them no longer; return whether they were offered."""
        was_open = self.kinds.is_open
        self.kinds.hide()
        return was_open

    def show_categories(self, view: PanelView) -> None:
        """Show which categories print with the design, in place of what can be set."""
        if self.categories is None:
            self.categories = self._new_categories()
        was_open = not self.categories.isHidden()
        self.categories.show_view(view)
        self._lay_over(is_over=True)
        if not was_open and self.categories.choices is not None:
            self.categories.choices.setFocus()

    def close_categories(self) -> None:
        """Show again what can be set."""
        if self.categories is None or self.categories.isHidden():
            return
        had_focus = self.categories.choices is not None and self.categories.choices.hasFocus()
        self._lay_over(is_over=False)
        if had_focus:
            self.elements.setFocus()

    def _dress(self, look: Look) -> None:
        parts = (self.head, self.elements, self.canvas, self.black, self.keys, self.settings)
        for part in (*parts, self.status, self.cases, self.kinds):
            part.set_look(look)
        if self.categories is not None:
            self.categories.set_look(look)
        self.add.set_look(look, look.px(24))

    def _lay(self, look: Look) -> None:
        wide, tall = self.width(), self.height()
        top, foot = look.size("header"), look.target(64)
        left, right = look.px(_LEFT), wide - look.px(_RIGHT)
        self.head.setGeometry(0, 0, wide, top)
        title = look.px(56)
        self._left_title.setGeometry(look.px(24), top, left - look.px(32), title)
        self.elements.setGeometry(0, top + title, left - 1, tall - top - title - foot)
        self.add.setGeometry(0, tall - foot, left - 1, foot)
        kinds = self.kinds.sizeHint().height()
        self.kinds.setGeometry(0, tall - foot - kinds, left - 1, kinds)
        self._lay_middle(look, QRect(left, top, right - left, tall - top - foot))
        self.keys.setGeometry(left, tall - foot, right - left, foot)
        self.keys.show_keys(self._keys, right_count=0, right_width=0)
        self._lay_right(look, QRect(right + look.px(24), top, look.px(_RIGHT - 56), tall - top))
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        top, left, right = look.size("header"), look.px(_LEFT), self.width() - look.px(_RIGHT)
        painter.fillRect(QRect(left, top, right - left, self.height()), look.colour("well"))
        painter.setPen(look.colour("hair"))
        painter.drawLine(left - 1, top, left - 1, self.height())
        painter.drawLine(right, top, right, self.height())
        painter.drawLine(0, top + look.px(55), left - 1, top + look.px(55))
        if self._cases_title.isVisibleTo(self):
            rule = self._cases_title.y() - look.px(8)
            painter.drawLine(right + look.px(24), rule, self.width() - look.px(32), rule)

    def _want_kind(self, number: int) -> None:
        if KINDS[number] != "image":
            self.add_wanted.emit(KINDS[number])
        elif chosen := choose_picture(self):
            self.picture_chosen.emit(chosen)

    def _lay_middle(self, look: Look, box: QRect) -> None:
        black = round(box.width() * _BLACK_PART)
        self.canvas.setGeometry(box.adjusted(0, 0, -black, 0))
        above, caption = look.px(56), look.px(48)
        left = box.right() - black
        inner = QRect(left, box.y() + above, black - look.px(24), box.height() - above)
        page = self.black.height_for(inner.width())
        page = min(page, inner.height() - caption)
        self.black.setGeometry(inner.x(), inner.y(), inner.width(), page)
        under = inner.y() + page + look.px(4)
        self._black_title.setGeometry(inner.x(), under, inner.width(), caption)

    def _lay_right(self, look: Look, box: QRect) -> None:
        row, title = look.target(48), look.px(56)
        cases = _CASE_ROWS * row
        self._right_title.setGeometry(box.x(), box.y(), box.width(), title)
        cases_top = box.bottom() - cases - look.px(8)
        self.cases.setGeometry(box.x(), cases_top, box.width(), cases)
        label = look.px(28)
        self._cases_title.setGeometry(box.x(), cases_top - label, box.width(), label)
        status = max(look.px(56), self.status.height_in(box.width()))
        status_top = cases_top - label - look.px(12) - status
        self.status.setGeometry(box.x(), status_top, box.width(), status)
        panel_top = box.y() + title
        self._scroll.setGeometry(
            box.x(), panel_top, box.width() + look.px(16), status_top - panel_top - look.px(8)
        )
        self.settings.setContentsMargins(0, 0, look.px(16), 0)
        if self.categories is not None:
            edge = look.size("margin")
            self.categories.setGeometry(box.adjusted(-edge, 0, edge, 0))

    def _new_categories(self) -> TaskPanel:
        """Return the table of categories; most people never open it."""
        panel = TaskPanel("categories", self)
        if self._look is not None:
            panel.set_look(self._look)
        panel.pressed.connect(self.category_pressed)
        panel.hide()
        return panel

    def _lay_over(self, *, is_over: bool) -> None:
        """Show the table of categories in the right column, or what else stands there."""
        if self.categories is not None:
            self.categories.setVisible(is_over)
        parts = (self._right_title, self._scroll, self.status, self._cases_title, self.cases)
        for part in parts:
            part.setVisible(not is_over)
        self.arrange()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        return label
