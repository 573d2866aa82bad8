"""The band over the whole width at the door of a room: the plate, and where a guest belongs."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.theme import Look, fits, repolish
from ui.widgets.keys import Key, KeyButton
from ui.widgets.plate import BORDER, HEADROOM, IDLE, PITCH, Cut, Line, announce, sign_colours
from ui.widgets.sign import paint_sign

_CUTS = {
    "word": Cut("mode", "native", 600, 0.0),
    "where": Cut("title", "fact", 400, 0.0),
    "name": Cut("name", "native", 600, 1.36),
    "reason": Cut("title", "fact", 400, 1.72),
}
_NAME_BELOW_TILE = Cut("native", "title", 600, 0.0)
PRIMARY = "F7"
_ROWS = ("word", "where", "name", "reason")


@dataclass(frozen=True, slots=True)
class BandView:
    """What the band shows: a verdict like the plate's, and the way out of a problem.

    ``tile`` is the room where a guest belongs, ``where`` what is there. ``hint`` stands above
    the keys, of which `PRIMARY` is the way out.
    """

    verdict: str
    word: str
    name: str = ""
    reason: str = ""
    tile: str = ""
    where: str = ""
    hint: str = ""
    keys: tuple[Key, ...] = ()

    @property
    def spoken(self) -> str:
        """All of it in one breath, for a screen reader."""
        parts = (self.word, self.tile, self.where, self.name, self.reason, self.hint)
        return ". ".join(part.replace("\n", " ") for part in parts if part)


class Band(QFrame):
    """Shows a `BandView`; an answer changes colour and text, never the places.

    Signals:
        pressed: The name of a key that was clicked.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("band")
        self._look: Look | None = None
        self._view = BandView(IDLE, "")
        self._lines = {name: Line(f"{name}Line", self) for name in _ROWS}
        self._tile, self._hint = QLabel(self), QLabel(self)
        self._tile.setObjectName("bandTile")
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setObjectName("bandHint")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        for label in (self._tile, self._hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons: list[KeyButton] = []
        self.setProperty("verdict", IDLE)

    @property
    def view(self) -> BandView:
        """What it shows now."""
        return self._view

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        for button in self._buttons:
            button.set_look(look, look.px(24))
        self.update()

    def show_view(self, view: BandView) -> None:
        """Show *view*; a new answer is said once to a screen reader."""
        if view == self._view:
            return
        before, self._view = self._view, view
        for name, line in self._lines.items():
            line.setText(getattr(view, name))
            line.setVisible(bool(line.text()))
        self._tile.setText(view.tile)
        self._tile.setVisible(bool(view.tile))
        self._hint.setText(view.hint)
        self._show_keys(view.keys)
        self.setAccessibleName(view.spoken)
        if before.verdict != view.verdict or before.keys != view.keys:
            self.setProperty("verdict", view.verdict)
            repolish(self)
        if (before.word, before.name) != (view.word, view.name):
            announce(self, view.spoken)
        self.update()

    def arranged_height(self, width: int, covered: int = 0) -> int:
        """Put everything in its place for that *width*; return the height it takes.

        A sheet that has *covered* the right part sends the keys below the lines.
        """
        if self._look is None:
            return 0
        look, side = self._look, self._look.size("side")
        left, margin = look.size("axis"), look.size("margin")
        self._hint.setVisible(bool(self._view.hint) and not covered)
        if covered:
            room = width - covered - margin - left
            bottom = self._arrange_lines(left, room) + look.px(24)
            taken = self._arrange_row(QRect(left, bottom, room, look.target(64)))
            return max(look.size("band"), bottom + taken)
        room = width - side - look.size("gap") - left
        bottom = self._arrange_lines(left, room)
        height = max(look.size("band"), bottom + look.px(28))
        self._arrange_solution(QRect(width - side, 0, side - margin, height))
        return height

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground, the sign and the arrow to the tile."""
        super().paintEvent(event)
        if self._look is None:
            return
        look, verdict = self._look, self._view.verdict
        painter = QPainter(self)
        side, corner = look.size("sign_plate"), look.size("margin")
        sign, ground = sign_colours(verdict)
        box = QRectF(corner, corner, side, side)
        paint_sign(painter, verdict, box, look.colour(sign), look.colour(ground))
        if self._view.tile:
            self._paint_arrow(painter, self._tile.geometry())
        if look.theme == "high_contrast":
            painter.setPen(QPen(look.colour("ink"), BORDER))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _arrange_lines(self, left: int, room: int) -> int:
        """Put the lines below one another; return where the last one ends."""
        if self._look is None:
            return 0
        look = self._look
        baseline = float(look.px(73))
        for name in _ROWS:
            line, cut = self._lines[name], _CUTS[name]
            if name == "where" and self._view.tile:
                baseline = self._arrange_tile(left, room) + look.px(12)
                continue
            if not line.text():
                continue
            if name == "name" and self._view.tile:
                cut = _NAME_BELOW_TILE
                baseline += look.px(36)
            count = line.set_between(look, cut, room)
            baseline += cut.lead * line.font_px
            top = round(baseline - HEADROOM * line.font_px)
            line.setGeometry(left, top, room, line.height_of(count))
            baseline += (count - 1) * PITCH * line.font_px
        return round(baseline)

    def _arrange_tile(self, left: int, room: int) -> int:
        """Put arrow, tile and what is there into one row; return where the row ends."""
        if self._look is None:
            return 0
        look, top, tall = self._look, self._look.px(106), self._look.px(80)
        font = look.font("mode", text=self._view.tile)
        widest, edge = room // 2, look.px(20)
        while font.pixelSize() > look.px(16) and not fits(self._view.tile, font, widest - 2 * edge):
            font.setPixelSize(font.pixelSize() - 1)
        self._tile.setFont(font)
        start = left + look.px(88)
        wide = min(widest, self._tile.fontMetrics().horizontalAdvance(self._view.tile) + 2 * edge)
        self._tile.setGeometry(start, top, wide, tall)
        line = self._lines["where"]
        x = start + wide + look.px(24)
        count = line.set_between(look, _CUTS["where"], left + room - x)
        block = (count - 1) * PITCH * line.font_px + line.font_px * 0.7
        first = top + (tall - block) / 2 + line.font_px * 0.7
        y = round(first - HEADROOM * line.font_px)
        line.setGeometry(x, y, left + room - x, line.height_of(count))
        return max(top + tall, y + line.height_of(count) - round(0.4 * line.font_px))

    def _arrange_row(self, box: QRect) -> int:
        """Put the first key below the lines; return the height that it takes with what is below."""
        if self._look is None or not self._buttons:
            return 0
        first, *others = self._buttons
        first.setGeometry(box.x(), box.y(), min(box.width(), self._look.px(416)), box.height())
        for button in others:
            button.hide()
        return box.height() + self._look.px(24)

    def _arrange_solution(self, box: QRect) -> None:
        """Put the keys at the bottom, the hint above; without room for all, only the first."""
        if self._look is None:
            return
        look, gap, top = self._look, self._look.px(12), self._look.px(24)
        y = box.bottom() - look.px(32) + gap
        tall = look.target(64 if self._buttons[1:] else 80)
        needed = self._hint.heightForWidth(box.width()) if self._view.hint else 0
        shown = self._buttons
        if top + needed + look.px(16) + len(shown) * (tall + gap) > y:
            shown = shown[:1]
        for button in reversed(self._buttons):
            button.setVisible(button in shown)
            if button in shown:
                y -= tall + gap
                button.setGeometry(box.x(), y, box.width(), tall)
        above = y - look.px(16) if shown else y
        self._hint.setGeometry(box.x(), top, box.width(), max(1, above - top))

    def _paint_arrow(self, painter: QPainter, tile: QRect) -> None:
        """Draw an arrow that leads from the axis to the tile."""
        if self._look is None:
            return
        look = self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour(sign_colours(self._view.verdict)[0]), look.px(8))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        y, start = tile.center().y(), look.size("axis") + look.px(4)
        end, head = start + look.px(52), look.px(24)
        painter.drawLine(QPointF(start, y), QPointF(end, y))
        tip = [QPointF(end - head, y - head), QPointF(end, y), QPointF(end - head, y + head)]
        painter.drawPolyline(QPolygonF(tip))

    def _show_keys(self, keys: tuple[Key, ...]) -> None:
        while len(self._buttons) > len(keys):
            button = self._buttons.pop()
            button.hide()
            button.deleteLater()
        while len(self._buttons) < len(keys):
            self._buttons.append(self._new_button())
        for button, key in zip(self._buttons, keys, strict=True):
            button.setProperty("action", key.name)
            button.show_key(key.cap, key.word, is_primary=key.cap == PRIMARY)

    def _new_button(self) -> KeyButton:
        button = KeyButton("solution", self)
        button.allow_two_lines()
        button.clicked.connect(lambda: self.pressed.emit(str(button.property("action"))))
        if self._look is not None:
            button.set_look(self._look, self._look.px(24))
        button.show()
        return button
