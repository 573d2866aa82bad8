"""What a list would change: five numbers that are tabs, and a row with a tick for each change."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QListView, QWidget

from ui import import_texts as texts
from ui.language import Language, language
from ui.models.edits import EditsModel
from ui.pages.drawn import DrawnPage
from ui.presenters.import_words import EditRows
from ui.theme import Look
from ui.widgets.edit_delegate import EditDelegate
from ui.widgets.edit_head import EditHead
from ui.widgets.fate_tabs import HEIGHT, FateTabs, TabView
from ui.widgets.keys import KeyButton
from ui.widgets.status_line import StatusLine

_INFO, _HEAD, _FOOT = 56, 48, 72
_STATUS_PART = 0.25
BATCH = 20
"""So many rows are laid out at a time: while a list is taken in, each waits for other threads."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """What stands around the rows: tabs, how the list was read, and what looks damaged."""

    tabs: Sequence[TabView] = ()
    tab: str = ""
    reading: str = ""
    columns: str = ""
    status: tuple[str, str] = ("", "")
    damage: str = ""
    repair: str = ""
    empty: str = ""


class ImportReview(DrawnPage):
    """Shows a `ReviewView` and the rows of its tab; knows no service.

    Signals:
        key_pressed: The name of a key that was clicked: take, columns or repair.
        tab_chosen: The name of a tab.
        toggled: The key of a row whose tick was changed.
        all_toggled: The tick of the whole tab was changed.
    """

    key_pressed = Signal(str)
    tab_chosen = Signal(str)
    toggled = Signal(str)
    all_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("importReview", parent)
        self.tabs, self.head = FateTabs(self), EditHead(self)
        self._read, self._empty = QLabel(self), QLabel(self)
        for label, name in ((self._read, "columnNote"), (self._empty, "importEmpty")):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self.columns_key = self._key("columns", "importColumnsKey")
        self.repair_key = self._key("repair", "solution")
        self.status, self.damage = (
            StatusLine(name, self) for name in ("importStatus", "importDamage")
        )
        self.model = EditsModel(language("en"), self)
        self._delegate = EditDelegate(self)
        self.edits = self._new_list()
        self.tabs.chosen.connect(self.tab_chosen)
        self.head.tick.clicked.connect(self.all_toggled)

    def set_language(self, language: Language) -> None:
        """Say everything in *language*."""
        self.model.set_language(language)
        self.edits.setAccessibleName(language.say(texts.CHECK_LIST))
        self.head.tick.setAccessibleName(language.say(texts.ALL_TICKED))

    def show_view(self, view: ReviewView) -> None:
        """Show what stands around the rows."""
        self.tabs.show_tabs(view.tabs, view.tab)
        self._read.setText(view.reading)
        self.columns_key.show_key("F3", view.columns)
        self.status.show_status(*view.status)
        self.damage.show_status("attention", view.damage)
        self.repair_key.show_key("F7", view.repair)
        self.repair_key.setVisible(bool(view.repair))
        self._empty.setText(view.empty)
        self._empty.setVisible(bool(view.empty))
        self.arrange()

    def show_rows(self, rows: EditRows, words: Sequence[str]) -> None:
        """Show the rows of a tab below the *words* of its columns."""
        self.model.show_rows(rows)
        self.head.show_words(words)
        if len(rows):
            self.edits.setCurrentIndex(self.model.index(0))

    def show_ticks(self, ticked: frozenset[str], *, can_tick: bool) -> None:
        """Show which rows will be taken."""
        self.model.set_ticked(ticked)
        self.head.show_tick(is_shown=can_tick, is_on=self.model.are_all_ticked)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key does among the changes; return whether it does anything."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_tab(1 if key == Qt.Key.Key_Right else -1)
        elif event.text().isdigit() and 0 < int(event.text()) <= len(self.tabs.tabs):
            self.tab_chosen.emit(self.tabs.tabs[int(event.text()) - 1].view.name)
        elif key == Qt.Key.Key_Space:
            self._toggle(self.edits.currentIndex().row())
        elif key == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.all_toggled.emit()
        elif key in _ENTER:
            self.key_pressed.emit("take")
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take keys away from the list, which would look for names with them; follow clicks."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self.press(event):
            return True
        is_click = event.type() is QEvent.Type.MouseButtonRelease
        if is_click and isinstance(event, QMouseEvent) and watched is self.edits.viewport():
            self._toggle(self.edits.indexAt(event.position().toPoint()).row())
        return super().eventFilter(watched, event)

    def _dress(self, look: Look) -> None:
        self._delegate.look = look
        for part in (self.tabs, self.head, self.status, self.damage):
            part.set_look(look)
        for key in (self.columns_key, self.repair_key):
            key.set_look(look, look.px(12))
        self.edits.scheduleDelayedItemsLayout()

    def _lay(self, look: Look) -> None:
        wide, tall = self.width(), self.height()
        tabs, info, head = look.px(HEIGHT), look.target(_INFO), look.target(_HEAD)
        self.tabs.setGeometry(0, 0, wide, tabs)
        self._lay_info(look, tabs, info)
        self.head.setGeometry(0, tabs + info, wide, head)
        rows, foot = tabs + info + head, look.target(_FOOT) if self.damage.text else 0
        self.edits.setGeometry(0, rows, wide, max(0, tall - foot - rows))
        self._empty.setGeometry(look.px(24), rows + look.px(16), wide - look.px(56), look.px(48))
        if self.damage.text:
            self._lay_damage(look, tall - foot)
        if self._delegate.width != wide:
            self._delegate.width = wide
            self.edits.scheduleDelayedItemsLayout()
        self.update()

    def _draw(self, painter: QPainter, look: Look) -> None:
        hair = look.colour("hair")
        painter.fillRect(0, self.head.y() - 1, self.width(), 1, hair)
        if self.damage.text:
            painter.fillRect(0, self.height() - look.target(_FOOT), self.width(), 1, hair)

    def _lay_info(self, look: Look, top: int, tall: int) -> None:
        wide, edge = self.width(), look.px(24)
        gap = look.px(24)
        key = min(self.columns_key.sizeHint().width(), wide // 3)
        rest = wide - edge - key - look.px(32) - 2 * gap
        words = self._read.sizeHint().width()
        # The sentence can go on in a second line, how the list was read cannot.
        status = min(self.status.width_of_line(), max(rest - words, round(wide * _STATUS_PART)))
        read = min(words, rest - status)
        self._read.setGeometry(edge, top, read, tall)
        self.columns_key.setGeometry(edge + read + gap, top, key, tall)
        height = min(tall, self.status.height_in(status))
        left = wide - status - look.px(32)
        self.status.setGeometry(left, top + (tall - height) // 2, status, height)

    def _lay_damage(self, look: Look, top: int) -> None:
        wide, edge, foot = self.width(), look.px(24), look.target(_FOOT)
        repair = self.repair_key.sizeHint().width() if self.repair_key.word else 0
        words = wide - edge - repair - look.px(48)
        height = min(foot, self.damage.height_in(words))
        self.damage.setGeometry(edge, top + (foot - height) // 2, words, height)
        key = look.target(48)
        left = wide - repair - look.px(32)
        self.repair_key.setGeometry(left, top + (foot - key) // 2, repair, key)

    def _step_tab(self, step: int) -> None:
        names = [tab.view.name for tab in self.tabs.tabs]
        now = next((n for n, tab in enumerate(self.tabs.tabs) if tab.isChecked()), 0)
        self.tab_chosen.emit(names[(now + step) % len(names)])

    def _toggle(self, number: int) -> None:
        if 0 <= number < self.model.rowCount():
            row = self.model.index(number).data(EditsModel.RowRole)
            if row.key:
                self.toggled.emit(row.key)

    def _new_list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("edits")
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setBatchSize(BATCH)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        return view

    def _key(self, action: str, name: str) -> KeyButton:
        key = KeyButton(name, self)
        key.setProperty("rank", "head")
        key.clicked.connect(lambda: self.key_pressed.emit(action))
        return key
