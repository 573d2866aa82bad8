"""The search: lies over the left column while somebody types a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QWidget

from ui.models.hits import Found, HitsModel
from ui.theme import Look
from ui.widgets.hit_delegate import HitDelegate
from ui.widgets.sign import paint_sign


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The words around the hits; ``same_name`` warns of namesakes, empty where there are none."""

    count: str
    same_name: str = ""
    ask_which: str = ""
    not_among: str = ""


class SearchOverlay(QFrame):
    """A field for words of a name and the guests that have them.

    Signals:
        typed: The text of the field changed.
        entered: Enter was pressed; the guest that is chosen, or None.
        chosen: Another guest is chosen, or None.
    """

    typed = Signal(str)
    entered = Signal(object)
    chosen = Signal(object)

    def __init__(self, model: HitsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overlay")
        self._look: Look | None = None
        self._model = model
        self.field = QLineEdit(self)
        self.field.setObjectName("query")
        self.field.setFrame(False)
        self.field.textEdited.connect(self.typed)
        self.field.returnPressed.connect(self.enter)
        self._delegate = HitDelegate(model, self)
        self._list = self._new_list(model)
        self._count, self._same, self._ask, self._not_among = (
            self._label(name) for name in ("hitCount", "sameName", "askWhich", "notAmong")
        )
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._not_among.setWordWrap(True)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = self._delegate.look = look
        self._arrange()

    def set_spoken(self, field: str) -> None:
        """Name the field for a screen reader."""
        self.field.setAccessibleName(field)
        self._list.setAccessibleName(field)

    def open_with(self, text: str) -> None:
        """Show the empty search with a first *text* and take the keys."""
        self.field.setText(text)
        self.show()
        self.raise_()
        # Other reasons would select the first letter, and the second replace it.
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.emit(text)

    def show_found(self, found: Sequence[Found], words: SearchWords) -> None:
        """Show *found* with nobody chosen yet."""
        self._delegate.words = tuple(self.field.text().split())
        self._model.show_found(found)
        self.show_words(words)

    def show_words(self, words: SearchWords) -> None:
        """Show the words around the hits."""
        self._count.setText(words.count)
        self._same.setText(words.same_name)
        self._ask.setText(words.ask_which)
        self._not_among.setText(words.not_among)
        self._arrange()

    @property
    def current(self) -> Found | None:
        """The guest that is chosen by the arrow keys."""
        index = self._list.currentIndex()
        found = index.data(HitsModel.FoundRole) if index.isValid() else None
        return found if isinstance(found, Found) else None

    def move_choice(self, step: int) -> None:
        """Choose the next guest, or with -1 the one before."""
        count = self._model.rowCount()
        if not count:
            return
        row = self._list.currentIndex().row() + step if self.current else 0
        self._list.setCurrentIndex(self._model.index(min(max(row, 0), count - 1)))
        self.chosen.emit(self.current)

    def enter(self) -> None:
        """Say that Enter was pressed, with the guest that is chosen or None."""
        self.entered.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the choice; every other key belongs to the page."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        else:
            self.move_choice(step)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give field and hits their places."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the signs and the line of focus under the field."""
        super().paintEvent(event)
        if self._look is None:
            return
        look, painter = self._look, QPainter(self)
        ink, ground = look.colour("ink"), look.colour("ground")
        box = QRectF(look.px(33), look.px(33), look.px(38), look.px(38))
        paint_sign(painter, "search", box, ink, ground)
        painter.fillRect(0, look.px(102), self.width(), 2, look.colour("accent"))
        if self._same.text():
            box = QRectF(look.px(32), look.px(124), look.px(24), look.px(24))
            paint_sign(painter, "attention", box, look.colour("text_attention"), ground)
            painter.setPen(look.colour("hair"))
            painter.drawLine(0, look.px(167), self.width(), look.px(167))

    def _arrange(self) -> None:
        if self._look is None:
            return
        look, margin = self._look, self._look.size("margin")
        count_width = self._count.sizeHint().width()
        left = look.px(105)
        self.field.setGeometry(
            left, look.px(12), self.width() - left - count_width - margin * 2, look.px(82)
        )
        self._count.setGeometry(
            self.width() - count_width - margin, look.px(12), count_width, look.px(78)
        )
        top = look.px(168 if self._same.text() else 104)
        same_width = self._same.sizeHint().width()
        self._same.setGeometry(look.px(72), look.px(104), same_width, look.px(64))
        ask_left = look.px(72) + same_width + look.px(5)
        self._ask.setGeometry(ask_left, look.px(104), self.width() - ask_left, look.px(64))
        row, note = look.size("row_result"), look.px(72)
        rows = min(self._model.rowCount(), max(0, (self.height() - top - note) // row))
        self._list.setGeometry(0, top, self.width(), rows * row)
        self._not_among.setGeometry(margin, top + rows * row, self.width() - 2 * margin, note)
        self.update()

    def _new_list(self, model: HitsModel) -> QListView:
        view = QListView(self)
        view.setObjectName("hits")
        view.setModel(model)
        view.setItemDelegate(self._delegate)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(lambda _index: self.chosen.emit(self.current))
        view.doubleClicked.connect(lambda _index: self.enter())
        return view

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
